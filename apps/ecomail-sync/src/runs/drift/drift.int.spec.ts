import { Transactions } from '@ellity/messaging';
import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { AccountsService } from '../../accounts/accounts.service';
import { ConnectionsService } from '../../connection/connections.service';
import { aCredit, aProfile } from '../../events.fixture';
import { Sandbox } from '../../sandbox.fixture';
import { SyncStage } from '../../sync.fixture';
import type { DriftCheckView, DriftView } from './drift.response';
import { DriftChecksService } from './drift-checks.service';
import { DriftReadingService } from './drift-reading.service';
import { DriftRecordsService } from './drift-records.service';

let sandbox: Sandbox;
let stage: SyncStage;
beforeAll(async () => {
  sandbox = await Sandbox.start();
  stage = await SyncStage.create({ ecomailUrl: sandbox.url, drift: { contactsPerPage: 4 } });
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});
beforeEach(async () => {
  await sandbox.reset();
  await stage.database.query(`update runs set state = 'cancelled' where kind = 'drift' and state <> 'done'`);
  await stage.database.query('delete from contacts');
  await stage.activate(sandbox, { confirmOtherList: true });
});

/** Customers whose fields are at Ecomail. */
async function written(count: number): Promise<{ id: string; email: string }[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  for (const customerId of ids)
    await stage.publish(
      aProfile({ customerId }),
      aCredit({ customerId }, '10.00', '10.00', { announce: false }),
    );
  await isWritten(count);
  return ids.map((id) => ({ id, email: `c${id.slice(-12)}@shop.test` }));
}
const isWritten = (count: number, balance = 10) =>
  eventually(async () => {
    const { rows } = await stage.database.query<{ count: number }>(
      `select count(*)::int as count from contacts
       where stored_version = version and dirty_since is null and stored_balance = $1
         and not exists (select from open_writes)`,
      [balance],
    );
    expect(rows[0]?.count).toBe(count);
  });
const shown = async (email: string) => (await sandbox.members()).find((member) => member.email === email);
const drift = async () => (await stage.http<DriftView>('GET', '/connections/demo/drift')).body;
const begin = async () => {
  const { status, body } = await stage.http<DriftView>('POST', '/connections/demo/drift');
  expect(status).toBe(202);
  return body.running?.runId;
};
async function checked(): Promise<DriftCheckView> {
  const before = (await drift()).last?.runId;
  await begin();
  return eventually(async () => {
    const { last } = await drift();
    if (last === null || last.runId === before || last.state !== 'done') throw new Error('not done yet');
    return last;
  });
}

it('a field that somebody changed and a contact that somebody deleted are found and brought back, and nobody is notified', async () => {
  const [changed, deleted] = await written(6);
  await sandbox.edit(changed?.email ?? '', { custom_fields: { ellity_credit: '999,00' } });
  await sandbox.erase(deleted?.email ?? '');
  expect(await checked()).toMatchObject({
    ...{ checked: 5, changed: 1, missing: 1, statuses: 0, strangers: 0, duplicates: 0 },
    fields: { ellity_credit: 1 },
    examples: [
      { kind: 'changed', customerId: changed?.id, fields: ['ellity_credit'] },
      { kind: 'missing', customerId: deleted?.id },
    ],
  });
  await isWritten(6);
  for (const customer of [changed, deleted])
    expect((await shown(customer?.email ?? ''))?.fields).toMatchObject({ ellity_credit: '10,00' });
  expect(await sandbox.events()).toEqual([]);
  expect(await checked()).toMatchObject({ checked: 6, changed: 0, missing: 0, skipped: 0 });
  expect((await drift()).lagSeconds).toBeLessThan(60);
  const { rows } = await stage.database.query('select 1 from drift_seen');
  expect(rows).toEqual([]);
});

it('who left without a notice stays out, is told of as observed once, and a sign-up without a notice is told of too', async () => {
  const [left] = await written(3);
  const told = await stage.listen('ecomail.events', [
    'ecomail.NoticeVerified.v1',
    'ecomail.ContactStatusChanged.v1',
  ]);
  await sandbox.visitor('unsubscribe', left?.email ?? '');
  await sandbox.visitor('subscribe', 'stranger@shop.test');
  expect(await checked()).toMatchObject({ statuses: 2, strangers: 1, changed: 0, missing: 0 });
  await eventually(async () =>
    expect(
      told
        .map(({ data }) => [data['email'], data['verdict'] ?? data['cause'], data['origin'], data['status']])
        .sort(),
    ).toEqual(
      [
        [left?.email, 'contact', undefined, 'left'],
        [left?.email, 'genuine', 'observed', 'unsubscribed'],
        ['stranger@shop.test', 'contact', undefined, 'subscribed'],
        ['stranger@shop.test', 'genuine', 'observed', 'subscribed'],
      ].sort(),
    ),
  );
  expect(await checked()).toMatchObject({ statuses: 0, strangers: 1 });
  expect((await shown(left?.email ?? ''))?.status).toBe(2);
});

it('contacts of a bulk call that were lost without a word are found and written again', async () => {
  const customers = await written(10);
  await sandbox.switch({ bulkLoss: 'every-fifth' });
  // All in one call, for what is lost is every fifth of a call.
  await stage.http('POST', '/connections/demo/pause', {});
  await stage.publish(
    ...customers.map(({ id }) => aCredit({ customerId: id }, '20.00', '10.00', { announce: false })),
  );
  await eventually(async () => {
    const { rowCount } = await stage.database.query('select from contacts where balance = 20');
    expect(rowCount).toBe(10);
  });
  await stage.http('POST', '/connections/demo/resume', {});
  await isWritten(10, 20);
  await sandbox.switch({ bulkLoss: 'none' });
  const lost = (await sandbox.members()).filter(({ fields }) => fields['ellity_credit'] !== '20,00');
  expect(lost.length).toBeGreaterThan(0);
  expect(await checked()).toMatchObject({ changed: lost.length });
  await isWritten(10, 20);
  for (const { fields } of await sandbox.members()) expect(fields).toMatchObject({ ellity_credit: '20,00' });
});

