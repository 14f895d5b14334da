import type { Browser, Page } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Look, openChromium, openWindow, loaded, shown } from './chromium.fixture';
import { lettersToLookAt } from './letters.fixture';
import { anOperator, type Credentials, inviteMerchant, signIn } from './people.fixture';
import { openOperatorScreen, openScreen, operatorScreenNames, screenNames } from './screens.fixture';
import { SandboxAccount } from './sandbox.fixture';
import { type CustomerSeen, ok, TestShop } from './shop.fixture';
import { call, urlOf } from './system.fixture';

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

/** What is seen by somebody who has not signed in. */
const doors = ['login', 'forgot', 'link'] as const;

async function openDoor(page: Page, name: (typeof doors)[number], { language }: Look): Promise<void> {
  await page.goto(name === 'link' ? '/invitation/nobody-sent-this' : `/${name}`);
  if (name === 'login' && language === 'en') await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** A shop without a connection, and one of which only the key is known. */
async function shopsThatBegin(name: string): Promise<{ readonly begin: string; readonly list: string }> {
  const [begin, list] = [`${name}-begin`, `${name}-list`];
  await TestShop.unconnected(begin);
  await TestShop.unconnected(list);
  const { key: apiKey } = await SandboxAccount.open(list);
  await ok(call('PUT', `${urlOf('ecomail-sync')}/connections/${list}/key`, { apiKey }));
  return { begin, list };
}

/** A file of customers that was checked, with lines that are wrong. */
async function openFindings(page: Page, shop: string): Promise<void> {
  await page.goto(`/shops/${shop}/customers`);
  await page.getByRole('button', { name: /^Export (a|and) import$/ }).click();
  await page.getByRole('menuitem').last().click();
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('dialog').getByRole('button').last().click();
  const lines = [
    'e-mail;jméno;kredity;platí do',
    'nova@shop.test;Nová;50,00;31. 12. 2030',
    'bez zavináče;Petr;10,00;',
  ];
  const buffer = Buffer.from(
    [...lines, 'eva@shop.test;Eva;deset;', 'jan@shop.test;Jan;5,00;30. 2. 2031'].join('\n'),
  );
  await (await chosen).setFiles({ name: 'zakaznici.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('dialog').getByRole('table').waitFor();
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
  const [first, second] = customers;
  if (!first || !second) throw new Error('there is no customer to look at');
  // Letters are about the first one, whose movements they fill.
  const customer = { id: second.id, name: names[1] ?? '' };
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
  const beginning = await shopsThatBegin(shopId);
  for (const look of looks) {
    const outside = await openWindow(browser, look);
    for (const name of doors) {
      await openDoor(outside, name, look);
      await take(outside, name, look);
    }
    await outside.context().close();
    const page = await signedIn(browser, look, merchant);
    for (const name of screenNames) {
      await openScreen(page, name, { shop: shopId, customer, language: look.language });
      await take(page, name, look);
    }
    await openFindings(page, shopId);
    await take(page, 'import', look);
    await page.context().close();
    const operating = await signedIn(browser, look, operator);
    for (const [name, shop] of Object.entries(beginning)) {
      await operating.goto(`/shops/${shop}/integration`);
      await shown(operating, look.language === 'cs' ? 'Integrace' : 'Integrations');
      await take(operating, name, look);
    }
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
