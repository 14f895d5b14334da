import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { amountOf, hundredthsIn, type OrderTotals, totalsOf } from './order-file.fixture';
import type { SeenEvent } from './sandbox.fixture';
import { notifiedBalance, TestShop } from './shop.fixture';
import { runTool } from './tools.fixture';

/** A real purchase log where one is given; else a generated one of the same shape. */
const realFile = process.env['CDNOW_ORDERS_FILE'];
const patienceMs = 300_000;

describe(`the replay of ${realFile ? 'a real' : 'a generated'} purchase log`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'orders-'));
  const file = realFile ?? join(folder, 'orders.txt');
  let shop: TestShop;
  let expected: OrderTotals;

  const replay = async (): Promise<Record<string, unknown>> => {
    const { code, output } = await runTool('replay-orders', file, '--shop', shop.id, '--json');
    if (code !== 0) throw new Error(output);
    return JSON.parse(output.split('\n').findLast((line) => line.startsWith('{')) ?? '{}') as Record<
      string,
      unknown
    >;
  };

  const creditEvents = async (): Promise<SeenEvent[]> =>
    (await shop.account.events(shop.listId)).filter(({ label }) => label === 'credit');

  beforeAll(async () => {
    if (!realFile) await runTool('generate-orders', file, '--customers', '500', '--seed', '7');
    expected = totalsOf(file);
    shop = await TestShop.open('orders', { quietSeconds: 1 });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test(
    'awards what the file says, to the last hundredth',
    async () => {
      const totals = await replay();
      expect(totals).toMatchObject({
        awards: expected.awards,
        customers: expected.balances.size,
        credits: amountOf(expected.total),
        applied: expected.awards,
        duplicate: 0,
        refused: 0,
      });
      expect(await shop.settled(patienceMs)).toMatchObject({ consistent: true, parked: 0, resent: 0 });
    },
    patienceMs,
  );

  test('balances, lots, movements and entries of the whole ledger agree', async () => {
    const { code, output } = await runTool('ledger:verify');
    expect([code, output]).toEqual([0, expect.stringContaining('consistent: ')]);
  });

  test('every contact shows exactly the balance that the file gives', async () => {
    const contacts = await shop.account.contacts(shop.listId);
    const shown = contacts.map(
      ({ email, fields }) => [email, hundredthsIn(fields['ellity_credit'])] as const,
    );
    expect(new Map(shown.sort(byEmail))).toEqual(new Map([...expected.balances].sort(byEmail)));
  });

  test('every customer was notified at least once, and the last time of the whole balance', async () => {
    const lastNotified = new Map<string, number>();
    for (const event of await creditEvents())
      lastNotified.set(
        event.email,
        Math.max(lastNotified.get(event.email) ?? 0, hundredthsIn(notifiedBalance(event))),
      );
    expect(new Map([...lastNotified].sort(byEmail))).toEqual(new Map([...expected.balances].sort(byEmail)));
  });

  test('no event came before its fields: what was stored at its acceptance is at least as new', async () => {
    const early = (await creditEvents()).filter(
      (event) => hundredthsIn(event.fields['ellity_credit']) < hundredthsIn(notifiedBalance(event)),
    );
    expect(early).toEqual([]);
  });

  test('every credit event started an e-mail, and none shows an older balance than its event', async () => {
    const mails = await shop.account.mails(shop.listId);
    const mailOf = new Map(mails.map((mail) => [mail.eventId, mail]));
    const events = await creditEvents();
    const older = events.filter((event) => {
      const shown = mailOf.get(event.id)?.fields['ellity_credit'];
      return shown === undefined || hundredthsIn(shown) < hundredthsIn(notifiedBalance(event));
    });
    expect(older).toEqual([]);
    expect(mails.filter(({ label }) => label === 'credit')).toHaveLength(events.length);
  });

  test(
    'a second replay changes nothing',
    async () => {
      const [events, contacts] = [
        await shop.account.events(shop.listId),
        await shop.account.contacts(shop.listId),
      ];
      const before = await shop.reconciliation();
      const totals = await replay();
      expect(totals).toMatchObject({ applied: 0, duplicate: expected.awards, refused: 0 });
      expect(await shop.settled(patienceMs)).toEqual(before);
      expect(await shop.account.events(shop.listId)).toEqual(events);
      expect(await shop.account.contacts(shop.listId)).toEqual(contacts);
    },
    patienceMs,
  );
});

const byEmail = ([one]: readonly [string, number], [other]: readonly [string, number]): number =>
  one < other ? -1 : 1;
