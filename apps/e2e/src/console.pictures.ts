import type { Browser, Page } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Look, openChromium, openWindow, loaded, shown } from './chromium.fixture';
import { lettersToLookAt } from './letters.fixture';
import { anOperator, type Credentials, inviteMerchant, signIn } from './people.fixture';
import { openOperatorScreen, openScreen, operatorScreenNames, screenNames } from './screens.fixture';
import { type CustomerSeen, TestShop } from './shop.fixture';

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
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  const path = join(folder, `${name}-${language}-${scheme}-${width}.png`);
  const isDialog = (await page.getByRole('dialog').count()) > 0;
  await page.screenshot({ path, fullPage: !isDialog });
}

/** Into .results/screenshots. */
test('every screen, in both languages, light and dark, wide and narrow', async () => {
  mkdirSync(folder, { recursive: true });
  const shopId = `kavarna-${Date.now().toString(36)}`;
  const shop = await TestShop.open(shopId, { newsletterReward: '50.00' });
  const customers: CustomerSeen[] = [];
  for (const [nth, name] of names.entries()) {
    const [firstName = '', lastName = ''] = name.split(' ');
    const email = `${shopId}.${nth}@shop.test`;
    const customer = await shop.register(email, { firstName, lastName, registered: nth % 3 !== 2 });
    const expiresOn = new Date(Date.now() + (nth + 1) * 9 * 86_400_000).toISOString().slice(0, 10);
    await shop.award(customer, `${(nth + 1) * 125}.50`, { expiresOn });
    customers.push(customer);
  }
  await shop.settled();
  const [first] = customers;
  if (!first) throw new Error('there is no customer to look at');
  const customer = { id: first.id, name: names[0] ?? '' };
  const { path, ...merchant } = await inviteMerchant(shopId);
  const [email, password] = await anOperator(`pictures-${shopId}`);
  const operator = { email, password };
  const letters = await lettersToLookAt(shopId, first, operator);
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
    const operating = await signedIn(browser, look, operator);
    for (const name of operatorScreenNames) {
      await openOperatorScreen(operating, name, look.language);
      await take(operating, name, look);
    }
    for (const [name, of] of Object.entries(letters)) {
      await operating.goto(`/operations/letters/${of}`);
      await operating.getByRole('heading', { level: 2 }).first().waitFor();
      await loaded(operating);
      await take(operating, name, look);
    }
    await operating.context().close();
  }
  await browser.close();
});
