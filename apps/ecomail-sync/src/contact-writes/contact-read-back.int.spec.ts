import { backendOf, eventually, waitingStatements } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { Sandbox } from '../sandbox.fixture';
import { aCredit, aProfile } from '../events.fixture';
import { SyncStage } from '../sync.fixture';
import { holdWrites, UnansweredWritesService } from './unanswered-writes.service';

let sandbox: Sandbox;
let stage: SyncStage;
beforeAll(async () => {
  sandbox = await Sandbox.start({ updateBulkUnknown: 'skip' });
  stage = await SyncStage.create({
    ecomailUrl: sandbox.url,
    delivery: { visibleAfterMs: [0, 200, 300, 1_000] },
  });
  await stage.activate(sandbox);
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

it('contacts that Ecomail passes over in silence in the middle of a batch are found by its count and written anew', async () => {
  const customers = Array.from({ length: 30 }, () => randomUUID());
  const emailOf = (customerId: string) => `${customerId}@shop.test`;
  await stage.publish(
    ...customers.map((customerId) => aProfile({ customerId }, { email: emailOf(customerId) })),
  );
  await stage.settled(30);
  const lost = [customers[10] ?? '', customers[17] ?? ''];
  for (const customerId of lost) await sandbox.erase(emailOf(customerId));
  await stage.publish(
    ...customers.map((customerId) => aCredit({ customerId }, '5.00', '5.00', { announce: false })),
  );
  expect(await stage.settled(60)).toMatchObject({ consistent: true, delivered: 60, parked: 0 });
  const members = await sandbox.members();
  expect(members.map(({ email }) => email).sort()).toEqual(customers.map(emailOf).sort());
  expect(members.map(({ fields }) => fields['ellity_credit'])).toEqual(Array(30).fill('5,00'));
});

it('new contacts of an account that wrote at once and begins to write late are waited for, not rejected', async () => {
  const before = (await sandbox.events()).length;
  await sandbox.switch({ bulkWrite: 'after-1s', updateBulkUnknown: 'list' });
  const customers = Array.from({ length: 3 }, () => randomUUID());
  const { in: known } = await stage.reconciliation();
  await stage.publish(...customers.map((customerId) => aProfile({ customerId })));
  await stage.publish(...customers.map((customerId) => aCredit({ customerId }, '5.50', '5.50')));
  expect(await stage.settled(known + 6)).toMatchObject({ consistent: true, delivered: known + 6, parked: 0 });
  const events = (await sandbox.events()).slice(before);
  expect(events.map(({ fields }) => fields['ellity_credit'])).toEqual(Array(3).fill('5,50'));
});

it('a write that changes nothing that can be seen proves nothing: the next one is waited for all the same', async () => {
  const before = (await sandbox.events()).length;
  const customerId = randomUUID();
  const state = async () =>
    (await stage.database.query('select is_proven, writes_late from connections')).rows as unknown[];
  const stored = () =>
    eventually(async () =>
      expect(await stage.contact(customerId)).toMatchObject({ dirtySince: null, isKnown: true }),
    );
  await stage.publish(aProfile({ customerId }));
  await stored();
  await sandbox.switch({ bulkWrite: 'after-1s' });
  await stage.database.query('update connections set is_proven = false, writes_late = false');
  await stage.database.query(
    'update contacts set stored_hash = null, dirty_since = now() where customer_id = $1',
    [customerId],
  );
  await stored();
  expect(await state()).toEqual([{ is_proven: false, writes_late: false }]);
  await stage.publish(aCredit({ customerId }, '7.50', '7.50'));
  const event = await eventually(async () => {
    const [first] = (await sandbox.events()).slice(before);
    expect(first?.fields).toBeDefined();
    return first;
  });
  expect(event?.fields).toMatchObject({ ellity_credit: '7,50' });
  expect(await state()).toEqual([{ is_proven: false, writes_late: true }]);
});

it('new contacts that a proven account shows only after all the waiting are tried again later, not refused', async () => {
  await sandbox.reset({ updateBulkUnknown: 'list' });
  await stage.activate(sandbox, { confirmOtherList: true });
  await stage.database.query('update connections set is_proven = true, writes_late = false');
  await sandbox.switch({ bulkWrite: 'after-5s' });
  const late = randomUUID();
  await stage.publish(aProfile({ customerId: late }));
  await eventually(async () => expect(await sandbox.calls('update-subscriber-bulk')).not.toHaveLength(0));
  await eventually(async () =>
    expect(await stage.contact(late)).toMatchObject({ isKnown: true, rejectedReason: null }),
  );
  const { rows } = await stage.database.query(`select 1 from journal where step = 'rejected'`);
  expect(rows).toEqual([]);
});

it('of writes of one contact that begin at once, one names it', async () => {
  const customerId = randomUUID();
  await stage.publish(aProfile({ customerId }));
  await eventually(async () =>
    expect(await stage.contact(customerId)).toMatchObject({ dirtySince: null, isKnown: true }),
  );
  const writes = stage.get(UnansweredWritesService);
  const gate = await stage.database.connect();
  try {
    await gate.query('begin');
    await gate.query(`select ${holdWrites}`, ['demo']);
    const begun = Promise.all([1, 2, 3].map(() => writes.begin('demo', [customerId])));
    const holder = await backendOf(gate);
    await eventually(async () => expect(await waitingStatements(stage.database, holder)).toHaveLength(3));
    await gate.query('commit');
    const names = await begun;
    const { rows } = await stage.database.query<{ write: string }>(
      'select write from open_writes where $1 = any(customer_ids)',
      [customerId],
    );
    expect(rows).toHaveLength(1);
    expect(names).toContain(rows[0]?.write);
    for (const name of names) await writes.end('demo', [customerId], name);
  } finally {
    gate.release(true);
  }
});
