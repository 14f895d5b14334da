import { eventually } from '@ellity/testing';
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import {
  changesAskedBy,
  hindrancesOf,
  openChromium,
  openWindow,
  pressTwice,
  says,
  shown,
  textOf,
} from './chromium.fixture';
import { type Credentials, inviteMerchant, linkTo } from './people.fixture';
import { addFault, clearFaults } from './sandbox.fixture';
import { openInSpiteOfFailures, openScreen, screenNames } from './screens.fixture';
import { type CustomerSeen, ok, TestShop } from './shop.fixture';
import { call, urlOf, without } from './system.fixture';

const script = '<img src=x onerror=document.title=1>';
const screensOfOneTest = 600_000;

describe('the screens of the console', () => {
  const shopId = `screens-${Date.now().toString(36)}`;
  let browser: Browser;
  let page: Page;
  let shop: TestShop;
  let merchant: Credentials;
  let invitation: string;
  let jana: CustomerSeen;
  let anonymous: CustomerSeen;
  const about = () => ({
    shop: shopId,
    customer: { id: jana.id, name: 'Jana Malá' },
    language: 'cs' as const,
  });

  beforeAll(async () => {
    shop = await TestShop.open(shopId);
    jana = await shop.register(`jana@${shopId}.test`, { firstName: 'Jana', lastName: 'Malá' });
    anonymous = await shop.register(`script@${shopId}.test`, { firstName: script, registered: false });
    await shop.award(jana, '100.00', { expiresOn: `${new Date().getFullYear() + 1}-12-31` });
    await shop.settled();
    const [{ path, ...invited }, opened] = await Promise.all([inviteMerchant(shopId), openChromium()]);
    merchant = invited;
    browser = opened;
    page = await openWindow(browser, { language: 'cs', scheme: 'light', width: 1280 });
    await page.goto(path);
    await page.getByLabel('Heslo').fill(merchant.password);
    await pressTwice(button('Vytvořit přístup'));
    await shown(page, 'Přehled');
    invitation = path;
  });

  afterAll(() => browser.close());

  const button = (name: string) => page.getByRole('button', { name, exact: true });

  for (const [scheme, width] of [
    ['light', 1280],
    ['dark', 360],
  ] as const) {
    test(
      `hinder nobody, ${scheme} and ${width} wide`,
      async () => {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 900 });
        const hindered: Record<string, string[]> = {};
        for (const name of screenNames) {
          await openScreen(page, name, about());
          const found = await hindrancesOf(page);
          if (found.length > 0) hindered[name] = found;
        }
        await page.emulateMedia({ colorScheme: 'light' });
        await page.setViewportSize({ width: 1280, height: 900 });
        expect(hindered).toEqual({});
      },
      screensOfOneTest,
    );
  }

  test('say that they load, that a part could not be loaded, and have it loaded by a button', async () => {
    for (const name of ['overview', 'customers', 'customer', 'loyalty', 'integration'] as const)
      await openInSpiteOfFailures(page, () => openScreen(page, name, about()));
  });

  test('ask before what was typed is lost by leaving, and keep it for whoever stays', async () => {
    const leave = () => page.getByRole('navigation').getByRole('link', { name: 'Přehled' }).click();
    for (const [name, label, typed] of [
      ['loyalty', 'Kolik číslic mají nové PINy', '7'],
      ['customer', 'Kolik', '12'],
    ] as const) {
      await openScreen(page, name, about());
      await page.getByLabel(label, { exact: true }).fill(typed);
      await leave();
      await button('Zůstat').click();
      expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe(typed);
      await leave();
      await button('Zahodit změny a odejít').click();
      await shown(page, 'Přehled');
    }
  });

  test('lead to their part of the help page, with its picture', async () => {
    await openScreen(page, 'loyalty', about());
    await page.getByRole('link', { name: 'Nápověda k této obrazovce' }).click();
    await shown(page, 'Nápověda');
    const heading = page.getByRole('heading', { name: 'Aby e-maily nechodily dvakrát' });
    await eventually(async () => {
      const box = await heading.boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(0);
      expect(box?.y).toBeLessThan(900);
      const pictures = '[...document.images].filter(({ naturalWidth }) => naturalWidth > 0).length';
      expect(await page.evaluate<number>(pictures)).toBeGreaterThan(0);
    });
  });

  test('save how customers are written who were never asked', async () => {
    await openScreen(page, 'integration', about());
    const policy = page
      .locator('section')
      .filter({ has: heading(page, 'Zákazníci, kterých jste se na souhlas neptali') });
    await policy.getByLabel('Zapsat jako odběratele').click();
    await pressTwice(policy.getByRole('button', { name: 'Uložit', exact: true }));
    await page.getByText('Je uloženo, jak zapisovat').waitFor();
    await eventually(async () =>
      expect(await ok(call('GET', `${urlOf('loyalty-core')}/shops/${shopId}`))).toMatchObject({
        unknownConsent: 'granted',
      }),
    );
  });

  test('show a script in a name or in a file as the text that it is', async () => {
    await openScreen(page, 'customers', about());
    await page.getByText(script).waitFor();
    await button('Export a import').click();
    await page.getByRole('menuitem', { name: 'Nahrát CSV' }).click();
    const choose = async () => {
      const chosen = page.waitForEvent('filechooser');
      await button('Vybrat soubor').click();
      await (
        await chosen
      ).setFiles({
        name: 'zakaznici.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`e-mail;${script}\nnova@${shopId}.test;1\n`),
      });
    };
    await choose();
    await page.getByRole('dialog').getByText(script).waitFor();
    expect(await page.title()).toBe('Zákazníci · Ellity');
    await pressTwice(button('Nahrát'));
    await page.getByRole('dialog').getByText('Hotovo').waitFor();
    // The same file once more is the same import, and the page says so.
    await button('Vybrat jiný soubor').click();
    await choose();
    await page.getByRole('dialog').getByText('Tento soubor jste už nahráli').waitFor();
  });

  test('show an e-mail as the customer sees it, a stranger to the page around it', async () => {
    await openScreen(page, 'mail', about());
    const mail = page.frameLocator('iframe').getByText('100 kreditů', { exact: true });
    await mail.waitFor();
    const seen = '[origin, getComputedStyle(document.body).backgroundColor].join()';
    expect(await page.frames().at(-1)?.evaluate<string>(seen)).toBe('null,rgb(244, 244, 244)');
    await page.getByText('Jen text').click();
    await page.locator('pre').getByText('100 kreditů').first().waitFor();
  });

  test('lead to the login where the session ends before the frame of an e-mail is filled, and back', async () => {
    const frame = '**/mail-previews/credit/html?*';
    await openScreen(page, 'loyalty', about());
    await page.route(frame, async (route) => {
      await page.context().clearCookies();
      await route.continue();
    });
    await button('Náhled').first().click();
    await page.waitForURL('**/login?*');
    await page.unroute(frame);
    await page.getByLabel('E-mail').fill(merchant.email);
    await page.getByLabel('Heslo').fill(merchant.password);
    await pressTwice(button('Přihlásit se'));
    await shown(page, 'Věrnostní systém');
  });

  test('let in by a link whoever has signed out and forgot the password', async () => {
    await page.getByRole('button', { name: /Jana Nováková/ }).click();
    await pressTwice(page.getByRole('menuitem', { name: 'Odhlásit se' }));
    await page.getByRole('link', { name: 'Zapomněli jste heslo?' }).click();
    // The login has a field of this name as well, and stands until the next page is loaded.
    await button('Poslat odkaz').waitFor();
    await page.getByLabel('E-mail').fill(merchant.email);
    await pressTwice(button('Poslat odkaz'));
    const token = await eventually(async () => {
      const newest = await linkTo(merchant.email);
      expect(invitation).not.toContain(newest);
      return newest;
    });
    await page.goto(`/reset/${token}`);
    await page.getByLabel('Heslo').fill(merchant.password);
    await pressTwice(button('Uložit heslo a přihlásit se'));
    await shown(page, 'Přehled');
  });

  test('say in the words of the page what is wrong with a value that only the service refuses', async () => {
    await openScreen(page, 'loyalty', about());
    const mails = page.locator('form').filter({ has: page.getByLabel('Odpovědi na e-mail') });
    await mails.getByLabel('Odpovědi na e-mail').fill('obchod@pekarna');
    await mails.getByRole('button', { name: 'Uložit', exact: true }).click();
    await says(page, 'Odpovědi na e-mail: zadejte platnou e-mailovou adresu.');
    await mails.getByRole('button', { name: 'Vrátit změny', exact: true }).click();
  });

  test('read what Ecomail has of a customer, and point at what somebody has changed there', async () => {
    await openScreen(page, 'customer', about());
    await button('Přečíst z Ecomailu').click();
    await says(page, 'Všechna pole mají, co mají mít.');
    await shop.account.edit(shop.listId, jana.email, { ellity_credit: '1,00' });
    await button('Přečíst z Ecomailu').click();
    await says(page, '1 pole má jinou hodnotu.');
    await shop.account.edit(shop.listId, jana.email, { ellity_credit: '100,00' });
  });

  test('give credits once for a double click', async () => {
    await openScreen(page, 'customer', about());
    await page.getByLabel('Kolik').fill('7');
    await pressTwice(button('Uložit změnu'));
    await eventually(async () => expect(await page.getByLabel('Kolik').inputValue()).toBe(''));
    await shop.settled();
    expect((await shop.entries(jana)).map(({ amount }) => amount)).toEqual(['7.00', '100.00']);
  });

  test('do once whatever is pressed twice', async () => {
    const asked = changesAskedBy(page);
    const dialog = page.getByRole('dialog');
    const saidOf = async (pressed: Locator, said: string) => {
      await pressTwice(pressed);
      await page.getByText(said).waitFor();
    };
    const confirmed = async (label: string, said: string) => {
      await button(label).click();
      await saidOf(dialog.getByRole('button', { name: label, exact: true }), said);
      await dialog.waitFor({ state: 'hidden' });
    };
    const saveOf = (field: Locator) =>
      page.locator('form').filter({ has: field }).getByRole('button', { name: 'Uložit', exact: true });

    const customer = { id: anonymous.id, name: script };
    await openScreen(page, 'customer', { ...about(), customer });
    await saidOf(button('Poslat PIN'), 'PIN je na cestě.');
    await confirmed('Vydat nový', 'Nový PIN je vydaný.');
    await confirmed('Zapsat odmítnutí', 'Souhlas je zapsaný.');

    await openScreen(page, 'loyalty', about());
    const months = page.getByLabel('Počet měsíců');
    await months.click();
    await saidOf(saveOf(months), 'Platnost je uložená.');
    const pinLength = page.getByLabel('Kolik číslic mají nové PINy');
    await pinLength.fill('5');
    await saidOf(saveOf(pinLength), 'Pravidla jsou uložená.');
    await saidOf(page.getByLabel('Věrnostní systém posílá e-maily'), 'E-maily jsou uložené.');

    await openScreen(page, 'integration', about());
    await saidOf(button('Zkontrolovat pole'), 'Pole jsou v pořádku.');
    await button('Poslat zkušební událost').click();
    await dialog.getByLabel('E-mail kontaktu').fill(jana.email);
    await saidOf(dialog.getByRole('button', { name: 'Poslat', exact: true }), 'Zkušební událost test');
    await confirmed('Pozastavit', 'Propojení je pozastavené.');
    await saidOf(button('Znovu spustit'), 'Propojení zase běží.');
    await confirmed('Opravit', 'Oprava běží.');

    const shopPath = `/shops/${shopId}`;
    const customerPath = `${shopPath}/customers/${anonymous.id}`;
    const connectionPath = `/connections/${shopId}`;
    // Whoever only looked at the screens changed nothing.
    expect(asked.map((one) => one.replace(/ ".*/, '').replace(/\/api\/(core|sync)/, ''))).toEqual([
      `POST ${customerPath}/pin/send`,
      `POST ${customerPath}/pin`,
      `POST ${customerPath}/consents`,
      `PATCH ${shopPath}`,
      `PATCH ${shopPath}`,
      `PATCH ${shopPath}`,
      `POST ${connectionPath}/fields/check`,
      `POST ${connectionPath}/test-event`,
      `POST ${connectionPath}/pause`,
      `POST ${connectionPath}/resume`,
      `POST ${connectionPath}/repair`,
    ]);
  });

  test('say which part does not answer, and show the rest', async () => {
    await without('webhook-gateway', async () => {
      await openScreen(page, 'integration', about());
      await says(page, 'Příjem upozornění z Ecomailu se neozývá.');
      await says(page, '*|ellity_credit|*');
    });
    const url = `${urlOf('webhook-gateway')}/shops/${shopId}/notices`;
    await eventually(async () => expect((await call('GET', url)).status).toBe(200));
  });

  test('go on by themselves with an export whose numbers stopped coming', async () => {
    const connection = `${urlOf('ecomail-sync')}/connections/${shopId}`;
    await ok(call('POST', `${connection}/pause`, {}));
    await openScreen(page, 'export', about());
    await pressTwice(page.getByRole('dialog').getByRole('button', { name: 'Exportovat', exact: true }));
    await says(page, 'Exportujeme do Ecomail');
    await pressTwice(button('Pozastavit'));
    await pressTwice(button('Pokračovat'));
    await page.context().setOffline(true);
    await ok(call('POST', `${connection}/resume`, {}));
    await eventually(async () => {
      const { items } = await ok<{ items: { run: { state: string } }[] }>(
        call('GET', `${connection}/exports?limit=1`),
      );
      expect(items[0]?.run.state).toBe('done');
    });
    expect(await textOf(page)).toContain('Exportujeme do Ecomail');
    await page.context().setOffline(false);
    await eventually(async () => expect(await textOf(page)).not.toContain('Exportujeme do Ecomail'));
  });

  test('tell the second of two tabs that save the same settings, and keep what was typed there', async () => {
    await openScreen(page, 'integration', about());
    const other = await page.context().newPage();
    await openScreen(other, 'integration', about());
    const reward = (tab: Page) =>
      tab.locator('section').filter({ has: heading(tab, 'Odměna za newsletter') });
    for (const [tab, amount] of [
      [other, '25'],
      [page, '30'],
    ] as const) {
      await reward(tab).getByRole('switch').click();
      await reward(tab).getByLabel('Kolik kreditů').fill(amount);
      await pressTwice(reward(tab).getByRole('button', { name: 'Uložit', exact: true }));
      if (tab === other) await tab.getByText('Odměna za newsletter je uložená.').waitFor();
    }
    await other.close();
    await says(page, 'Někdo mezitím uložil jiné nastavení');
    const saved = async () =>
      (await ok<{ newsletterReward: string }>(call('GET', `${urlOf('loyalty-core')}/shops/${shopId}`)))
        .newsletterReward;
    expect(await saved()).toBe('25.00');
    await button('Načíst aktuální').click();
    expect(await reward(page).getByLabel('Kolik kreditů').inputValue()).toBe('30');
    await reward(page).getByRole('button', { name: 'Uložit', exact: true }).click();
    await page.getByText('Odměna za newsletter je uložená.').waitFor();
    expect(await saved()).toBe('30.00');
  });

  test('begin a trial in which nobody else is written, and say how many wait before it ends', async () => {
    await openScreen(page, 'integration', about());
    await page.getByRole('combobox', { name: 'Adresy, kterým se zapisuje' }).fill('zkouska@shop.test');
    await page.keyboard.press('Enter');
    await pressTwice(button('Zapnout zkušební režim'));
    await page.getByText('Zkušební režim je nastavený.').waitFor();
    const credit = async () => (await contactOf(jana)).fields['ellity_credit'];
    const before = await credit();
    await shop.award(jana, '1.00');
    await eventually(async () => {
      const mode = call<{ contactsKeptBack: number }>('GET', `${connectionUrl}/test-mode`);
      expect((await ok(mode)).contactsKeptBack).toBe(1);
    });
    await page.reload();
    await button('Vypnout').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Zapíšeme i 1 zákazníka, který čeká').waitFor();
    expect(await credit()).toBe(before);
    await pressTwice(dialog.getByRole('button', { name: 'Vypnout', exact: true }));
    await eventually(async () => expect(await credit()).toBe('108,00'));
  });

  test('change the address of the webhook, and the one before works until it is ended', async () => {
    await openScreen(page, 'integration', about());
    await button('Změnit adresu').click();
    await pressTwice(page.getByRole('dialog').getByRole('button', { name: 'Změnit adresu', exact: true }));
    await says(page, 'Dosavadní adresa ještě funguje.');
    const told = async () => (await fetch(shop.hookUrl, { method: 'POST', body: '{}' })).status;
    expect(await told()).toBe(200);
    await button('Zrušit dosavadní').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('poslední upozornění přišlo').waitFor();
    await pressTwice(dialog.getByRole('button', { name: 'Zrušit dosavadní', exact: true }));
    await page.getByText('Dosavadní adresa už nic nepřijímá.').waitFor();
    expect(await told()).toBe(404);
  });

  test('give a file of those whom Ecomail refused, with the reason, and export them again alone', async () => {
    await addFault({ action: 'refuse', containing: `=odmitnuty@${shopId}.test` });
    await ok(call('POST', `${connectionUrl}/pause`, {}));
    const refused = await shop.register(`=odmitnuty@${shopId}.test`);
    await shop.register(`prijaty@${shopId}.test`);
    await eventually(async () => expect((await shop.connection()).counts.toWrite).toBe(2));
    await openScreen(page, 'export', about());
    const exportAll = async () => {
      await page.getByRole('dialog').getByRole('button', { name: 'Exportovat', exact: true }).click();
      await says(page, 'Exportujeme do Ecomail');
    };
    await exportAll();
    await button('Zrušit export').click();
    await pressTwice(page.getByRole('dialog').getByRole('button', { name: 'Zrušit export', exact: true }));
    await says(page, 'Export je zrušený');
    await openScreen(page, 'export', about());
    await exportAll();
    await ok(call('POST', `${connectionUrl}/resume`, {}));
    await says(page, 'odmítnuto 1');
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Odmítnuté řádky (CSV)' }).click();
    const file = readFileSync(await (await downloading).path(), 'utf8');
    expect(file).toContain(`;'=odmitnuty@${shopId}.test;`);
    expect(file).toContain('Ecomail kontakt odmítl');
    await clearFaults();
    await pressTwice(button('Zkusit odmítnuté znovu'));
    await eventually(async () => expect((await contactOf(refused)).status).toBe(1));
    await eventually(async () => expect(await textOf(page)).not.toContain('odmítnuto 1'));
  });

  test('erase a customer once the address is typed, here and at Ecomail', async () => {
    await openScreen(page, 'customer', about());
    await button('Vymazat zákazníka').click();
    const dialog = page.getByRole('dialog');
    const erase = dialog.getByRole('button', { name: 'Vymazat zákazníka', exact: true });
    expect(await erase.isDisabled()).toBe(true);
    await dialog.getByText('Přijde o 108 kreditů').waitFor();
    await dialog.getByLabel('Opište e-mail zákazníka').fill(jana.email);
    await pressTwice(erase);
    await shown(page, 'Zákazníci');
    await page.getByText(script).waitFor();
    expect(await textOf(page)).not.toContain(jana.email);
    await eventually(async () => await expect(contactOf(jana)).rejects.toThrow());
  });

  test('end the connection after saying how many are written, and have the fields emptied first', async () => {
    await openScreen(page, 'integration', about());
    await button('Odpojit').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('V Ecomailu jsou zapsaní 4 zákazníci').waitFor();
    await dialog.getByLabel('Pole nejdřív vyprázdnit').click();
    await pressTwice(dialog.getByRole('button', { name: 'Odpojit', exact: true }));
    await says(page, 'Ecomail zatím není připojený');
    const contacts = await shop.account.contacts(shop.listId);
    expect(contacts.map(({ fields }) => fields['ellity_registered'] ?? '')).toEqual(['', '', '', '']);
  });

  const connectionUrl = `${urlOf('ecomail-sync')}/connections/${shopId}`;
  const heading = (tab: Page, name: string) => tab.getByRole('heading', { name, exact: true });
  const contactOf = ({ email }: CustomerSeen) => shop.account.contact(shop.listId, email);
});
