import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Look, openChromium, openWindow, shown } from './chromium.fixture';
import { inviteMerchant } from './people.fixture';
import { openScreen, screenNames } from './screens.fixture';
import { TestShop } from './shop.fixture';

const folder = join(__dirname, '..', '..', '..', '.results', 'screenshots');
const names = ['Alena Horáková', 'Jiří Král', 'Lucie Šťastná', 'Marie Žáková', 'Tomáš Říha', 'Karel Dvořák'];
const looks: readonly Look[] = (['cs', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((scheme) =>
    [1280, 360].map((width): Look => ({ language, scheme, width })),
  ),
);

/** Into .results/screenshots. */
test('every screen of a merchant, in both languages, light and dark, wide and narrow', async () => {
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
  const { path, email, password } = await inviteMerchant(shopId);
  const browser = await openChromium();
  for (const [nth, look] of looks.entries()) {
    const page = await openWindow(browser, look);
    const isCzech = look.language === 'cs';
    await page.goto(nth === 0 ? path : '/login');
    if (!isCzech) await page.getByRole('button', { name: 'English' }).click();
    if (nth > 0) await page.getByLabel('E-mail').fill(email);
    await page.getByRole('textbox', { name: isCzech ? 'Heslo' : 'Password' }).fill(password);
    await page.locator('button[type=submit]').click();
    await shown(page, isCzech ? 'Přehled' : 'Overview');
    for (const name of screenNames) {
      await openScreen(page, name, { shop: shopId, customer, language: look.language });
      const file = `${name}-${look.language}-${look.scheme}-${look.width}.png`;
      await page.screenshot({ path: join(folder, file), fullPage: look.width < 1000 || name === 'overview' });
    }
    await page.context().close();
  }
  await browser.close();
});
