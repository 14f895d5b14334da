import { compose, type Envelope, type NoticeStatus, VerifyNotice } from '@ellity/contracts';
import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Sandbox } from '../sandbox.fixture';
import { aProfile } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

let sandbox: Sandbox;
let stage: SyncStage;
let gateway: Server;
/** Notices that came from the sandbox, as the gateway would pass them on. */
let passedOn: { noticeId: string; email: string; status: NoticeStatus }[];

beforeAll(async () => {
  sandbox = await Sandbox.start();
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});
beforeEach(async () => {
  passedOn = [];
  stage = await SyncStage.renewed(stage, { ecomailUrl: sandbox.url });
  await sandbox.reset({ noticeOnBulk: 'yes' });
  gateway = await aGateway();
  await sandbox.changeList({ webhookUrl: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/` });
});
afterEach(async () => {
  await new Promise((resolve) => gateway.close(resolve));
});

/** Passes each list notice on at once, as webhook-gateway does. */
function aGateway(): Promise<Server> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { payload } = JSON.parse(body) as { payload: { email: string; status: string; listId: number } };
      const notice = aNotice(payload.email, payload.status.toLowerCase() as NoticeStatus, payload.listId);
      passedOn.push(notice.data);
      stage.publish(notice).then(
        () => response.end('ok'),
        () => response.writeHead(500).end(),
      );
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function aNotice(email: string, status: NoticeStatus, listId = sandbox.listId): Envelope<VerifyNotice> {
  return compose<VerifyNotice>(
    VerifyNotice,
    { noticeId: randomUUID(), email, status, listId, campaignId: null, receivedAt: new Date().toISOString() },
    { source: 'webhook-gateway', shopId: 'demo' },
  );
}

const verdictsOf = (notices: readonly { noticeId: string }[]) =>
  eventually(async () => {
    const verdicts = await stage.verdicts();
    const ours = notices.map(({ noticeId }) => verdicts[noticeId]);
    expect(ours.every((verdict) => typeof verdict === 'string')).toBe(true);
    return ours;
  });

/** The notice of our own subscribing of an address is known as an echo: whatever comes now has another cause. */
async function echoed(email: string): Promise<void> {
  await eventually(() => expect(passedOn.map(({ email: told }) => told)).toContain(email));
  expect(await verdictsOf(passedOn.filter((notice) => notice.email === email))).toEqual(['echo']);
}

/** Waits for the next notices that the sandbox sends, and their verdicts. */
async function verdictsOfNext(count: number, act: () => Promise<void>): Promise<unknown[]> {
  const before = passedOn.length;
  await act();
  await eventually(() => expect(passedOn.length).toBe(before + count));
  return verdictsOf(passedOn.slice(before));
}

async function storedCustomers(count: number, over: Parameters<typeof aProfile>[1] = {}): Promise<string[]> {
  const profiles = Array.from({ length: count }, () => aProfile({ customerId: randomUUID() }, over));
  await stage.publish(...profiles);
  await stage.settled(count);
  return profiles.map(({ data }) => data.email);
}

it('the echo of writing 1,000 contacts at activation earns nobody anything', async () => {
  const profiles = Array.from({ length: 1_000 }, () => aProfile({ customerId: randomUUID() }));
  await stage.publish(...profiles);
  await stage.received(1_000);
  await stage.activate(sandbox);
  await eventually(async () => expect(await sandbox.members()).toHaveLength(1_000));
  await eventually(() => expect(passedOn.length).toBeGreaterThanOrEqual(1_000));
  const verdicts = await verdictsOf(passedOn);
  expect(verdicts.filter((verdict) => verdict === 'genuine')).toEqual([]);
  expect(verdicts.filter((verdict) => verdict === 'echo').length).toBeGreaterThanOrEqual(1_000);
});

it('a visitor without consent who signs up, leaves and comes back is believed each time', async () => {
  await stage.activate(sandbox);
  const [email = ''] = await storedCustomers(1, { marketingConsent: 'denied' });
  expect(await verdictsOfNext(1, () => sandbox.visitor('subscribe', email))).toEqual(['genuine']);
  expect(await verdictsOfNext(1, () => sandbox.visitor('unsubscribe', email))).toEqual(['genuine']);
  expect(await verdictsOfNext(1, () => sandbox.visitor('subscribe', email))).toEqual(['genuine']);
});

it('asked once more, a genuine sign-up stays one, and what was not so then is looked at anew', async () => {
  await stage.activate(sandbox);
  const [email = ''] = await storedCustomers(1, { marketingConsent: 'denied' });
  const early = aNotice(email, 'subscribed');
  const again = (notice: typeof early) =>
    compose<VerifyNotice>(
      VerifyNotice,
      { ...notice.data, again: true },
      { source: 'webhook-gateway', shopId: 'demo' },
    );
  const told = await stage.listen('ecomail.events', ['ecomail.NoticeVerified.v1']);
  const verdictsTold = () =>
    told.flatMap(({ data }) => (data['noticeId'] === early.data.noticeId ? [data['verdict']] : []));
  await stage.publish(early);
  await eventually(() => expect(verdictsTold()).toEqual(['not-so']));
  await sandbox.changeList({ webhookUrl: null });
  await sandbox.visitor('subscribe', email);
  await stage.publish(again(early));
  await eventually(() => expect(verdictsTold()).toEqual(['not-so', 'genuine']));
  await stage.publish(again(early));
  await eventually(() => expect(verdictsTold()).toEqual(['not-so', 'genuine', 'genuine']));
});

it('a contact that we subscribed, and that left, comes back by itself', async () => {
  await stage.activate(sandbox);
  const [email = ''] = await storedCustomers(1, { marketingConsent: 'granted' });
  await echoed(email);
  expect(await verdictsOfNext(1, () => sandbox.visitor('unsubscribe', email))).toEqual(['genuine']);
  expect(await verdictsOfNext(1, () => sandbox.visitor('subscribe', email))).toEqual(['genuine']);
});

it('who was subscribed before the connection earns nothing by a notice that changes nothing', async () => {
  await sandbox.visitor('subscribe', 'old@shop.test');
  await stage.activate(sandbox);
  const notice = aNotice('old@shop.test', 'subscribed');
  await stage.publish(notice);
  expect(await verdictsOf([notice.data])).toEqual(['not-so']);
});

it('a forged notice, another list and an unknown address are told apart', async () => {
  await stage.activate(sandbox);
  const [email = ''] = await storedCustomers(1, { marketingConsent: 'denied' });
  const notices = [
    aNotice(email, 'subscribed'),
    aNotice(email, 'subscribed', 4711),
    aNotice('nobody@shop.test', 'subscribed'),
  ];
  await stage.publish(...notices);
  expect(await verdictsOf(notices.map(({ data }) => data))).toEqual(['not-so', 'other-list', 'not-so']);
});

it('a sign-up that waits for double opt-in is not confirmed yet', async () => {
  await sandbox.changeList({ doubleOptIn: true });
  await stage.activate(sandbox);
  expect(await verdictsOfNext(1, () => sandbox.visitor('subscribe', 'new@shop.test'))).toEqual([
    'unconfirmed',
  ]);
});

it('all notices of a contact that wait together share one read-back', async () => {
  await stage.activate(sandbox);
  await sandbox.fault({ action: '500', call: 'get-subscriber', rate: 1 });
  const notices = Array.from({ length: 20 }, () => aNotice('nobody@shop.test', 'subscribed'));
  await stage.publish(...notices);
  await eventually(async () => expect(Object.keys(await stage.verdicts())).toHaveLength(20));
  await stage.database.query('update verifications set due_at = received_at');
  await sandbox.clearFaults();
  await verdictsOf(notices.map(({ data }) => data));
  const readBacks = await sandbox.calls('get-subscriber');
  expect(readBacks.filter(({ status }) => status === 404).length).toBeLessThanOrEqual(2);
});

it('a shop without a connection gets its verdict at once', async () => {
  const notice = aNotice('somebody@shop.test', 'subscribed');
  await stage.publish(notice);
  expect(await verdictsOf([notice.data])).toEqual(['no-connection']);
});

it('verdicts and changes of membership are published, and no address stays in the record', async () => {
  await stage.activate(sandbox);
  const [email = ''] = await storedCustomers(1, { marketingConsent: 'denied' });
  const heard = await stage.listen('ecomail.events', [
    'ecomail.NoticeVerified.v1',
    'ecomail.ContactStatusChanged.v1',
  ]);
  await verdictsOfNext(1, () => sandbox.visitor('subscribe', email));
  await eventually(() =>
    expect(heard.map(({ type, data }) => [type, data])).toEqual(
      expect.arrayContaining([
        [
          'ecomail.NoticeVerified.v1',
          expect.objectContaining({ email, status: 'subscribed', verdict: 'genuine', origin: 'notice' }),
        ],
        [
          'ecomail.ContactStatusChanged.v1',
          expect.objectContaining({ email, status: 'subscribed', cause: 'contact' }),
        ],
      ]),
    ),
  );
  await eventually(async () => {
    const { rows } = await stage.database.query(`select 1 from verifications where email <> ''`);
    expect(rows).toEqual([]);
  });
});

it('who left is not subscribed again by us and earns nothing when Ecomail lost the contact', async () => {
  await stage.activate(sandbox);
  const customerId = randomUUID();
  const profile = aProfile({ customerId });
  await stage.publish(profile);
  await stage.settled(1);
  const { email } = profile.data;
  await echoed(email);
  expect(await verdictsOfNext(1, () => sandbox.visitor('unsubscribe', email))).toEqual(['genuine']);
  await sandbox.erase(email);
  await stage.publish(aProfile({ customerId }, { firstName: 'Eva' }));
  await stage.settled(2);
  expect((await sandbox.members()).map(({ status }) => status)).toEqual([2]);
  const notice = aNotice(email, 'subscribed');
  await stage.publish(notice);
  expect(await verdictsOf([notice.data])).toEqual(['not-so']);
});

it('a notice that comes during a read-back gets a read-back of its own', async () => {
  await stage.activate(sandbox);
  const [email = ''] = await storedCustomers(1, { marketingConsent: 'denied' });
  const earlier = (await sandbox.calls('get-subscriber')).length;
  await sandbox.fault({ action: 'hold', call: 'get-subscriber', times: 1 });
  const [first, second] = [aNotice(email, 'subscribed'), aNotice(email, 'subscribed')];
  await stage.publish(first);
  await eventually(async () => expect(await sandbox.faultsLeft()).toEqual([]));
  await stage.publish(second);
  await eventually(async () => expect(await stage.verdicts()).toHaveProperty(second.data.noticeId));
  await sandbox.clearFaults();
  await verdictsOf([first.data, second.data]);
  expect((await sandbox.calls('get-subscriber')).length - earlier).toBe(2);
});

it('a contact that cannot be read back holds up neither delivery nor the read-backs of others', async () => {
  await stage.activate(sandbox);
  await sandbox.fault({ action: '500', call: 'get-subscriber', containing: 'odd@shop.test', rate: 1 });
  const odd = aNotice('odd@shop.test', 'subscribed');
  await stage.publish(odd);
  await eventually(async () => {
    const { rows } = await stage.database.query('select 1 from verifications where attempts > 2');
    expect(rows).toHaveLength(1);
  });
  const other = aNotice('nobody@shop.test', 'subscribed');
  await stage.publish(other);
  expect(await verdictsOf([other.data])).toEqual(['not-so']);
  await storedCustomers(1);
  await sandbox.clearFaults();
  expect(await verdictsOf([odd.data])).toEqual(['not-so']);
});

it('a list id that no list can have is another list, not a dead letter', async () => {
  await stage.activate(sandbox);
  const notice = aNotice('nobody@shop.test', 'subscribed', 9_007_199_254_740_991);
  await stage.publish(notice);
  expect(await verdictsOf([notice.data])).toEqual(['other-list']);
});

it('what a refused write had made already stays ours: its notice earns nothing', async () => {
  await stage.activate(sandbox);
  await sandbox.fault({
    action: 'refuse',
    call: 'update-subscriber-bulk',
    errors: { 'subscriber_data.0': { name: ['is not taken'] } },
    rate: 1,
  });
  const profile = aProfile({ customerId: randomUUID() }, { marketingConsent: 'granted' });
  await stage.publish(profile);
  const { email } = profile.data;
  await echoed(email);
  const again = aNotice(email, 'subscribed');
  await stage.publish(again);
  expect(await verdictsOf([again.data])).toEqual(['echo']);
});
