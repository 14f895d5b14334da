import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { aCredit, aProfile } from '../../events.fixture';
import { Sandbox } from '../../sandbox.fixture';
import { SyncStage } from '../../sync.fixture';
import type { ExportPreview, ExportView } from './export.response';

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
let shopId: string;
let shops = 0;
beforeEach(async () => {
  await sandbox.reset();
  await stage.database.query(`update connections set state = 'inactive'`);
  shopId = `shop-${(shops += 1)}`;
  const { status } = await stage.http('PUT', `/connections/${shopId}`, {
    apiKey: sandbox.key,
    listId: sandbox.listId,
    language: 'cs',
    requestsPerMinute: null,
  });
  expect(status).toBe(200);
  // Nobody is to be asked for at loyalty-core, which does not run here: apps/e2e has both.
  await stage.database.query('insert into mirror_fills values ($1, now())', [shopId]);
});

/** Customers that the mirror knows and Ecomail does not. */
const mirrored = (contacts: number, address = `'c' || n || '@shop.test'`) =>
  stage.database.query(
    `insert into contacts (shop_id, customer_id, email, address, is_registered, consent, balance, profile_event, dirty_since, dirty_lane)
     select $1, gen_random_uuid(), ${address}, ${address}, true, 'granted', 10, gen_random_uuid(), null, 3
     from generate_series(1, $2) as n`,
    [shopId, contacts],
  );
const path = (rest = '') => `/connections/${shopId}/exports${rest}`;
const started = async (body: object = {}) => {
  const answer = await stage.http<ExportView>('POST', path(), body);
  expect(answer.status).toBe(202);
  return answer.body.run.id;
};
const seen = async (id: string) => (await stage.http<ExportView>('GET', path(`/${id}`))).body;
const ended = (id: string) =>
  eventually(
    async () => {
      const view = await seen(id);
      expect(view.run).toMatchObject({ state: 'done' });
      return view;
    },
    { timeoutMs: 60_000 },
  );
const order = (id: string, word: string) => stage.http<ExportView>('POST', path(`/${id}/${word}`));
const pauseConnection = () =>
  stage.database.query(
    `update connections set state = 'paused', reason = 'key-rejected' where shop_id = $1`,
    [shopId],
  );
const resumeConnection = () => stage.http('POST', `/connections/${shopId}/resume`, {});
const toWrite = async () => {
  const { rows } = await stage.database.query<{ count: number }>(
    'select count(*)::int as count from contacts where shop_id = $1 and due_lane is not null',
    [shopId],
  );
  return rows[0]?.count;
};
const addressesAtEcomail = async () => (await sandbox.members()).map(({ email }) => email).sort();

it('everybody is written, the next call begun while one before it is under way, and nobody is notified; a second export finds them unchanged', async () => {
  await mirrored(1, `'first@shop.test'`);
  await ended(await started());
  await mirrored(6_001);
  await pauseConnection();
  await sandbox.fault({ action: 'latency', latencyMs: 1, call: 'subscribe-bulk', times: 1 });
  await sandbox.fault({ action: 'hold', call: 'subscribe-bulk', times: 1 });
  const id = await started();
  await eventually(async () => expect((await seen(id)).run.step).toBe('write'));
  await resumeConnection();
  // Of three calls the second is held, in which whoever is unchanged may be.
  await eventually(async () => expect((await seen(id)).stored).toBeGreaterThan(3_000));
  await sandbox.clearFaults();
  const first = await ended(id);
  expect(first).toMatchObject({ stored: 6_001, unchanged: 1, rejected: 0, waiting: 0, secondsLeft: null });
  expect(first.run).toMatchObject({ kind: 'export', total: 6_002, done: 6_002 });
  expect((await sandbox.members()).length).toBe(6_002);
  expect(await sandbox.events()).toEqual([]);
  const second = await ended(await started());
  expect(second).toMatchObject({ stored: 0, unchanged: 6_002 });
});

