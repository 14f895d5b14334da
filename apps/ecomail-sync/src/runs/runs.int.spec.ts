import { compose, ShopChanged } from '@ellity/contracts';
import type { RunView } from '@ellity/runs';
import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import type { ConnectionView } from '../connection/connection.response';
import { Sandbox } from '../sandbox.fixture';
import { aCredit, aProfile, nextSequence } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

let sandbox: Sandbox;
let stage: SyncStage;
beforeAll(async () => {
  sandbox = await Sandbox.start();
  stage = await SyncStage.create({ ecomailUrl: sandbox.url });
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});
beforeEach(() => sandbox.reset());

const activate = (shopId: string) =>
  stage.http<ConnectionView & { code: string }>('PUT', `/connections/${shopId}`, {
    apiKey: sandbox.key,
    listId: sandbox.listId,
    language: 'cs',
    requestsPerMinute: null,
  });
const runsOf = async (shopId: string) =>
  (await stage.http<{ items: RunView[] }>('GET', `/runs?shopId=${shopId}`)).body.items;
const runIn = (shopId: string, step: string) =>
  eventually(async () => {
    const [run] = await runsOf(shopId);
    expect(run).toMatchObject({ state: 'running', step });
    return run?.id ?? '';
  });
const order = (id: string, word: string) =>
  stage.http<RunView & { code: string }>('POST', `/runs/${id}/${word}`);
const view = async (shopId: string) =>
  (await stage.http<ConnectionView>('GET', `/connections/${shopId}`)).body;
const mirrored = (shopId: string, contacts: number) =>
  stage.database.query(
    `insert into contacts (shop_id, customer_id, email, is_registered, consent)
     select $1, gen_random_uuid(), $1 || n || '@shop.test', true, 'denied' from generate_series(1, $2) as n`,
    [shopId, contacts],
  );

it('an activation marks contacts in chunks and tells how many', async () => {
  await mirrored('many', 4_500);
  expect((await activate('many')).status).toBe(200);
  expect(await runsOf('many')).toMatchObject([
    { kind: 'activation', state: 'done', total: 4_500, done: 4_500, failed: 0, reason: null },
  ]);
});

it('a run whose process died goes on from its last chunk, and nothing is counted twice', async () => {
  await mirrored('killed', 10);
  await sandbox.fault({ action: 'hold', call: 'list-subscribers', times: 1 });
  const answer = activate('killed');
  const id = await runIn('killed', 'members');
  await stage.database.query(
    `update runs set lease = gen_random_uuid(), lease_until = now() - interval '1 s' where id = $1`,
    [id],
  );
  await sandbox.clearFaults();
  expect((await answer).status).toBe(200);
  expect(await runsOf('killed')).toMatchObject([{ id, state: 'done', total: 10, done: 10 }]);
  expect(await view('killed')).toMatchObject({ state: 'active' });
});

it('a paused run survives a restart and goes on when it is told to', async () => {
  await sandbox.fault({ action: 'hold', call: 'list-subscribers', times: 1 });
  const answer = activate('paused').catch(() => undefined);
  const id = await runIn('paused', 'members');
  expect(await order(id, 'pause')).toMatchObject({ status: 200, body: { state: 'paused' } });
  expect(await view('paused')).toMatchObject({ state: 'paused', reason: 'activating' });
  const stopping = stage.stop();
  await sandbox.clearFaults();
  await Promise.all([stopping, answer]);
  await stage.start();
  expect((await runsOf('paused'))[0]).toMatchObject({ state: 'paused', step: 'members' });
  expect((await order(id, 'resume')).status).toBe(200);
  await eventually(async () => expect(await view('paused')).toMatchObject({ state: 'active' }));
  expect(await order(id, 'resume')).toMatchObject({ status: 409, body: { code: 'run-state' } });
});

it('a cancelled activation leaves the connection paused until the next one, and keeps no key', async () => {
  await sandbox.fault({ action: 'hold', call: 'list-subscribers', times: 1 });
  const answer = activate('cancelled');
  const id = await runIn('cancelled', 'members');
  await order(id, 'cancel');
  await sandbox.clearFaults();
  expect(await answer).toMatchObject({ status: 409, body: { code: 'run-cancelled' } });
  expect(await view('cancelled')).toMatchObject({ state: 'paused', reason: 'activation-stopped' });
  const { rows } = await stage.database.query('select input_sealed from runs where id = $1', [id]);
  expect(rows).toEqual([{ input_sealed: null }]);
  expect(await stage.http('POST', '/connections/cancelled/resume', {})).toMatchObject({
    status: 409,
    body: { code: 'connection-stage' },
  });
  expect((await activate('cancelled')).status).toBe(200);
});

