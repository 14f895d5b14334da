import { ConnectionChanged } from '@ellity/contracts';
import { Clock } from '@ellity/platform';
import { eventually, FakeClock } from '@ellity/testing';
import { aMessage, anEmail, CoreStage } from '../loyalty-core.fixture';
import { MailSenderService } from './mail-sender.service';
import { MerchantMailsService } from './merchant-mails.service';
import { MailServer } from './mail-server.fixture';

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

describe('system e-mails', () => {
  const server = new MailServer();
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create({ smtpUrl: await server.start() });
    shop = await core.aShop({ name: 'Pekárna', systemMails: true, expiryDays: 30 });
    await core.http('PATCH', `shops/${shop}/mail-settings`, { replyTo: 'help@shop.test' });
  });
  afterAll(async () => {
    await core?.close();
    await server.stop();
  });

  const mailsOf = async (customerId: string, shopId = shop) =>
    (await core.http('GET', `shops/${shopId}/mails?customerId=${customerId}`)).body['items'] as {
      kind: string;
      state: string;
      reason: string | null;
    }[];
  const settled = (customerId: string, state: string) =>
    eventually(async () => {
      const mails = await mailsOf(customerId);
      expect(mails.map((mail) => mail.state)).toEqual([state]);
      return mails;
    });

  it('tell a customer of credit, from the shop, once per kind and quiet time', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email });
    await core.award(shop, customer, '150.00', { reference: '2026001' });
    const [mail] = await eventually(() => {
      expect(server.to(email)).toHaveLength(1);
      return server.to(email);
    });
    expect(plain(mail?.subject)).toBe('Na konto vám přibylo 150 kreditů');
    expect(mail?.from?.value).toEqual([{ name: 'Pekárna', address: 'loyalty@shop.test' }]);
    expect(mail?.replyTo?.text).toBe('help@shop.test');
    expect(plain(mail?.text)).toContain('+150 kreditů – objednávka 2026001');
    expect(mail?.html).toContain('<html lang="cs">');
    await core.award(shop, customer, '5.00');
    await core.award(shop, customer, '7.00');
    await eventually(async () =>
      expect((await mailsOf(customer)).map(({ state }) => state)).toEqual(['waiting', 'sent']),
    );
    expect(
      await core.rows(`select jsonb_array_length(changes) as n from mails where state = 'waiting'`),
    ).toEqual([{ n: 2 }]);
    expect(server.to(email)).toHaveLength(1);
  });

  it('bring an anonymous customer the PIN, which stands nowhere else', async () => {
    const email = anEmail();
    await core.aCustomer(shop, { email, registered: false });
    const [mail] = await eventually(() => {
      expect(server.to(email)).toHaveLength(1);
      return server.to(email);
    });
    const [pin = ''] = /\b\d{6}\b/.exec(mail?.text ?? '') ?? [];
    expect(pin).toMatch(/^\d{6}$/);
    const dump = await core.rows<{ row: string }>('select mails::text as row from mails');
    expect(JSON.stringify(dump)).not.toContain(pin);
    expect(JSON.stringify(dump)).not.toContain(email);
  });

  it('go to nobody whose change is not announced, whose shop does not send them, or sends them by Ecomail', async () => {
    const quiet = await core.aCustomer(shop);
    await core.award(shop, quiet, '1.00', { announce: false });
    const silentShop = await core.aShop();
    const silent = await core.aCustomer(silentShop);
    await core.award(silentShop, silent, '1.00');
    const ecomailShop = await core.aShop({ systemMails: true });
    await core.http('PATCH', `shops/${ecomailShop}/mail-settings`, { credit: 'ecomail' });
    const other = await core.aCustomer(ecomailShop);
    await core.award(ecomailShop, other, '1.00');
    expect(
      await core.rows('select * from mails where customer_id = any($1)', [[quiet, silent, other]]),
    ).toEqual([]);
  });

  it('a recipient that the mail server refuses is recorded and not tried again', async () => {
    server.answers.set('nobody', 550);
    const customer = await core.aCustomer(shop, { email: `nobody.${anEmail()}` });
    await core.award(shop, customer, '1.00');
    expect(await settled(customer, 'refused')).toMatchObject([{ kind: 'credit', reason: 'smtp-550' }]);
  });

  it('are shown before they are sent, with a real customer, and without the PIN', async () => {
    const customer = await core.aCustomer(shop, { registered: false });
    const preview = async (kind: string, query = '') =>
      (await core.http('GET', `shops/${shop}/customers/${customer}/mail-previews/${kind}${query}`)).body;
    expect(await preview('pin')).toMatchObject({
      senderName: 'Pekárna',
      text: expect.stringContaining('••••••') as string,
    });
    const page = await fetch(
      `${core.service.url}/shops/${shop}/customers/${customer}/mail-previews/pin/html`,
    );
    expect([page.headers.get('content-type'), await page.text()]).toEqual([
      'text/html; charset=utf-8',
      (await preview('pin'))['html'],
    ]);
    await core.award(shop, customer, '33.00');
    expect(plain(String((await preview('credit'))['subject']))).toBe('Na konto vám přibylo 33 kreditů');
    expect(await preview('expiry', '?language=en')).toMatchObject({ subject: '33 credits will expire soon' });
    expect((await core.http('GET', `shops/${shop}/customers/${customer}/mail-previews/love`)).status).toBe(
      400,
    );
  });

  it('a shop with an active connection is warned that customers get them twice', async () => {
    const view = async () => (await core.http('GET', `shops/${shop}/mail-settings`)).body['warnings'];
    expect(await view()).toEqual([]);
    const connection = { state: 'active' as const, reason: null, listId: 1, listName: 'Loyalty' };
    await core.send(
      aMessage(ConnectionChanged, shop, connection, { source: 'ecomail-sync', sequence: '1795420800000000' }),
    );
    await eventually(async () =>
      expect(await view()).toMatchObject([{ code: 'sent-twice', kinds: ['credit', 'pin'] }]),
    );
  });

  it('a connection that stopped by itself is told to the contact of the shop once, with what to do; one that goes on is not', async () => {
    const contactEmail = anEmail();
    await core.http('PATCH', `shops/${shop}/mail-settings`, { contactEmail });
    const stopped = (reason: string, cs: string, sequence: string) => {
      const texts = { cs, en: 'Enter it again.' };
      const word = { state: 'paused' as const, reason, listId: 1, listName: 'Loyalty', texts };
      return aMessage(ConnectionChanged, shop, word, { source: 'ecomail-sync', sequence });
    };
    const goesOn = { state: 'active' as const, reason: null, listId: 1, listName: 'Loyalty', texts: null };
    const merchantMails = core.service.app.get(MerchantMailsService, { strict: false });
    const first = stopped('key-rejected', 'Zadejte klíč API znovu.', '1795420800000001');
    await core.send(first, first);
    const [mail] = await eventually(async () => {
      await merchantMails.round();
      expect(server.to(contactEmail)).toHaveLength(1);
      return server.to(contactEmail);
    });
    expect(mail?.subject).toBe('Propojení s Ecomailem se zastavilo');
    expect(mail?.text).toContain('Zadejte klíč API znovu.');
    await core.send(
      aMessage(ConnectionChanged, shop, goesOn, { source: 'ecomail-sync', sequence: '1795420800000003' }),
      stopped('list-missing', 'Vyberte jiný seznam.', '1795420800000002'),
    );
    await eventually(async () =>
      expect(await core.rows('select state, mail_state from mail_connections')).toContainEqual({
        state: 'active',
        mail_state: 'none',
      }),
    );
    await merchantMails.round();
    expect(server.to(contactEmail)).toHaveLength(1);
  });
});

