import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { Sandbox } from '../sandbox.fixture';
import { aCredit, aProfile } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

let sandbox: Sandbox;
let stage: SyncStage;
beforeAll(async () => {
  sandbox = await Sandbox.start();
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});
beforeEach(async () => {
  stage = await SyncStage.renewed(stage, { ecomailUrl: sandbox.url });
  await sandbox.reset();
});

const lockSql = 'hashtextextended((select key_hash from connections limit 1), 0)';
/** Backends that hold or want the lock of the key. */
const backends = async (isGranted: boolean) => {
  const { rows } = await stage.database.query<{ pid: number }>(
    `select pid from pg_locks where locktype = 'advisory' and granted = $1
       and database = (select oid from pg_database where datname = current_database())
       and classid::bigint = (${lockSql} >> 32) & 4294967295 and objid::bigint = ${lockSql} & 4294967295`,
    [isGranted],
  );
  return rows.map(({ pid }) => pid);
};

it('who loses the lock of a key makes no further call, also not after getting it back', async () => {
  await stage.activate(sandbox);
  const updates = async () => (await sandbox.calls('update-subscriber-bulk')).length;
  const updatesBefore = await updates();
  const created = async () => (await sandbox.calls('subscribe-bulk')).length;
  const createdBefore = await created();
  const other = await stage.database.connect();
  await sandbox.fault({ action: 'hold', call: 'subscribe-bulk', times: 1 });
  await stage.publish(aProfile({ customerId: randomUUID() }));
  await eventually(async () => expect(await sandbox.faultsLeft()).toEqual([]));
  const [holder] = await backends(true);
  const acquired = other.query(`select pg_advisory_lock(${lockSql})`);
  await eventually(async () => expect(await backends(false)).toHaveLength(1));
  await stage.database.query('select pg_terminate_backend($1)', [holder]);
  await acquired;
  await sandbox.clearFaults();
  await eventually(async () => expect((await created()) - createdBefore).toBe(1));
  await other.query('select pg_advisory_unlock_all()');
  other.release();
  expect(await stage.settled(1)).toMatchObject({ delivered: 1 });
  // The first turn ended with its call; the second began anew.
  await eventually(async () => {
    expect((await created()) - createdBefore).toBe(2);
    expect((await updates()) - updatesBefore).toBe(1);
  });
});

it('a rejected key is not tried by the other shops of its account', async () => {
  await stage.activate(sandbox);
  const listId = await sandbox.anotherList();
  const second = await stage.http('PUT', '/connections/second', {
    apiKey: sandbox.key,
    listId,
    eventCategory: 'ellity-second',
    language: 'cs',
    requestsPerMinute: null,
  });
  expect(second.status).toBe(200);
  await sandbox.setKey('another-key');
  const callsBefore = (await sandbox.calls('subscribe-bulk')).length;
  await stage.publish(
    aProfile({ customerId: randomUUID() }),
    aProfile({ customerId: randomUUID(), shopId: 'second' }),
  );
  for (const shopId of ['demo', 'second']) {
    await eventually(async () =>
      expect((await stage.http('GET', `/connections/${shopId}`)).body).toMatchObject({
        state: 'paused',
        reason: 'key-rejected',
      }),
    );
  }
  expect((await sandbox.calls('subscribe-bulk')).length - callsBefore).toBeLessThanOrEqual(1);
});

it('a poll for work that takes long costs no lock', async () => {
  await stage.activate(sandbox);
  const customerId = randomUUID();
  await stage.publish(aProfile({ customerId }));
  await stage.settled(1);
  const before = await backends(true);
  const other = await stage.database.connect();
  try {
    await other.query('begin');
    await other.query('lock table connections in access exclusive mode');
    // Longer than a lock's connection may take to answer.
    await eventually(async () => {
      const { rows } = await other.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
             and clock_timestamp() - query_start > interval '5.5 seconds'`,
      );
      expect(rows).not.toHaveLength(0);
    });
  } finally {
    await other.query('rollback');
    other.release();
  }
  // Only now would a connection that was given up lose its locks.
  await stage.publish(aCredit({ customerId }, '5.00', '5.00', { announce: false }));
  await stage.settled(2);
  expect(await backends(true)).toEqual(before);
});
