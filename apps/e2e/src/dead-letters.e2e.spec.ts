import { AwardCredit, compose, type Envelope, RegisterCustomer } from '@ellity/contracts';
import { eventually, tokenHeaders } from '@ellity/testing';
import { writeFile } from 'node:fs/promises';
import { publishAs, publishRaw } from './broker.fixture';
import { TestShop } from './shop.fixture';
import { call, practiceBugFile, tokenKeys, urlOf } from './system.fixture';
import { runTool } from './tools.fixture';

const services = ['loyalty-core', 'ecomail-sync', 'webhook-gateway', 'dead-letters'];

describe('dead letters', () => {
  const listed = async (...words: string[]) => (await runTool('dlq', 'list', ...words)).output;

  /** What the list says of one queue, once it says everything in `wanted`. */
  const listedWith = (wanted: readonly string[], ...words: string[]): Promise<string> =>
    eventually(
      async () => {
        const output = await listed(...words);
        for (const text of wanted) expect(output).toContain(text);
        return output;
      },
      { pollMs: 500 },
    );

  const customersOf = async (shopId: string, email: string) => {
    const url = `${urlOf('loyalty-core')}/shops/${shopId}/customers?email=${email}`;
    return (await call<{ items?: { id: string }[] }>('GET', url)).body.items ?? [];
  };

  test('a command for a shop that does not exist is parked with the reason and delivered once after its cause is gone', async () => {
    const shopId = 'not-yet';
    const email = 'early@dead-letters.test';
    const about = [
      '--shop',
      shopId,
      '--email',
      email,
      '--registered',
      'true',
      '--marketing-consent',
      'granted',
    ];
    const sent = await runTool('send', 'RegisterCustomer', ...about, '--key', 'early-1');
    expect(sent).toMatchObject({ code: 0 });
    const [id = ''] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(sent.output) ?? [];
    const output = await listedWith([id], '--queue', 'loyalty-core.customers');
    expect(output).toContain('unknown-shop: there is no shop with this id');
    expect(output).toContain(shopId);
    const shop = await TestShop.unconnected(shopId);
    const replayed = await runTool('dlq', 'replay', id, '--why', 'the shop exists now');
    expect(replayed).toMatchObject({
      code: 0,
      output: expect.stringContaining('1 of 1 delivered') as string,
    });
    await eventually(async () => expect(await customersOf(shop.id, email)).toHaveLength(1));
    expect((await runTool('dlq', 'replay', id, '--why', 'once more')).code).not.toBe(0);
    const reconciliation = await call<{ customers: number; messages: { type: string; published: number }[] }>(
      'GET',
      `${urlOf('loyalty-core')}/shops/${shopId}/reconciliation`,
    );
    expect(reconciliation.body.customers).toBe(1);
    await eventually(async () => {
      expect(await listed()).not.toContain(id);
    });
  });

  test('malformed, oversized and unknown messages end as dead letters with a reason, and every service goes on', async () => {
    await publishRaw('amq.default', 'loyalty-core.customers', Buffer.from('{"specversion":"1.0",'));
    await publishRaw('amq.default', 'loyalty-core.credits', Buffer.alloc(129 * 1024, 0x20));
    await publishRaw(
      'amq.default',
      'ecomail-sync.contacts',
      envelope('loyalty.CreditChanged.v1', { balance: 'NaN' }),
    );
    await publishRaw('loyalty.events', 'loyalty.MoonChanged.v1', envelope('loyalty.MoonChanged.v1', {}));
    await publishRaw('amq.default', 'loyalty-core.customers', Buffer.from([0xff, 0xfe, 0x00]));
    await listedWith(['body-not-json'], '--queue', 'loyalty-core.customers');
    await listedWith(['body-too-large'], '--queue', 'loyalty-core.credits');
    await listedWith(['data-invalid', 'balance'], '--queue', 'ecomail-sync.contacts');
    await listedWith(['unrouted:', 'loyalty.MoonChanged.v1'], '--queue', 'unrouted');
    await eventually(async () => {
      const health = await Promise.all(services.map((name) => call('GET', `${urlOf(name)}/health/ready`)));
      expect(health.map(({ status }) => status)).toEqual(services.map(() => 200));
    });
    const shop = await TestShop.open('after-bad-letters');
    const jana = await shop.register('jana@dead-letters.test');
    await shop.award(jana, '5.00');
    await shop.notified(jana, 'credit');
  });

  test('of a thousand messages those that break a rule or meet a fault are found, tried, mended and delivered, or discarded with a reason', async () => {
    const begun = new Date().toISOString();
    const shop = await TestShop.unconnected('practised');
    const people = await Promise.all(
      Array.from({ length: 10 }, (_, index) => shop.register(`person${index}@practised.test`)),
    );
    const awardsOf = (count: number, key: string, ...about: [amount: string, reference?: string]) =>
      Array.from({ length: count }, (_, index) =>
        anAward(shop.id, people[index % 10]?.id ?? '', `${key}-${index}`, ...about),
      );
    const wrong = awardsOf(100, 'wrong', '1');
    const right = awardsOf(850, 'right', '1.00');
    const buggy = awardsOf(50, 'buggy', '1.00', 'practice-bug');
    const early = Array.from({ length: 5 }, (_, index) => aRegistration('opens-later', index));
    await writeFile(practiceBugFile, '');
    const messages = [...wrong, ...right, ...buggy, ...early].map((body) => ({ type: body.type, body }));
    await publishAs('shop-adapter', 'loyalty.commands', ...messages);
    const mine = ['--shop', shop.id];
    const dlq = async (...words: string[]) => {
      const { code, output } = await runTool('dlq', ...words);
      expect({ words, code, output }).toMatchObject({ code: 0 });
      return output;
    };
    await eventually(async () => expect(await lettersOf(`shopId=${shop.id}&limit=200`)).toHaveLength(150));
    await eventually(async () => expect(await lettersOf('shopId=opens-later')).toHaveLength(5));

    expect(await dlq('preview', ...mine)).toMatch(
      /would fail: data-invalid {2}100[^]*would fail: practice-bug {2}50/,
    );
    const why = ['--why', 'the sender forgot the decimals'];
    const withoutDecimals = [...mine, '--code', 'data-invalid'];
    expect(await dlq('edit', ...withoutDecimals, '--set', 'amount=1.00', ...why)).toContain('100 of 100');
    expect(await dlq('replay', ...withoutDecimals, ...why)).toContain('100 of 100 delivered');

    const met = [...mine, '--code', 'practice-bug', '--why', 'mended'];
    const tooEarly = await runTool('dlq', 'replay', ...met);
    expect(tooEarly).toMatchObject({
      code: 1,
      output: expect.stringMatching(
        /0 of 50 delivered {2}[23] failed again {2}stopped itself: failing-again/,
      ) as string,
    });
    await dlq('cancel', /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(tooEarly.output)?.[0] ?? '');
    await eventually(async () => expect(await lettersOf(`shopId=${shop.id}&limit=200`)).toHaveLength(50));
    expect((await runTool('break', 'demo', '--mend')).code).toBe(0);
    expect(await dlq('preview', ...mine)).toContain('would apply 50');
    expect(await dlq('replay', ...met)).toContain('50 of 50 delivered');

    const [test] = early;
    expect(await dlq('discard', test?.id ?? '', '--why', 'it was a test of the adapter')).toContain('1 of 1');
    await TestShop.unconnected('opens-later');
    // One of them has been applied meanwhile: its letter is there once more.
    await publishRaw('amq.default', 'loyalty-core.credits.dlq', Buffer.from(JSON.stringify(right[0])));
    await eventually(async () => expect(await lettersOf(`shopId=${shop.id}`)).toHaveLength(1));
    expect(await dlq('preview', '--service', 'loyalty-core', '--since', begun)).toMatch(
      /would apply 4[^]*would change nothing: already-applied {2}1/,
    );
    expect(await dlq('replay', '--shop', 'opens-later', '--why', 'the shop is open')).toContain(
      '4 of 4 delivered',
    );
    expect(await dlq('discard', ...mine, '--why', 'it was applied long ago')).toContain('1 of 1');

    expect(await lettersOf('service=loyalty-core&shopId=opens-later')).toEqual([]);
    await eventually(async () =>
      expect(await Promise.all(people.map((person) => shop.balance(person)))).toEqual(
        Array(10).fill('100.00'),
      ),
    );
    const registered = await Promise.all(
      early.map(({ data: { email } }) => customersOf('opens-later', email).then(({ length }) => length)),
    );
    expect(registered).toEqual([0, 1, 1, 1, 1]);
    await eventually(async () => expect((await runTool('reconcile', shop.id)).code).toBe(0), { pollMs: 500 });
  }, 480_000);

  test('are there to practise on where somebody asks for them, each for the reason it says', async () => {
    const { code, output } = await runTool('break', 'demo');
    expect({ code, output }).toMatchObject({ code: 0 });
    const made = [...output.matchAll(/^([0-9a-f-]{36}) +([\w-]+) /gm)].map(([, id = '', reason = '']) => ({
      id,
      reason,
    }));
    expect(made).toHaveLength(9);
    await eventually(
      async () => {
        const letters = await lettersOf('limit=200');
        const found = new Map(letters.map((letter) => [letter.messageId, letter.code]));
        expect(made.map(({ id }) => found.get(id))).toEqual(made.map(({ reason }) => reason));
      },
      { pollMs: 500 },
    );
    expect((await runTool('break', 'shop-of-a-merchant')).code).toBe(2);
  });
});