it('members who come while pages are read shift them, and nobody counts as missing by it', async () => {
  await written(9);
  await sandbox.switch({ memberOrder: 'newest-first' });
  await sandbox.fault({ action: 'latency', call: 'list-subscribers', latencyMs: 150 });
  const before = (await sandbox.calls('list-subscribers')).length;
  const check = checked();
  await eventually(async () =>
    expect((await sandbox.calls('list-subscribers')).length).toBeGreaterThan(before),
  );
  for (const n of [1, 2, 3]) await sandbox.visitor('subscribe', `new${n}@shop.test`);
  expect(await check).toMatchObject({ missing: 0, changed: 0 });
});

it('an address in two spellings is counted once, and left as it is', async () => {
  const [first] = await written(2);
  await sandbox.switch({ listedSpellings: 'two' });
  const found = await checked();
  expect(found).toMatchObject({ duplicates: 1, strangers: 0, changed: 0, missing: 0 });
  expect(found.examples).toMatchObject([{ kind: 'duplicate' }]);
  expect((await shown(first?.email ?? ''))?.fields).toMatchObject({ ellity_credit: '10,00' });
});

it('a field that was deleted comes back with its values, and one that has another type is written in its form', async () => {
  const [customer] = await written(2);
  await sandbox.removeField('ellity_credit');
  await sandbox.retypeField('ellity_next_expiration_date', 'string');
  const found = await checked();
  expect(found.lacking.toSorted()).toEqual(['ellity_credit', 'ellity_next_expiration_date']);
  expect(found.fields).toEqual({});
  await eventually(async () =>
    expect((await shown(customer?.email ?? ''))?.fields).toMatchObject({ ellity_credit: '10,00' }),
  );
  const view = await stage.http<{ fields: { name: string; type: string }[]; remarks: string[] }>(
    'GET',
    '/connections/demo',
  );
  expect(view.body.fields).toContainEqual({
    ...{ name: 'ellity_next_expiration_date', type: 'string', expectedType: 'date' },
  });
  expect(view.body.remarks.join()).toContain('ellity_next_expiration_date exists in the list as string');
});

describe('a contact that is written while the list is compared', () => {
  const place = { status: 0, page: 1 };
  const reading = async () => {
    const service = stage.get(DriftReadingService);
    const connection = await stage.get(ConnectionsService).find('demo');
    if (!connection) throw new Error('there is no connection');
    const account = stage.get(AccountsService).ofConnection(connection);
    const judging = service.judging(connection, []);
    return { connection, page: () => service.page(account, place, judging) };
  };
  const written30 = async (id: string) => {
    await stage.publish(aCredit({ customerId: id }, '30.00', '20.00', { announce: false }));
    await isWritten(1, 30);
  };

  it('is not judged by a page that may be older than the write', async () => {
    const [customer = { id: '', email: '' }] = await written(1);
    const { page } = await reading();
    await written30(customer.id);
    await sandbox.edit(customer.email, { custom_fields: { ellity_credit: '999,00' } });
    expect((await page()).findings).toMatchObject({ changed: [], skipped: [customer.id] });
  });

  it('is not written again when it was written after it was compared', async () => {
    const [customer = { id: '', email: '' }] = await written(1);
    await sandbox.edit(customer.email, { custom_fields: { ellity_credit: '999,00' } });
    const { connection, page } = await reading();
    const read = await page();
    expect(read.findings.changed).toHaveLength(1);
    await written30(customer.id);
    const before = await sandbox.contactsWritten();
    await stage
      .get(Transactions)
      .run((transaction) => stage.get(DriftRecordsService).page(transaction, randomUUID(), connection, read));
    await isWritten(1, 30);
    expect(await sandbox.contactsWritten()).toBe(before);
    await stage.database.query('delete from drift_seen');
  });
});

it('a check goes on after a restart in its middle, and one is begun by itself when its turn comes', async () => {
  await written(9);
  await sandbox.fault({ action: 'hold', call: 'list-subscribers', containing: 'page=2' });
  const id = await begin();
  await eventually(async () => expect((await drift()).running?.checked).toBeGreaterThan(0));
  const stopping = stage.stop();
  await sandbox.clearFaults();
  await stopping;
  await stage.start();
  await eventually(async () =>
    expect((await drift()).last).toMatchObject({ runId: id, checked: 9, missing: 0, state: 'done' }),
  );
  await stage.database.query(`update connections set drift_started_at = now() - interval '2 days'`);
  await stage.get(DriftChecksService).beginDue();
  await eventually(async () => expect((await drift()).last?.runId).not.toBe(id));
});

it('a key that Ecomail refuses stops the connection, and the next check begins when it goes on', async () => {
  await written(1);
  await sandbox.setKey('another');
  await begin();
  await eventually(async () => {
    const { body } = await stage.http<{ state: string; reason: string }>('GET', '/connections/demo');
    expect(body).toMatchObject({ state: 'paused', reason: 'key-rejected' });
  });
  expect(await stage.http('POST', '/connections/demo/drift')).toMatchObject({
    status: 409,
    body: { code: 'connection-not-active' },
  });
  await eventually(async () => expect(await drift()).toMatchObject({ running: null }));
});