it.each([
  ['new', 1],
  ['all', 2],
])(
  'an account whose answers count %s contacts is asked %d times for a hundred that are new, and whoever was in the list has the fields as well',
  async (bulkInserts, calls) => {
    await sandbox.switch({ bulkInserts });
    const { apiKey, ...rest } = { apiKey: sandbox.key, listId: sandbox.listId, language: 'cs' };
    await stage.http('PUT', `/connections/${shopId}`, { apiKey, ...rest, requestsPerMinute: null });
    await mirrored(1, `'first@shop.test'`);
    await ended(await started());
    const writes = async () =>
      (
        await Promise.all(['subscribe-bulk', 'update-subscriber-bulk'].map((call) => sandbox.calls(call)))
      ).flat().length;
    const before = await writes();
    await mirrored(100);
    await ended(await started());
    expect((await writes()) - before).toBe(calls);
    await sandbox.visitor('subscribe', 'stranger@shop.test');
    await mirrored(99, `'d' || n || '@shop.test'`);
    await mirrored(1, `'stranger@shop.test'`);
    await ended(await started());
    const credits = (await sandbox.members()).map(({ fields }) => fields['ellity_credit']);
    expect(credits).toEqual(Array(201).fill('10,00'));
  },
);

it('a paused export writes nothing, a live change goes out meanwhile, and the rest follows when it goes on', async () => {
  const customerId = randomUUID();
  await stage.publish(aProfile({ customerId, shopId }), aCredit({ customerId, shopId }, '5.00', '5.00'));
  await eventually(async () => expect(await sandbox.events()).toHaveLength(1));
  await mirrored(3);
  await pauseConnection();
  const id = await started();
  await eventually(async () => expect((await seen(id)).run.step).toBe('write'));
  expect((await order(id, 'pause')).body.run.state).toBe('paused');
  await resumeConnection();
  // Whatever may be written is written between these: lines take turns.
  for (const credit of ['6', '7', '8', '9']) {
    await stage.publish(aCredit({ customerId, shopId }, `${credit}.00`, '1.00'));
    await eventually(async () => {
      const live = (await sandbox.members()).find(({ email }) => email.includes(customerId.slice(-12)));
      expect(live?.fields).toMatchObject({ ellity_credit: `${credit},00` });
    });
  }
  expect(await seen(id)).toMatchObject({ waiting: 3, secondsLeft: null });
  await order(id, 'resume');
  expect(await ended(id)).toMatchObject({ waiting: 0, stored: 4 });
  expect(await addressesAtEcomail()).toHaveLength(4);
});

it('a cancelled export of a shop that is newer than all statistics leaves nothing that waits', async () => {
  await stage.database.query('alter table contacts set (autovacuum_enabled = off)');
  await stage.database.query('analyze contacts');
  await mirrored(2_100);
  await pauseConnection();
  const id = await started();
  await eventually(async () => expect((await seen(id)).run.step).toBe('write'));
  expect(await toWrite()).toBe(2_100);
  expect((await order(id, 'cancel')).body.run.state).toBe('cancelled');
  await eventually(async () => expect(await toWrite()).toBe(0));
  await resumeConnection();
  expect(await seen(id)).toMatchObject({ stored: 0, waiting: 0 });
  expect(await addressesAtEcomail()).toEqual([]);
});

