import { AwardCredit, compose } from '@ellity/contracts';
import { eventually } from '@ellity/testing';
import type { Browser, Locator, Page } from 'playwright-core';
import { publishAs } from './broker.fixture';
import { hindrancesOf, openChromium, openWindow, pressTwice, says, shown } from './chromium.fixture';
import { anOperator } from './people.fixture';
import { openInSpiteOfFailures, openOperatorScreen, operatorScreenNames } from './screens.fixture';
import { type CustomerSeen, TestShop } from './shop.fixture';

/** More than are touched without their number being typed. */
const lettersMade = 103;
const why = 'odesílatel zapomněl desetinná místa';

describe('an operator in a browser', () => {
  const shopId = `operators-${Date.now().toString(36)}`;
  const hindered: Record<string, string[]> = {};
  let browser: Browser;
  let page: Page;
  let shop: TestShop;
  let jana: CustomerSeen;

  beforeAll(async () => {
    shop = await TestShop.unconnected(shopId);
    jana = await shop.register(`jana@${shopId}.test`);
    const source = 'shop-adapter';
    const messages = Array.from({ length: lettersMade }, (_, index) => {
      const data = { amount: '1', reason: 'order', idempotencyKey: `${shopId}-${index}` };
      const body = compose(AwardCredit, data, { source, shopId, subject: jana.id });
      return { type: body.type, body };
    });
    await publishAs(source, 'loyalty.commands', ...messages);
    const [[email, password], opened] = await Promise.all([anOperator(shopId), openChromium()]);
    browser = opened;
    page = await openWindow(browser, { language: 'cs', scheme: 'light', width: 1280 });
    await page.goto('/login');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Heslo').fill(password);
    await page.getByRole('button', { name: 'Přihlásit se', exact: true }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Fronty' }).waitFor();
  });

  afterAll(() => browser.close());

  const button = (name: string, within: Page | Locator = page) =>
    within.getByRole('button', { name, exact: true });
  const dialog = () => page.getByRole('dialog');
  const go = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  /** What hinders on the screen that stands is told by the last test. */
  const lookAt = async (name: string) => {
    const found = await hindrancesOf(page);
    if (found.length > 0) hindered[name] = found;
  };
  const lettersOfShop = async (heading = 'Hledat zprávy') => {
    await page.goto(`/operations/letters/search?shopId=${shopId}`);
    await shown(page, heading);
  };
  /** Fills in the dialog why, and the number where it is wanted, and begins; resolves at the screen of the action. */
  const begin = async (name: string, typed?: string) => {
    await dialog().getByLabel('Proč').fill(why);
    const go = button(name, dialog());
    if (typed !== undefined) {
      expect(await go.isDisabled()).toBe(true);
      await dialog().getByLabel('Napište pro kontrolu počet zpráv').fill(typed);
    }
    await pressTwice(go);
    await page.getByRole('heading', { name: /^Hotovo \d+ z \d+$/ }).waitFor();
  };

  test('is told of each list that it loads, that it could not be loaded, and loads it by a button', async () => {
    for (const name of operatorScreenNames)
      await openInSpiteOfFailures(page, () => openOperatorScreen(page, name, 'cs'));
  });

  test('sees each queue with who reads it, what waits and its letters', async () => {
    await go('Fronty');
    await shown(page, 'Fronty');
    const row = page.getByRole('row', { name: /^loyalty-core\.credits / });
    await eventually(async () => expect(await row.innerText()).toMatch(/1 proces[^]*otevřen/));
    await page.getByRole('heading', { name: 'Čeká ve službách' }).waitFor();
    await lookAt('queues');
    await row.getByRole('link').click();
    await shown(page, 'Hledat zprávy');
    await says(page, 'loyalty.AwardCredit.v1');
  });

  test('finds a letter, sees its broken rule, mends it and sends it again', async () => {
    await go('Nevyřízené zprávy');
    await shown(page, 'Nevyřízené zprávy');
    await lookAt('groups');
    await page.getByRole('link', { name: 'Hledat zprávy' }).click();
    // The choice of a shop in the navigation, which is there as soon as there are several, is named the same.
    await page.getByRole('textbox', { name: 'Obchod', exact: true }).fill(shopId);
    await page.waitForURL((url) => url.searchParams.get('shopId') === shopId);
    await eventually(async () => expect(await page.getByRole('row').count()).toBeGreaterThan(50));
    await page.getByRole('link', { name: 'loyalty.AwardCredit.v1' }).first().click();
    await shown(page, 'loyalty.AwardCredit.v1');
    await says(page, 'Porušuje 1 pravidlo');
    await lookAt('letter');
    await button('Upravit obsah').click();
    await dialog().getByLabel('amount', { exact: true }).fill('1.00');
    await dialog().getByLabel('Proč').fill(why);
    await lookAt('edit');
    await pressTwice(button('Uložit úpravu', dialog()));
    await says(page, 'Zpráva smlouvu dodržuje.');
    await button('Odeslat znovu').click();
    await button('Zeptat se služeb, jak by to dopadlo', dialog()).click();
    await dialog().getByText('z 1 by se provedlo 1').waitFor();
    await begin('Odeslat znovu 1 zprávu');
    await says(page, 'Dokončeno');
    await eventually(async () => expect(await shop.balance(jana)).toBe('1.00'));
  });

  test('holds a group back and lets it go, with a note for whoever looks next', async () => {
    await lettersOfShop();
    await page.getByRole('link', { name: 'loyalty.AwardCredit.v1' }).first().click();
    await page.getByRole('link', { name: 'Celá skupina' }).click();
    const hold = page.getByLabel('Pozdržet');
    await pressTwice(hold);
    await page.getByText('Skupina je pozdržená.').waitFor();
    await pressTwice(hold);
    await page.getByText('Skupina je uvolněná.').waitFor();
    await page.getByLabel('Poznámka').fill(why);
    await pressTwice(button('Uložit poznámku'));
    await page.getByText('Poznámka je uložená.').waitFor();
  });

  test('mends more than a hundred by a rule when their number is typed, and stops a replay of them', async () => {
    await lettersOfShop();
    await button('Upravit podle pravidel').click();
    await dialog().getByLabel('Pole', { exact: true }).fill('amount');
    await dialog().getByLabel('Nová hodnota').fill('"1.00"');
    await button('Přidat', dialog()).click();
    await begin(`Upravit ${lettersMade - 1} zpráv`, String(lettersMade - 1));
    await says(page, 'Dokončeno');

    await lettersOfShop();
    await button('Odeslat znovu').click();
    await dialog().getByLabel('Nejvýš zpráv za sekundu').fill('1');
    await begin(`Odeslat znovu ${lettersMade - 1} zpráv`, String(lettersMade - 1));
    await pressTwice(button('Zastavit'));
    await button('Pokračovat').waitFor();
    await says(page, 'Zastaveno');
    await lookAt('action');
    await button('Zrušit zbytek').click();
    await pressTwice(button('Zrušit zbytek', dialog()));
    await says(page, 'Zrušeno');
  });

  test('puts the rest aside with a reason, and reads afterwards who did what', async () => {
    await lettersOfShop();
    await button('Odložit').click();
    const does = dialog().getByRole('button', { name: /^Odložit \d+ zpr/ });
    const text = await does.innerText();
    const [count = ''] = /\d+/.exec(text) ?? [];
    await begin(text, Number(count) > 100 ? count : undefined);
    await says(page, 'Dokončeno');
    await lettersOfShop();
    await says(page, 'Nic neodpovídá');
    await page.goto('/operations/letters/history');
    await shown(page, 'Co se s nimi dělo');
    await says(page, why);
    await lookAt('history');
    await go('Záznamy');
    await shown(page, 'Záznamy');
    await says(page, 'Úprava nevyřízené zprávy');
    await says(page, 'Zastavení, pokračování nebo zrušení práce se zprávami');
    await lookAt('audit');
  });

  test('lets somebody in and ends their access', async () => {
    const email = `novy@${shopId}.test`;
    await go('Lidé');
    await shown(page, 'Lidé');
    await button('Pozvat člověka').click();
    await dialog()
      .getByLabel(/^E-mail/)
      .fill(email);
    await dialog().getByLabel('Jméno').fill('Nový Správce');
    await dialog().getByText('Správce', { exact: true }).click();
    await lookAt('invitation');
    await pressTwice(button('Poslat pozvánku', dialog()));
    const row = page.getByRole('row', { name: new RegExp(email) });
    await eventually(async () => expect(await row.innerText()).toContain('Pozvaný'));
    await lookAt('people');
    await pressTwice(button('Pozvat znovu', row));
    await button('Upravit', row).click();
    await dialog().getByLabel('Jméno').fill('Nová Správkyně');
    await pressTwice(button('Uložit', dialog()));
    await eventually(async () => expect(await row.innerText()).toContain('Nová Správkyně'));
    await button('Ukončit přístup', row).click();
    await pressTwice(button('Ukončit přístup', dialog()));
    await eventually(async () => expect(await row.innerText()).toContain('Bez přístupu'));
    await button('Vrátit přístup', row).click();
    // Access, and the invitation that brings a new password.
    await pressTwice(button('Vrátit přístup', dialog()), 2);
    await eventually(async () => expect(await row.innerText()).toContain('Pozvaný'));
  });

  test('is hindered by none of these screens, nor by queues and state on a narrow dark one', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 900 });
    for (const [path, heading] of [
      ['/operations', 'Provoz'],
      ['/operations/queues', 'Fronty'],
    ] as const) {
      await page.goto(path);
      await shown(page, heading);
      await lookAt(`${path}, narrow`);
    }
    expect(hindered).toEqual({});
  });
});