it('a field that was deleted at Ecomail, or is new with us, reaches a connected list with its values', async () => {
  const customerId = randomUUID();
  await activate('fields');
  await stage.publish(
    aProfile({ customerId, shopId: 'fields' }),
    aCredit({ customerId, shopId: 'fields' }, '5.00', '5.00'),
  );
  await eventually(async () =>
    expect(await stage.reconciliation('fields')).toMatchObject({ waiting: 0, delivered: 2 }),
  );
  await sandbox.removeField('ellity_credit');
  expect((await sandbox.members())[0]?.fields).not.toHaveProperty('ellity_credit');
  await stage.database.query(`update connections set fields_checked_at = null where shop_id = 'fields'`);
  await eventually(async () =>
    expect((await sandbox.members())[0]?.fields).toMatchObject({ ellity_credit: '5,00' }),
  );
  await eventually(async () =>
    expect((await runsOf('fields'))[0]).toMatchObject({ kind: 'fields', state: 'done', total: 1, done: 1 }),
  );
  expect(await sandbox.members()).toHaveLength(1);
});

it('a list that lacks nothing gets no run when it is looked at', async () => {
  await activate('whole');
  expect(await stage.http('POST', '/connections/whole/fields/check')).toEqual({
    status: 200,
    body: { run: null },
  });
});

it('connections are listed shop by shop, page by page', async () => {
  await activate('a-first');
  await sandbox.reset();
  await activate('a-second');
  interface Listed {
    items: { shopId: string; state: string }[];
    next: string;
  }
  const first = await stage.http<Listed>('GET', '/connections?limit=1&state=active');
  expect(first.body.items).toMatchObject([{ shopId: 'a-first', state: 'active' }]);
  const second = await stage.http<Listed>(
    'GET',
    `/connections?limit=1&state=active&before=${first.body.next}`,
  );
  expect(second.body.items).toMatchObject([{ shopId: 'a-second' }]);
  await stage.database.query(`update connections set failing = '{"roster": {}}' where shop_id = 'a-second'`);
  const shops = async (query: string) =>
    (await stage.http<Listed>('GET', `/connections?limit=100&${query}`)).body.items.map(
      ({ shopId }) => shopId,
    );
  expect(await shops('state=active&failing=true')).toEqual(['a-second']);
  const others = await shops('state=active&failing=false');
  expect(others).toContain('a-first');
  expect(others).not.toContain('a-second');
});

it('settings of the shop come from loyalty-core alone: an activation that says otherwise changes nothing, a change reaches every contact, an older one nobody', async () => {
  const shopId = 'told';
  const told = async (over: Partial<ShopChanged>, sequence = nextSequence()) => {
    const others = {
      ...{ name: 'Told', systemMails: false, newsletterReward: null },
      expiryNotice: { target: 'none', leadDays: 14 } as const,
    };
    const settings = { language: 'en', timeZone: 'Europe/London', unknownConsent: 'granted' } as const;
    const about = { source: 'loyalty-core', shopId, sequence };
    await stage.publish(compose(ShopChanged, { ...others, ...settings, ...over }, about));
    return sequence;
  };
  const known = () => stage.database.query('select language from shop_settings where shop_id = $1', [shopId]);
  const first = await told({});
  await eventually(async () => expect((await known()).rows).toEqual([{ language: 'en' }]));
  // Says Czech, and that whoever was not asked is not subscribed.
  expect((await activate(shopId)).status).toBe(200);
  expect(await view(shopId)).toMatchObject({
    ...{ language: 'en', timeZone: 'Europe/London', unknownConsent: 'granted' },
  });
  const customerId = randomUUID();
  await stage.publish(
    aProfile({ customerId, shopId }, { marketingConsent: 'unknown' }),
    aCredit({ customerId, shopId }, '1234.50', '1234.50'),
  );
  const shows = (credit: string) =>
    eventually(async () =>
      expect(await sandbox.members()).toMatchObject([{ status: 1, fields: { ellity_credit: credit } }]),
    );
  await shows('1,234.50');
  await told({ language: 'cs', unknownConsent: 'denied' });
  await shows('1 234,50');
  await told({}, String(BigInt(first) - 1n));
  await eventually(async () => expect(await stage.deadLetters('ecomail-sync.shops')).toEqual([]));
  expect(await view(shopId)).toMatchObject({ language: 'cs', unknownConsent: 'denied' });
});