it('those that Ecomail refuses are told with reasons, and only they are tried again', async () => {
  await mirrored(3);
  await mirrored(1, `'=bad@shop.test'`);
  await sandbox.fault({ action: 'refuse', containing: '=bad@shop.test' });
  const id = await started();
  expect(await ended(id)).toMatchObject({ stored: 3, rejected: 1 });
  const file = await fetch(`${stage.url}${path(`/${id}/rejected`)}`);
  const [header, line, ...rest] = (await file.text()).split('\r\n');
  expect(header).toContain('Číslo zákazníka;E-mail;Důvod;Co s tím');
  expect(line).toMatch(/^[0-9a-f-]{36};'=bad@shop\.test;.*Ecomail kontakt odmítl: /);
  expect(rest).toEqual(['']);
  await sandbox.clearFaults();
  const again = await ended(await started({ onlyRejected: true }));
  expect(again).toMatchObject({ stored: 1, rejected: 0, run: { total: 1, done: 1 } });
  // Nobody is refused any more: that export is not what a merchant is shown as the last one.
  await ended(await started({ onlyRejected: true }));
  expect(await stage.http('GET', `/connections/${shopId}/status`)).toMatchObject({
    body: { lastExport: { stored: 1, run: { id: again.run.id } } },
  });
});

it('whoever waits to be written anyhow is part of an export in their own lane; of them the refused are told as well, and those kept back', async () => {
  await mirrored(3);
  await mirrored(1, `'=bad@shop.test'`);
  await pauseConnection();
  await stage.database.query(
    `update contacts set dirty_since = now() - interval '1 minute' where shop_id = $1`,
    [shopId],
  );
  const id = await started();
  await eventually(async () => expect(await seen(id)).toMatchObject({ waiting: 4, run: { step: 'write' } }));
  const { rows } = await stage.database.query(
    'select distinct dirty_lane, export_run from contacts where shop_id = $1',
    [shopId],
  );
  expect(rows).toEqual([{ dirty_lane: 3, export_run: null }]);
  await sandbox.fault({ action: 'refuse', containing: '=bad@shop.test' });
  const testAddresses = JSON.stringify(['c1@shop.test', 'c2@shop.test', '=bad@shop.test']);
  await stage.database.query('update connections set test_addresses = $2 where shop_id = $1', [
    shopId,
    testAddresses,
  ]);
  await resumeConnection();
  expect(await ended(id)).toMatchObject({ stored: 2, unchanged: 0, rejected: 2, waiting: 0 });
  const file = await fetch(`${stage.url}${path(`/${id}/rejected`)}`);
  expect(await file.text()).toContain(`'=bad@shop.test`);
});

it('a preview says how many are new, changed and left out, shows old and new values, and writes nothing', async () => {
  await mirrored(2);
  await ended(await started());
  await stage.database.query(
    `update contacts set balance = 12.5 where shop_id = $1 and email = 'c1@shop.test'`,
    [shopId],
  );
  await mirrored(1, `'new@shop.test'`);
  await stage.publish(aCredit({ customerId: randomUUID(), shopId }, '1.00', '1.00'));
  await stage.received(1, shopId);
  const { body } = await stage.http<ExportPreview>('GET', path('/preview?language=en'));
  expect(body).toMatchObject({ total: 4, added: 1, changed: 1, unchanged: 1, isEstimate: false });
  expect(body.leftOut).toMatchObject([{ reason: 'without-profile', count: 1 }]);
  expect(body.examples).toMatchObject([{ email: 'c1@shop.test' }]);
  expect(body.examples[0]?.fields).toContainEqual({ field: 'ellity_credit', from: '10,00', to: '12,50' });
  expect(await addressesAtEcomail()).toEqual(['c1@shop.test', 'c2@shop.test']);
});

it('there is one export of a shop at a time, and no shop sees those of another', async () => {
  await mirrored(1);
  await sandbox.fault({ action: 'hold', call: 'update-subscriber-bulk' });
  const id = await started();
  expect(await stage.http('POST', path(), {})).toMatchObject({ status: 409, body: { code: 'export-open' } });
  expect(await stage.http('GET', `/connections/other/exports/${id}`)).toMatchObject({ status: 404 });
  expect(await stage.http('POST', `/connections/other/exports/${id}/cancel`)).toMatchObject({ status: 404 });
  await sandbox.clearFaults();
  await ended(id);
});

it('an export of a paused connection waits, says what holds it up, and goes on with the connection', async () => {
  await mirrored(2);
  await pauseConnection();
  const id = await started();
  await eventually(async () =>
    expect(await seen(id)).toMatchObject({ waiting: 2, heldUpBy: 'key-rejected', secondsLeft: null }),
  );
  await resumeConnection();
  expect(await ended(id)).toMatchObject({ stored: 2, heldUpBy: null });
});

it('an export does not wait for somebody who is erased in its middle', async () => {
  await mirrored(2);
  await pauseConnection();
  const id = await started();
  await eventually(async () => expect(await seen(id)).toMatchObject({ waiting: 2 }));
  await stage.database.query(
    `update contacts set email = null, address = null where shop_id = $1 and email = 'c1@shop.test'`,
    [shopId],
  );
  await resumeConnection();
  expect(await ended(id)).toMatchObject({ stored: 1, waiting: 0 });
  expect(await addressesAtEcomail()).toEqual(['c2@shop.test']);
});

it('an export goes on after a restart in its middle', async () => {
  await mirrored(50);
  await sandbox.fault({ action: 'hold', call: 'update-subscriber-bulk' });
  const id = await started();
  await eventually(async () => expect((await seen(id)).waiting).toBeGreaterThan(0));
  const stopping = stage.stop();
  await sandbox.clearFaults();
  await stopping;
  await stage.start();
  expect(await ended(id)).toMatchObject({ waiting: 0, run: { done: 50 } });
  expect((await sandbox.members()).length).toBe(50);
});
