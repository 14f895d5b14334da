import type { Browser, Page } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Look, openChromium, openWindow, shown } from './chromium.fixture';
import { anOperator, type Credentials, inviteMerchant, signIn } from './people.fixture';
import { openOperatorScreen, openScreen, operatorScreenNames, screenNames } from './screens.fixture';
import { TestShop } from './shop.fixture';

const folder = join(__dirname, '..', '..', '..', '.results', 'screenshots');
const names = ['Alena Horáková', 'Jiří Král', 'Lucie Šťastná', 'Marie Žáková', 'Tomáš Říha', 'Karel Dvořák'];
const looks: readonly Look[] = (['cs', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((scheme) =>
    [1280, 360].map((width): Look => ({ language, scheme, width })),
  ),
);

/** A window in which somebody has signed in who has a password. */
async function signedIn(browser: Browser, look: Look, person: Credentials): Promise<Page> {
  const page = await openWindow(browser, look);
  await signIn(page, look.language, person);
  return page;
}

async function take(page: Page, name: string, { language, scheme, width }: Look): Promise<void> {
  const path = join(folder, `${name}-${language}-${scheme}-${width}.png`);
  await page.screenshot({ path, fullPage: width < 1000 || name === 'overview' });
}

/** Into .results/screenshots. */
test('every screen, in both languages, light and dark, wide and narrow', async () => {
  mkdirSync(folder, { recursive: true });
  const shopId = `kavarna-${Date.now().toString(36)}`;
  const shop = await TestShop.open(shopId, { newsletterReward: '50.00' });
  const customers = [];
  for (const [nth, name] of names.entries()) {
    const [firstName = '', lastName = ''] = name.split(' ');
    const email = `${shopId}.${nth}@shop.test`;
    const customer = await shop.register(email, { firstName, lastName, registered: nth % 3 !== 2 });
    const expiresOn = new Date(Date.now() + (nth + 1) * 9 * 86_400_000).toISOString().slice(0, 10);
    await shop.award(customer, `${(nth + 1) * 125}.50`, { expiresOn });
    customers.push({ id: customer.id, name });
  }
  await shop.settled();
  const [customer = { id: '', name: '' }] = customers;
  const { path, ...merchant } = await inviteMerchant(shopId);
  const [email, password] = await anOperator(`pictures-${shopId}`);
  const browser = await openChromium();
  const invited = await openWindow(browser, { language: 'cs', scheme: 'light', width: 1280 });
  await invited.goto(path);
  await invited.getByRole('textbox', { name: 'Heslo' }).fill(merchant.password);
  await invited.locator('button[type=submit]').click();
  await shown(invited, 'Přehled');
  for (const look of looks) {
    const page = await signedIn(browser, look, merchant);
    for (const name of screenNames) {
      await openScreen(page, name, { shop: shopId, customer, language: look.language });
      await take(page, name, look);
    }
    await page.context().close();
    const operator = await signedIn(browser, look, { email, password });
    for (const name of operatorScreenNames) {
      await openOperatorScreen(operator, name, look.language);
      await take(operator, name, look);
    }
    await operator.context().close();
  }
  await browser.close();
});
