import { eventually } from '@ellity/testing';
import type { Browser, Page } from 'playwright-core';
import { openChromium, openWindow, pressTwice, says, shown, textOf } from './chromium.fixture';
import { inviteMerchant } from './people.fixture';
import { SandboxAccount, setSwitches } from './sandbox.fixture';
import { type CustomerSeen, notifiedBalance, ok, TestShop } from './shop.fixture';
import { call, urlOf } from './system.fixture';

const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** docs/napoveda.cs.md, paragraph by paragraph, by a merchant who has nothing but the console and Ecomail. */
describe('a merchant who follows the help page', () => {
  const shopId = `napoveda-${Date.now().toString(36)}`;
  let browser: Browser;
  let page: Page;
  let shop: TestShop;
  let jana: CustomerSeen;
  let petr: CustomerSeen;

  beforeAll(async () => {
    await setSwitches({ rateLimit: 'off' });
    shop = await TestShop.unconnected(shopId);
    shop.account = await SandboxAccount.open(shopId);
    jana = await shop.register(`jana@${shopId}.test`);
    petr = await shop.register(`petr@${shopId}.test`, { marketingConsent: 'denied' });
    await shop.award(jana, '1250.50');
    const [{ path, password }, opened] = await Promise.all([inviteMerchant(shopId), openChromium()]);
    browser = opened;
    page = await openWindow(browser, { language: 'cs', scheme: 'light', width: 1280 });
    await page.goto(path);
    await page.getByLabel('Heslo').fill(password);
    await button('Vytvořit přístup').click();
    await shown(page, 'Přehled');
  });

  afterAll(() => browser.close());

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const open = async (...names: string[]) => {
    await page
      .getByRole('link', { name: names.at(-1) ?? '', exact: true })
      .first()
      .click();
    await shown(page, names.at(-1) ?? '');
  };
  const card = (title: string) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
  const save = (title: string) =>
    pressTwice(card(title).getByRole('button', { name: 'Uložit', exact: true }));

  test('adds Ecomail with a key, and is told at once when Ecomail refuses it', async () => {
    await open('Nastavení', 'Integrace');
    await button('Přidat Ecomail').click();
    await says(page, 'Správa účtu → Pro vývojáře');
    await says(page, 'Správa účtu → Integrace');
    await page.getByRole('textbox', { name: 'Klíč API' }).fill('klic-bez-konce');
    await button('Ověřit klíč').click();
    await says(page, 'Zkontrolujte správnost API klíče.');
    await page.getByRole('textbox', { name: 'Klíč API' }).fill(shop.account.key);
    await pressTwice(button('Ověřit klíč'));
    await says(page, 'Vyberte seznam kontaktů');
  });

  test('makes a list where the account has none, and turns the connection on', async () => {
    await button('Načíst seznamy znovu').click();
    await page.getByLabel('Název seznamu').fill('Věrní zákazníci');
    await page.getByLabel('E-mail odesílatele').fill('news@shop.test');
    await page.getByLabel('Odpovědi na e-mail').fill('help@shop.test');
    // The address of the webhook is made with the connection.
    await pressTwice(button('Zapnout propojení'), 2);
    await says(page, 'Zbývá jednorázový export');
    const { list } = await ok<{ list: { id: number; name: string } }>(call('GET', connectionUrl()));
    expect(list.name).toBe('Věrní zákazníci');
    shop.listId = list.id;
    // Nobody of this test waits half a minute for changes that may still come.
    const now = {
      language: 'cs',
      listId: list.id,
      baseUrl: urlOf('ecomail-sandbox'),
      quietSeconds: 0,
      webhookUrl: await hookUrl(),
    };
    await ok(call('PUT', connectionUrl(), { apiKey: shop.account.key, ...now }));
  });

  test('exports everybody after having seen how many, and starts no automation and no reward by it', async () => {
    await open('Zákazníci');
    await button('Export a import').click();
    await page.getByRole('menuitem', { name: 'Exportovat do Ecomail' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Beze změny').waitFor();
    await dialog.getByRole('button', { name: 'Exportovat', exact: true }).click();
    await open('Přehled');
    await says(page, 'Dokončen');
    const contact = await shop.account.contact(shop.listId, jana.email);
    expect(contact).toMatchObject({
      status: 1,
      fields: { ellity_credit: '1 250,50', ellity_credit_num: 1250 },
    });
    expect(await shop.account.events(shop.listId)).toEqual([]);
    expect(await shop.balance(petr)).toBe('0.00');
  });

  test('copies merge tags and the values of events as they belong into Ecomail', async () => {
    await open('Nastavení', 'Integrace');
    const copied = async (name: string | RegExp) => {
      await page.getByRole('button', { name }).first().click();
      return page.evaluate<string>('navigator.clipboard.readText()');
    };
    expect(await copied(/: Stav konta k vypsání/)).toBe('*|ellity_credit|*');
    await page.getByRole('combobox', { name: 'Ukázat hodnoty zákazníka' }).fill(jana.email);
    await page.getByRole('option', { name: jana.email }).click();
    await page.getByRole('row', { name: /Stav konta k vypsání 1\s250,50$/ }).waitFor();
    for (const [title, label] of [
      ['Změna kreditů', 'credit'],
      ['Blíží se propadnutí', 'expiry'],
      ['Nový PIN', 'pin'],
    ] as const) {
      await page.getByRole('tab', { name: title }).click();
      const panel = page.getByRole('tabpanel', { name: title });
      await panel.waitFor();
      expect(await panel.locator('code').allInnerTexts()).toEqual(['ellity', 'change', label]);
    }
    expect(await textOf(page)).toContain('Čekací krok není potřeba: událost odešleme, až jsou pole uložená.');
  });

  test('rewards whoever signs up by a form of Ecomail, once the address of the webhook is there', async () => {
    const reward = card('Odměna za newsletter');
    await reward.getByRole('switch').click();
    await reward.getByLabel('Kolik kreditů').fill('40');
    await reward.getByLabel('Za které přihlášení').selectOption('Jen formulářem, které potvrdí Ecomail');
    await save('Odměna za newsletter');
    await page.getByText('Odměna za newsletter je uložená.').waitFor();
    expect(await ok(call('GET', `${urlOf('loyalty-core')}/shops/${shopId}`))).toMatchObject({
      rewardedSignUps: 'list',
    });
    await page.getByRole('button', { name: /Nastavení upozornění o přidání kontaktu do seznamu/ }).click();
    await shop.account.setWebhook(shop.listId, await page.evaluate<string>('navigator.clipboard.readText()'));
    await shop.account.visitor(shop.listId, 'subscribe', petr.email);
    await eventually(async () => expect(await shop.balance(petr)).toBe('40.00'));
    const { event, mail } = await shop.notified(petr, 'credit');
    expect([notifiedBalance(event), event.fields['ellity_credit']]).toEqual(['40.00', '40,00']);
    expect(mail.subject).toContain('40,00');
    await open('Zákazníci');
    await page.getByText(petr.email).waitFor();
    await page.goto(`/shops/${shopId}/customers/${petr.id}`);
    await says(page, 'Připsáno, newsletter');
    await says(page, '40 kreditů');
  });

  test('has customers warned of credits that expire, with their value and day', async () => {
    await open('Nastavení', 'Integrace');
    await page.getByRole('radio', { name: 'Upozornit Ecomail' }).click();
    await page.getByLabel('Kolik dní předem').fill('10');
    await save('Upozornění na propadnutí kreditů');
    await page.getByText('Upozornění na propadnutí je uložené.').waitFor();
    await shop.award(jana, '30.00', { reason: 'birthday', expiresOn: dayIn(7), announce: false });
    await ok(call('POST', `${urlOf('loyalty-core')}/shops/${shopId}/nights`, { localDate: dayIn(0) }));
    const { event } = await shop.notified(jana, 'expiry');
    expect(event).toMatchObject({
      category: 'ellity',
      action: 'change',
      fields: { ellity_expiring_value: '30,00', ellity_expiring_date: dayIn(7) },
    });
  });

  test('is told when the system and Ecomail would both send the same e-mail', async () => {
    await open('Nastavení', 'Věrnostní systém');
    await page.getByRole('switch', { name: 'Věrnostní systém posílá e-maily' }).click();
    await says(page, 'dvakrát');
  });

  test('sees on the overview why the connection stands, gives the new key, and what waited is sent', async () => {
    shop.account = await shop.account.replaceKey();
    await shop.award(petr, '5.00');
    await open('Přehled');
    await says(page, 'Propojení s Ecomailem stojí');
    await page.getByRole('link', { name: 'Zobrazit' }).first().click();
    await shown(page, 'Integrace');
    await button('Změnit klíč').click();
    await page.getByRole('textbox', { name: 'Klíč API' }).fill(shop.account.key);
    await button('Ověřit klíč').click();
    const { event } = await shop.notified(petr, 'credit', 2);
    expect(notifiedBalance(event)).toBe('45.00');
    await open('Přehled');
    await eventually(async () => expect(await textOf(page)).not.toContain('Propojení s Ecomailem stojí'));
  });

  test('signs out, and nothing of the shop is left on the screen or behind it', async () => {
    await page.getByRole('button', { name: /Jana Nováková/ }).click();
    await page.getByRole('menuitem', { name: 'Odhlásit se' }).click();
    await page.getByRole('heading', { level: 1, name: 'Přihlášení' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Přihlášení' }).waitFor();
  });

  const connectionUrl = () => `${urlOf('ecomail-sync')}/connections/${shopId}`;
  const hookUrl = async () => {
    const url = `${urlOf('webhook-gateway')}/shops/${shopId}/address`;
    return (await ok<{ current: { url: string } }>(call('POST', url))).current.url;
  };
});
