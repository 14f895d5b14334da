import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { openChromium, openWindow, shown } from './chromium.fixture';
import { anOperator, type Credentials, signIn } from './people.fixture';
import { openScreen } from './screens.fixture';
import { SandboxAccount } from './sandbox.fixture';
import { ok, TestShop } from './shop.fixture';
import { call, urlOf } from './system.fixture';

const folder = join(__dirname, '..', '..', '..', '.results', 'screenshots', 'napoveda');
/** As wide as the help page shows them, and once and a half as sharp. */
const size = { width: 840, height: 1500 };
const sharpness = 1.5;
const quality = 70;

const words = {
  cs: {
    shop: 'kavarna',
    customer: ['Alena', 'Horáková'],
    integration: 'Integrace',
    add: 'Přidat Ecomail',
    keyTitle: 'Vložte klíč API z Ecomailu',
    key: 'Klíč API',
    check: 'Ověřit klíč',
    list: 'Vyberte seznam kontaktů',
    hook: 'Nastavení upozornění o přidání kontaktu do seznamu',
    picker: 'Ukázat hodnoty zákazníka',
    fields: 'Pole u kontaktů',
    events: 'Události pro automatizace',
  },
  en: {
    shop: 'coffee-shop',
    customer: ['Alice', 'Baker'],
    integration: 'Integrations',
    add: 'Add Ecomail',
    keyTitle: 'Paste the API key from Ecomail',
    key: 'API key',
    check: 'Check the key',
    list: 'Choose the contact list',
    hook: 'Notices about contacts added to the list',
    picker: 'Show the values of a customer',
    fields: 'Fields of contacts',
    events: 'Events for automations',
  },
} as const;

/** Into .results/screenshots/napoveda, from where those that changed are copied to docs/pictures/napoveda. */
describe('the pictures of the help page', () => {
  let browser: Browser;
  let operator: Credentials;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    const [email, password] = await anOperator('napoveda');
    operator = { email, password };
    browser = await openChromium();
  });
  afterAll(() => browser.close());

  test.each(['cs', 'en'] as const)('%s: from the key to the e-mail', async (language) => {
    const say = words[language];
    const shop = await TestShop.unconnected(say.shop, { newsletterReward: '50.00' });
    const [firstName, lastName] = say.customer;
    const customer = await shop.register(`${firstName.toLowerCase()}@shop.test`, { firstName, lastName });
    await shop.award(customer, '1250.50', { expiresOn: `${new Date().getFullYear() + 1}-12-31` });
    const page = await openWindow(browser, { language, scheme: 'light', width: size.width });
    await page.setViewportSize(size);
    await signIn(page, language, operator);
    const take = (name: string, part: Locator) => picture(page, part, `${name}.${language}.webp`);
    const card = (title: string) =>
      page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
    const open = (name: 'integration' | 'export' | 'mail') =>
      openScreen(page, name, { shop: shop.id, customer: { id: customer.id, name: firstName }, language });

    await open('integration');
    await page.getByRole('button', { name: say.add }).click();
    const key = page.getByRole('textbox', { name: say.key });
    await key.waitFor();
    await take('key', card(say.keyTitle));
    await key.fill((await SandboxAccount.open(say.shop)).key);
    await page.getByRole('button', { name: say.check }).click();
    await card(say.list).waitFor();
    await shown(page, say.integration);
    await take('list', card(say.list));

    const others = [];
    for (let nth = 1; nth <= 20; nth += 1) others.push(await shop.register(`customer.${nth}@shop.test`));
    await shop.connect();
    await shop.settled();
    const connection = `${urlOf('ecomail-sync')}/connections/${shop.id}`;
    await ok(call('POST', `${connection}/pause`, {}));
    for (const one of others.slice(0, 6)) await shop.award(one, '25.00');
    for (let nth = 1; nth <= 9; nth += 1) await shop.register(`new.${nth}@shop.test`);
    await shop.exportWould({ added: 9, changed: 6 });
    await open('export');
    await take('export', page.getByRole('dialog'));
    await ok(call('POST', `${connection}/resume`, {}));
    await shop.settled();
    await open('integration');
    await page.getByRole('combobox', { name: say.picker }).fill(firstName);
    await page.getByRole('option', { name: customer.email }).click();
    await page
      .getByRole('cell', { name: /^1[\s,]250[.,]50$/ })
      .first()
      .waitFor();
    await take('fields', card(say.fields));
    await take('events', card(say.events));
    // Whose address it would be is nobody's business.
    await page.evaluate(
      `for (const code of document.querySelectorAll('code')) if (code.textContent.includes('/hooks/'))
        code.textContent = 'https://ellity.example/hooks/ecomail/…'`,
    );
    await take('webhook', card(say.hook));
    await open('mail');
    await take('mail', page.getByRole('dialog'));
    await page.context().close();
  });
});

/** Chromium's own WebP: a third of a PNG. Nothing on it has the focus. */
async function picture(page: Page, part: Locator, name: string): Promise<void> {
  await page.evaluate('document.activeElement?.blur()');
  const box = await part.first().boundingBox();
  if (!box) throw new Error(`${name}: nothing to see`);
  const y = box.y + (await page.evaluate<number>('scrollY'));
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality,
    captureBeyondViewport: true,
    clip: { x: box.x, y, width: box.width, height: box.height, scale: sharpness },
  });
  writeFileSync(join(folder, name), Buffer.from(data, 'base64'));
}
