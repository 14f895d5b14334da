import { eventually } from '@ellity/testing';
import { v7 as uuidv7 } from 'uuid';
import { publishAs, removeTap, tap } from './broker.fixture';
import { addFault, clearFaults } from './sandbox.fixture';
import { type CustomerSeen, ok, TestShop } from './shop.fixture';
import { brokerUrls, call, databaseUrls, managementUrl, serviceKeys, urlOf } from './system.fixture';
import { runTool } from './tools.fixture';
import {
  leaksIn,
  logTraces,
  pinPattern,
  queueTraces,
  redisTraces,
  tableTraces,
  type Trace,
} from './traces-left.fixture';

const exchanges = ['loyalty.events', 'loyalty.commands', 'ecomail.events', 'ecomail.commands'];
/** Sent in clear by a program that is wrong; its dead letter keeps the bytes as evidence, and nothing else may. */
const clearPin = '402913';

type Message = { type: string; id: string; shopid: string; data: { pin: string } };

describe('after a run with failures, retries and dead letters', () => {
  const printed: Trace[] = [];
  const apiKeys: string[] = [];
  let shop: TestShop;
  let guest: CustomerSeen;
  let taps: readonly { bodies(): Promise<string[]> }[];
  let pins: string[];

  const tool = async (name: Parameters<typeof runTool>[0], ...words: string[]): Promise<string> => {
    const { output } = await runTool(name, ...words);
    printed.push(...output.split('\n').map((text) => ({ place: `output of ${name} ${words[0]}`, text })));
    return output;
  };

  /** A dead letter once it is stored, by the code of its reason. */
  const deadLetter = (id: string, code: string) =>
    eventually(async () => {
      const output = await tool('dlq', 'list', '--queue', 'ecomail-sync.contacts');
      expect(output).toContain(id);
      expect(output).toContain(code);
    });

  /** Redis keeps the pace of keys that have one. */
  const pace = (requestsPerMinute: number) =>
    ok(
      call('PUT', `${urlOf('ecomail-sync')}/connections/${shop.id}`, {
        apiKey: shop.account.key,
        baseUrl: urlOf('ecomail-sandbox'),
        listId: shop.listId,
        language: 'cs',
        quietSeconds: 0,
        requestsPerMinute,
        webhookUrl: shop.hookUrl,
      }),
    );

  const rejectedKey = async () => {
    const account = await shop.account.replaceKey();
    apiKeys.push(account.key);
    await shop.award(guest, '3.00');
    await eventually(async () => {
      expect(await shop.connection()).toMatchObject({ state: 'paused', reason: 'key-rejected' });
    });
    const url = `${urlOf('ecomail-sync')}/connections/${shop.id}`;
    const refused = await call('PUT', url, { apiKey: account.key, listId: 'first' });
    expect(refused.status).toBe(400);
    printed.push({ place: 'a refusal', text: JSON.stringify(refused.body) });
    await ok(call('POST', `${url}/resume`, { apiKey: account.key }));
    shop.account = account;
    const connection = await shop.connection();
    expect(connection).toMatchObject({ state: 'active', webhook: { matches: true } });
    printed.push({ place: 'the connection', text: JSON.stringify(connection) });
  };

  const brokenPins = async () => {
    const published = (await taps[0]?.bodies())?.map((body) => JSON.parse(body) as Message) ?? [];
    const pinChanged = published.find(
      ({ type, shopid }) => type === 'loyalty.PinChanged.v1' && shopid === shop.id,
    );
    if (!pinChanged) throw new Error('no PinChanged was published');
    const { data, type } = pinChanged;
    const foreign = `${data.pin.slice(0, -6)}${data.pin.endsWith('AAAAAA') ? 'BBBBBB' : 'AAAAAA'}`;
    const wrong: [code: string, pin: string][] = [
      ['pin-unreadable', foreign],
      ['data-invalid', clearPin],
    ];
    for (const [code, pin] of wrong) {
      const body = { ...pinChanged, id: uuidv7(), data: { ...data, pin } };
      await publishAs('loyalty-core', 'loyalty.events', { type, body });
      await deadLetter(body.id, code);
      await tool('dlq', 'show', body.id);
    }
  };

  /** A command for a customer who is not known yet comes again and again, until somebody registers. */
  const retried = async () => {
    const email = 'not.known.yet@secrets.test';
    const about = ['--shop', shop.id, '--email', email, '--key', 'consent-1'];
    await tool('send', 'RecordConsent', ...about, '--marketing-consent', 'granted');
    await eventually(async () => {
      const waiting = (await queueTraces()).filter(({ text }) => text.includes(email));
      expect(waiting.map(({ place }) => place)).toContainEqual(
        expect.stringMatching(/^queue loyalty-core\.customers\.retry\.\d+ms$/),
      );
    });
  };

  beforeAll(async () => {
    taps = await Promise.all(exchanges.map((exchange) => tap(exchange)));
    shop = await TestShop.open('secrets', { newsletterReward: '50.00' });
    apiKeys.push(shop.account.key);
    await pace(1000);
    guest = await shop.register('guest.of.secrets@secrets.test', { registered: false });
    const first = await shop.notified(guest, 'pin');
    await addFault({ action: 'html', call: 'update-subscriber-bulk', containing: '@secrets.test', times: 1 });
    await addFault({ action: '500', call: 'create-event', containing: '@secrets.test', times: 1 });
    await ok(call('POST', `${urlOf('loyalty-core')}/shops/${shop.id}/customers/${guest.id}/pin`));
    const { event } = await shop.notified(guest, 'pin', 2);
    pins = [first.event, event].map(({ fields }) => String(fields['ellity_pin']));
    const petr = await shop.register('petr.of.secrets@secrets.test', { marketingConsent: 'denied' });
    await shop.settled();
    await shop.account.visitor(shop.listId, 'subscribe', petr.email);
    const { entryId } = await shop.award(petr, '5.00');
    await eventually(async () => expect(await shop.balance(petr)).toBe('55.00'));
    await rejectedKey();
    await shop.settled();
    await tool('story', entryId, '--shop', shop.id);
    await brokenPins();
    await retried();
  });

  afterAll(async () => {
    await clearFaults();
    await Promise.all(exchanges.map((exchange) => removeTap(exchange)));
  });

  const passwordOf = (url: string) => decodeURIComponent(new URL(url).password);
  const named = (name: string, values: readonly string[]) =>
    Object.fromEntries(values.map((value, nth) => [`${name} ${nth + 1}`, value]));

  /** Everything secret of the run, by what it is. */
  const secrets = (): Record<string, string | RegExp> => {
    const known: Record<string, string> = {
      ...named('API key', apiKeys),
      'hook token': shop.hookUrl.split('/').at(-1) ?? '',
      ...named('database password', Object.values(databaseUrls).map(passwordOf)),
      ...named('broker password', [...Object.values(brokerUrls), managementUrl].map(passwordOf)),
      ...named(
        'secret key',
        (serviceKeys['SECRET_KEYS'] ?? '').split(',').map((pair) => pair.split(':')[1] ?? ''),
      ),
      ...named(
        'token key',
        (serviceKeys['SERVICE_TOKEN_KEYS'] ?? '').split(',').map((pair) => pair.split(':')[1] ?? ''),
      ),
      'hash key': serviceKeys['HASH_KEY'] ?? '',
      'private key': (JSON.parse(serviceKeys['SYNC_PRIVATE_KEY'] ?? '{}') as { d?: string }).d ?? '',
    };
    expect(Object.entries(known).filter(([, value]) => value.length < 12)).toEqual([]);
    expect(pins).toEqual([expect.stringMatching(/^\d{6}$/), expect.stringMatching(/^\d{6}$/)]);
    const pinPatterns = Object.fromEntries(pins.map((pin, nth) => [`PIN ${nth + 1}`, pinPattern(pin)]));
    return { ...known, ...pinPatterns, 'service token': /eyJhbGciOiJIUzI1NiI/ };
  };
  const fullAddress = { address: /[\p{L}\p{N}._%+-]@[\w-]+\.[a-z]{2,}/u };
  const wrongPin = { 'PIN in clear': pinPattern(clearPin) };

  test('no log holds a PIN, a key, a password, a token or a full e-mail address', () => {
    const logs = logTraces();
    expect(new Set(logs.map(({ place }) => place)).size).toBe(5);
    expect(leaksIn(logs, { ...secrets(), ...wrongPin, ...fullAddress })).toEqual([]);
  });

  test('no table holds a PIN, a key, a password or a token', async () => {
    const rows = await tableTraces();
    expect(leaksIn(rows, { guest: guest.id })).not.toEqual([]);
    expect(leaksIn(rows, { ...secrets(), ...wrongPin })).toEqual([]);
  });

  test('no message holds one, on its way or waiting for a retry', async () => {
    const messages = await queueTraces();
    const places = new Set(messages.map(({ place }) => place));
    expect([...places]).toEqual(
      expect.arrayContaining(
        exchanges.filter((name) => name !== 'ecomail.events').map((name) => `queue tap.${name}`),
      ),
    );
    expect(leaksIn(messages, secrets())).toEqual([]);
    const elsewhere = messages.filter(({ place }) => place !== 'queue tap.loyalty.events');
    expect(leaksIn(elsewhere, wrongPin)).toEqual([]);
  });

  test('Redis holds none', async () => {
    await shop.award(guest, '1.00');
    const values = await eventually(async () => {
      const found = await redisTraces();
      expect(found).not.toEqual([]);
      return found;
    });
    expect(leaksIn(values, { ...secrets(), ...wrongPin, ...fullAddress })).toEqual([]);
  });

  test('no tool and no refusal shows one', () => {
    expect(printed.length).toBeGreaterThan(10);
    expect(leaksIn(printed, { ...secrets(), ...wrongPin, ...fullAddress })).toEqual([]);
  });
});
