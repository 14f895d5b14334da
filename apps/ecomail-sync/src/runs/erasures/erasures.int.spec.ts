import { CustomerErased } from '@ellity/contracts';
import { eventually, FakeClock } from '@ellity/testing';
import { Clock } from '@ellity/platform';
import { randomUUID } from 'node:crypto';
import { aCredit, anEvent, aProfile, encryptedPin } from '../../events.fixture';
import { Sandbox } from '../../sandbox.fixture';
import { SyncStage } from '../../sync.fixture';
import { AccountsService } from '../../accounts/accounts.service';
import { RateLimiterService } from '../../accounts/rate-limiter.service';
import { UnansweredWritesService } from '../../contact-writes/unanswered-writes.service';
import { ErasureWorkService } from './erasure-work.service';
import { FormerAddressesService } from './former-addresses.service';

let sandbox: Sandbox;
let stage: SyncStage;
const clock = new FakeClock();
beforeAll(async () => {
  sandbox = await Sandbox.start();
  stage = await SyncStage.create({ ecomailUrl: sandbox.url, clock });
  await stage.activate(sandbox);
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

const emailOf = (customerId: string) => `c${customerId.slice(-12)}@shop.test`;
const isMember = async (customerId: string) =>
  (await sandbox.members()).some(({ email }) => email === emailOf(customerId));
const stored = (customerId: string) =>
  eventually(async () => {
    expect((await stage.contact(customerId)).storedVersion).toBeGreaterThan(0);
    expect(await isMember(customerId)).toBe(true);
  });
const erase = async (customerId: string, email = emailOf(customerId)) =>
  stage.publish(anEvent(CustomerErased, { address: await encryptedPin(email) }, { customerId }));
/** Nothing of the tests before is left to write: a write takes its turn behind one that waits already. */
async function atRest(): Promise<void> {
  await stage.get(UnansweredWritesService).writeAgain();
  await eventually(async () => {
    const { rows } = await stage.database.query(
      `select customer_id::text from contacts where due_lane is not null
       union all select unnest(customer_ids)::text from open_writes`,
    );
    expect(rows).toEqual([]);
  });
}

// Before the clock is moved: by whom somebody left is told by the time, which Ecomail has from a clock of its own.
it('an address that a customer left is out of the list with our fields empty; who has it next is in it, with theirs', async () => {
  await atRest();
  const [customerId, heir] = [randomUUID(), randomUUID()];
  const [left, next] = [`left-${customerId}@shop.test`, `next-${customerId}@shop.test`];
  const member = async (email: string) => (await sandbox.members()).find((one) => one.email === email);
  const shows = (email: string, status: number, fields: object) =>
    eventually(async () => expect(await member(email)).toMatchObject({ status, fields }));
  await stage.publish(aProfile({ customerId }, { email: left }), aCredit({ customerId }, '10.00', '10.00'));
  await shows(left, 1, { ellity_credit_num: 10 });
  await stage.publish(aProfile({ customerId }, { email: next }));
  await shows(next, 1, { ellity_credit_num: 10 });
  await atRest();
  await stage.get(FormerAddressesService).startDue();
  await shows(left, 2, { ellity_credit_num: 0 });
  const kept = Object.values((await member(left))?.fields ?? {}).filter(
    (value) => value !== '' && value !== 0,
  );
  expect(kept).toEqual([]);
  expect(await member(next)).toMatchObject({ status: 1, fields: { ellity_credit_num: 10 } });

  await stage.publish(
    aProfile({ customerId: heir }, { email: left }),
    aCredit({ customerId: heir }, '7.00', '7.00'),
  );
  await shows(left, 1, { ellity_credit_num: 7 });
  // What is the heir's now stays theirs when the former address is looked at once more.
  await stage.publish(aProfile({ customerId }, { email: `last-${customerId}@shop.test` }));
  await shows(`last-${customerId}@shop.test`, 1, { ellity_credit_num: 10 });
  await atRest();
  await stage.database.query('update former_addresses set retired_at = null');
  await stage.get(FormerAddressesService).startDue();
  await shows(next, 2, { ellity_credit_num: 0 });
  await eventually(async () => {
    const { rows } = await stage.database.query(
      'select 1 from former_addresses where customer_id = $1 and retired_at is null',
      [customerId],
    );
    expect(rows).toEqual([]);
  });
  expect(await member(left)).toMatchObject({ status: 1, fields: { ellity_credit_num: 7 } });
});

it('an erased customer is gone at Ecomail and in every table, late changes bring nobody back, and it is told once done', async () => {
  const heard = await stage.listen('ecomail.events', ['ecomail.ErasureDone.v1']);
  const doneOf = (customerId: string) => heard.filter(({ subject }) => subject === customerId);
  const customerId = randomUUID();
  const late = aProfile({ customerId }, { firstName: 'Zdislava' });
  await stage.publish(
    aProfile({ customerId }, { firstName: 'Zdislava' }),
    aCredit({ customerId }, '10.00', '10.00'),
  );
  await stored(customerId);
  await eventually(async () => {
    const { rows } = await stage.database.query(
      `select 1 from domain_events where customer_id = $1 and state = 'delivered'`,
      [customerId],
    );
    expect(rows).toHaveLength(2);
  });
  const tests = [emailOf(customerId).toUpperCase(), 'owner@shop.test'];
  await stage.http('PUT', '/connections/demo/test-mode', { addresses: tests });
  await erase(customerId);
  await eventually(() => expect(doneOf(customerId)).toMatchObject([{ data: { result: 'deleted' } }]));
  const { body: testMode } = await stage.http('GET', '/connections/demo/test-mode');
  expect(testMode).toMatchObject({ isOn: true, addresses: ['o***@shop.test'] });
  await stage.http('DELETE', '/connections/demo/test-mode');
  expect(String(doneOf(customerId)[0]?.data['places'])).toContain('contacts blanked 1');
  expect(await isMember(customerId)).toBe(false);
  await stage.publish(late, aCredit({ customerId }, '30.00', '20.00'));
  await eventually(async () => {
    const { rows } = await stage.database.query<{ count: number }>(
      `select count(*)::int from domain_events where customer_id = $1 and state = 'suppressed' and reason = 'erased'`,
      [customerId],
    );
    expect(rows[0]?.count).toBe(2);
  });
  const { rows: tables } = await stage.database.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  for (const { name } of tables) {
    const { rows } = await stage.database.query<{ count: number }>(
      `select count(*)::int from "${name}" t where t::text ~* $1`,
      [`Zdislava|${emailOf(customerId)}`],
    );
    expect([name, rows[0]?.count]).toEqual([name, 0]);
  }
  await erase(customerId);
  await eventually(() => expect(doneOf(customerId)).toHaveLength(2));
  expect(await isMember(customerId)).toBe(false);
});

it('where somebody who lives has the address, they stay in the list, and what changes of them is written', async () => {
  const heard = await stage.listen('ecomail.events', ['ecomail.ErasureDone.v1']);
  const [former, living] = [randomUUID(), randomUUID()];
  await stage.publish(aProfile({ customerId: living }));
  await stored(living);
  await erase(former, emailOf(living));
  await eventually(() =>
    expect(heard.filter(({ subject }) => subject === former)).toMatchObject([
      { data: { result: 'retired' } },
    ]),
  );
  expect(await isMember(living)).toBe(true);
  await stage.publish(aProfile({ customerId: living }, { firstName: 'Eva' }));
  await eventually(async () => {
    expect(await isMember(living)).toBe(true);
    expect(await sandbox.profileOf(emailOf(living))).toMatchObject({ name: 'Eva' });
  });
});

it('somebody who changed address is gone under every one, written long ago or not at all while Ecomail was away; who has one of them now stays', async () => {
  const heard = await stage.listen('ecomail.events', ['ecomail.ErasureDone.v1']);
  const [customerId, heir] = [randomUUID(), randomUUID()];
  const [first, second, third] = ['first', 'second', 'third'].map(
    (name) => `${name}-${customerId}@shop.test`,
  );
  const has = async (email = '') => (await sandbox.members()).some((member) => member.email === email);
  await stage.publish(aProfile({ customerId }, { email: first }));
  await eventually(async () => expect(await has(first)).toBe(true));
  await stage.publish(aProfile({ customerId }, { email: second }));
  await eventually(async () => expect(await has(second)).toBe(true));
  await stage.publish(aProfile({ customerId: heir }, { email: third, firstName: 'Eva' }));
  await eventually(async () => expect(await has(third)).toBe(true));
  await sandbox.fault({ action: '500', rate: 1 });
  const moved = async (id: string, email = '') => {
    await stage.publish(aProfile({ customerId: id }, { email, firstName: 'Eva' }));
    await eventually(async () => expect((await stage.contact(id)).email).toBe(email));
  };
  await moved(customerId, third);
  await moved(heir, first);
  await moved(customerId, `last-${customerId}@shop.test`);
  await erase(customerId, `last-${customerId}@shop.test`);
  await eventually(async () => {
    const { rows } = await stage.database.query('select 1 from erasures where customer_id = $1', [
      customerId,
    ]);
    expect(rows).toHaveLength(1);
  });
  await sandbox.clearFaults();
  // What began before the erasure is over once a later write is.
  await eventually(async () => expect(await has(first)).toBe(true));
  // A write that failed may land for as long, and is waited for.
  clock.advance(11 * 60_000);
  await eventually(async () => {
    await stage.get(ErasureWorkService).startDue();
    expect(heard.filter(({ subject }) => subject === customerId)).toMatchObject([
      { data: { result: 'deleted' } },
    ]);
  });
  expect([await has(second), await has(third), await has(`last-${customerId}@shop.test`)]).toEqual([
    ...[false, false, false],
  ]);
  await eventually(async () => {
    expect(await has(first)).toBe(true);
    expect(await sandbox.profileOf(first ?? '')).toMatchObject({ name: 'Eva' });
  });
});

it('a write that waits for its turn while its customer is erased is not made any more, and who was to go with it is written', async () => {
  const heard = await stage.listen('ecomail.events', ['ecomail.ErasureDone.v1']);
  await atRest();
  const [customerId, other] = [randomUUID(), randomUUID()];
  const key = { keyHash: stage.get(AccountsService).hashOf(sandbox.key), requestsPerMinute: null };
  await stage.get(RateLimiterService).block(key, 60_000);
  await stage.publish(aProfile({ customerId }), aProfile({ customerId: other }));
  await eventually(async () => {
    const { rows } = await stage.database.query(
      'select 1 from open_writes cross join unnest(customer_ids) as one (customer_id) where customer_id = any($1)',
      [[customerId, other]],
    );
    expect(rows).toHaveLength(2);
  });
  await erase(customerId);
  await eventually(async () => {
    const { rows } = await stage.database.query('select 1 from erasures where customer_id = $1', [
      customerId,
    ]);
    expect(rows).toHaveLength(1);
  });
  clock.advance(11 * 60_000);
  const stopwatch = stage.get(Clock);
  const elapsedMs = stopwatch.elapsedMs.bind(stopwatch);
  Object.assign(stopwatch, { elapsedMs: () => elapsedMs() + 60_000 });
  await stored(other);
  await eventually(async () => {
    await stage.get(ErasureWorkService).startDue();
    expect(heard.filter(({ subject }) => subject === customerId)).toMatchObject([
      // Ecomail never knew them.
      { data: { result: 'unknown' } },
    ]);
  });
  expect(await isMember(customerId)).toBe(false);
});

it('a write that Ecomail carries out after the erasure brings nobody back: they are deleted again soon, and it is told when no other can come', async () => {
  const heard = await stage.listen('ecomail.events', ['ecomail.ErasureDone.v1']);
  await atRest();
  const customerId = randomUUID();
  const doneOf = () => heard.filter(({ subject }) => subject === customerId);
  await sandbox.fault({ action: 'cut-held', call: 'subscribe-bulk', times: 1 });
  await stage.publish(aProfile({ customerId }));
  await stored(customerId);
  await erase(customerId);
  await eventually(async () => expect(await isMember(customerId)).toBe(false));
  await sandbox.clearFaults();
  await eventually(async () => expect(await isMember(customerId)).toBe(true));
  clock.advance(10_000);
  await stage.get(ErasureWorkService).startDue();
  await eventually(async () => expect(await isMember(customerId)).toBe(false));
  expect(doneOf()).toEqual([]);
  clock.advance(11 * 60_000);
  await stage.get(ErasureWorkService).startDue();
  await eventually(() => expect(doneOf()).toMatchObject([{ data: { result: 'deleted' } }]));
  expect(String(doneOf()[0]?.data['places'])).toContain('ecomail deleted 1; ecomail deleted 1');
  expect(await isMember(customerId)).toBe(false);
});

it('a former address that Ecomail refuses waits with its reason and is retired later; those that were left after it do not wait', async () => {
  await atRest();
  const [refused, other] = [randomUUID(), randomUUID()];
  const left = (customerId: string) => `left-${customerId}@shop.test`;
  const leavingOf = async (customerId: string) =>
    (
      await stage.database.query<Record<string, unknown>>(
        'select attempts, refused_reason, retired_at from former_addresses where customer_id = $1',
        [customerId],
      )
    ).rows[0];
  for (const customerId of [refused, other]) {
    await stage.publish(aProfile({ customerId }, { email: left(customerId) }));
    await atRest();
    await stage.publish(aProfile({ customerId }));
    await stored(customerId);
  }
  await atRest();
  await sandbox.fault({ action: 'refuse', containing: left(refused) });
  await stage.get(FormerAddressesService).startDue();
  await eventually(async () => expect((await leavingOf(other))?.['retired_at']).not.toBeNull());
  expect(await leavingOf(refused)).toMatchObject({
    ...{ attempts: 1, retired_at: null, refused_reason: expect.not.stringContaining('@') as string },
  });
  await sandbox.clearFaults();
  clock.advance(11 * 60_000);
  await stage.get(FormerAddressesService).startDue();
  await eventually(async () =>
    expect(await leavingOf(refused)).toMatchObject({
      ...{ retired_at: expect.any(Date) as Date, refused_reason: null },
    }),
  );
});