/** The open letters of a filter. */
async function lettersOf(query: string): Promise<{ messageId: string; code: string }[]> {
  const headers = await tokenHeaders(tokenKeys, 'dead-letters', { id: 'e2e', role: 'operator', shops: [] });
  const { body } = await call<{ items?: { messageId: string; code: string }[] }>(
    'GET',
    `${urlOf('dead-letters')}/letters?${query}`,
    undefined,
    headers,
  );
  return body.items ?? [];
}

const from = 'shop-adapter';

const anAward = (
  shopId: string,
  subject: string,
  idempotencyKey: string,
  amount: string,
  reference: string | null = null,
): Envelope<AwardCredit> =>
  compose(
    AwardCredit,
    { amount, reason: 'order', reference, idempotencyKey },
    { source: from, shopId, subject },
  );

const aRegistration = (shopId: string, index: number): Envelope<RegisterCustomer> =>
  compose(
    RegisterCustomer,
    { email: `early${index}@opens-later.test`, registered: true, idempotencyKey: `early-${index}` },
    { source: from, shopId },
  );

function envelope(type: string, data: object): Buffer {
  return Buffer.from(
    JSON.stringify({
      specversion: '1.0',
      id: '01934d2e-0000-7000-8000-000000000001',
      source: 'loyalty-core',
      type,
      subject: '01934d2e-0000-7000-8000-000000000002',
      time: '2026-11-23T10:00:00.000Z',
      datacontenttype: 'application/json',
      dataschema: `urn:ellity:message:${type}`,
      shopid: 'demo',
      sequence: '1764000000000000',
      data,
    }),
  );
}