describe('while the mail server is away', () => {
  const server = new MailServer();
  const clock = new FakeClock();
  let core: CoreStage;

  beforeAll(async () => {
    core = await CoreStage.create({ smtpUrl: await server.start() });
    const own = core.service.app.get(Clock);
    own.now = () => clock.now();
  });
  afterAll(async () => {
    await core?.close();
    await server.stop();
  });

  it('for an hour, nothing is lost and nothing comes twice', async () => {
    const shop = await core.aShop({ systemMails: true });
    const emails = Array.from({ length: 15 }, anEmail);
    const customers = await Promise.all(emails.map((email) => core.aCustomer(shop, { email })));
    await server.stop();
    await Promise.all(customers.map((customer) => core.award(shop, customer, '1.00')));
    const sender = core.service.app.get(MailSenderService);
    await sender.round();
    for (let minutes = 0; minutes < 60; minutes += 10) {
      clock.advance(600_000);
      await sender.round();
    }
    await eventually(async () => {
      const [mail] = await core.rows<{ attempts: number; state: string }>(
        'select attempts, state from mails order by id',
      );
      expect(mail).toMatchObject({ state: 'waiting' });
      expect(mail?.attempts).toBeGreaterThan(3);
    });
    await Promise.all(customers.map((customer) => core.award(shop, customer, '2.00')));
    await server.start();
    clock.advance(600_000);
    await eventually(async () => {
      await sender.round();
      expect(server.received).toHaveLength(15);
    });
    expect(emails.map((email) => plain(server.to(email)[0]?.subject))).toEqual(
      emails.map(() => 'Na konto vám přibyly 3 kredity'),
    );
    await eventually(async () =>
      expect(await core.rows('select state, count(*)::int from mails group by state')).toEqual([
        { state: 'sent', count: 15 },
      ]),
    );
  });

  it('for three days, e-mails are dropped rather than told as news', async () => {
    await server.stop();
    const shop = await core.aShop({ systemMails: true });
    const customer = await core.aCustomer(shop);
    await core.award(shop, customer, '1.00');
    await core.service.app.get(MailSenderService).round();
    clock.advance(3 * 86_400_000 + 1);
    await core.service.app.get(MailSenderService).round();
    await eventually(async () =>
      expect(await core.rows('select state, reason from mails where shop_id = $1', [shop])).toEqual([
        { state: 'dropped', reason: 'too-old' },
      ]),
    );
    await server.start();
  });

  it('a clock that is set forward a day and back again sends each e-mail once, and loses none', async () => {
    const shop = await core.aShop({ systemMails: true });
    const emails = [anEmail(), anEmail()];
    const [early, late] = await Promise.all(emails.map((email) => core.aCustomer(shop, { email })));
    const sender = core.service.app.get(MailSenderService);
    const isTold = (email: string | undefined) =>
      eventually(async () => {
        await sender.round();
        expect(server.to(email ?? '')).toHaveLength(1);
      });
    clock.advance(86_400_000);
    await core.award(shop, early ?? '', '1.00');
    await isTold(emails[0]);
    clock.advance(-86_400_000);
    await core.award(shop, late ?? '', '1.00');
    await isTold(emails[1]);
    await core.award(shop, early ?? '', '2.00');
    await sender.round();
    clock.advance(86_400_000 + 600_000);
    await eventually(async () => {
      await sender.round();
      expect(server.to(emails[0] ?? '').map(({ subject }) => plain(subject))).toEqual([
        'Na konto vám přibyl 1 kredit',
        'Na konto vám přibyly 2 kredity',
      ]);
    });
    expect(server.to(emails[1] ?? '')).toHaveLength(1);
  });

  it('or slow, the next e-mail of a kind keeps the quiet time from the moment at which the last one was taken', async () => {
    const shop = await core.aShop({ systemMails: true });
    await core.http('PATCH', `shops/${shop}/mail-settings`, { quietSeconds: 300 });
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email });
    let answer = () => {};
    server.answersAfter = new Promise((resolve) => (answer = resolve));
    await core.award(shop, customer, '1.00');
    await eventually(() => expect(server.to(email)).toHaveLength(1));
    await core.award(shop, customer, '2.00');
    clock.advance(200_000);
    const taken = clock.now().getTime();
    answer();
    await eventually(async () => {
      const [sent, waiting] = await core.rows<{ state: string; due_at: Date }>(
        'select state, due_at from mails where shop_id = $1 order by state',
        [shop],
      );
      expect([sent?.state, waiting?.state]).toEqual(['sent', 'waiting']);
      expect(waiting?.due_at.getTime()).toBeGreaterThanOrEqual(taken + 300_000);
    });
  });
});
