import { readsByIndex } from './by-index';
import { lockFreeable, recordWithoutConnection, recordWithoutProfile } from './events/event-statements';
import { removeJournal, removeReceived, removeSettled, sumReceptions } from './events/retention-statements';
import { selectCounted, selectReceived, selectReceivedHours } from './journal/reconciliation.service';
import {
  removeMemberships,
  removeVerifications,
  selectWithoutConnection,
} from './membership/retention-statements';
import { selectDirtyContacts, selectSettledContacts } from './mirror/dirty-contacts';
import { selectCustomers, selectExpected } from './runs/drift/drift-statements';
import { selectActivity, selectLanes } from './status/status-statements';
import { SyncStage } from './sync.fixture';
import { selectLines, selectShopsWithWork } from './delivery/due-work';
import { selectDueEvents } from './tracker-calls/tracker-calls.service';
import { selectUnconfirmed } from './tracker-calls/unconfirmed-calls.service';

/** Rows of the crowded shop in either table. */
const crowd = 300_000;
let stage: SyncStage;
beforeAll(async () => {
  stage = await SyncStage.create();
}, 120_000);
afterAll(() => stage.close());

const query = (sql: string, parameters: unknown[] = []) => stage.database.query(sql, parameters);

async function shops(): Promise<void> {
  await query(`
    insert into connections (shop_id, state, changed_at, base_url, key_sealed, key_hash, key_tail, list_id, list_name,
      language, time_zone, unknown_consent, debounce_ms, field_types, probes)
    select shop, 'active', now(), '', '', 'key-' || shop, '', 1, '', 'cs', 'UTC', 'denied', 0, '{}', '{}'
    from unnest('{crowded,small}'::text[]) as shop`);
}

/** Contacts of a shop with an unsent credit event each: stored or still to be written. */
async function customers(shop: string, from: number, to: number, isStored: boolean): Promise<void> {
  await query(
    `insert into contacts (shop_id, customer_id, email, dirty_since, dirty_lane, is_known, stored_version, stored_email)
     select $1, md5($1 || n)::uuid, n || '@shop.test', case when not $4 then now() end, 1, $4, case when $4 then 1 else 0 end, n || '@shop.test'
     from generate_series($2::int, $3::int) as n`,
    [shop, from, to, isStored],
  );
  await query(
    `insert into domain_events (id, source, shop_id, customer_id, type, field_group, sequence, occurred_at, received_at,
       contact_version, label, announce, numbers, state, due_at, is_sendable, intent_at)
     select md5('e' || $1 || n)::uuid, 'loyalty-core', $1, md5($1 || n)::uuid, 'loyalty.CreditChanged.v1', 'credit', n, now(), now(),
       1, 'credit', true, '{}', 'waiting', now(), $4, case when n % 3 = 0 then now() end
     from generate_series($2::int, $3::int) as n`,
    [shop, from, to, isStored],
  );
}

const now = new Date();
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 24 * 3_600_000);

/** What is done every minute, and finds next to nothing. */
const housekeeping: readonly [string, string, () => unknown[]][] = [
  ['settled events to remove', removeSettled, () => [daysAgo(90), 2_000]],
  ['journal to remove', removeJournal, () => [daysAgo(90), 2_000]],
  ['received messages to remove', removeReceived, () => [daysAgo(180), 2_000]],
  ['verdicts to remove', removeVerifications, () => [daysAgo(90), 2_000]],
  ['memberships to remove', removeMemberships, () => [daysAgo(90), 2_000]],
  ['receptions to sum', sumReceptions, () => [2_000]],
  ['notices of former connections', selectWithoutConnection, () => []],
  ['events without a profile', recordWithoutProfile, () => [now, daysAgo(1), 500]],
  ['events without a connection', recordWithoutConnection, () => [now, 2_000, null]],
  ['parked events whose cause is gone', lockFreeable, () => [500]],
];

const hot: readonly [string, string, (shop: string) => unknown[]][] = [
  ['the poll for work', selectShopsWithWork, () => [new Date()]],
  ['what a shop has to do', selectLines, (shop) => [new Date(), [shop]]],
  ['contacts to be written', selectDirtyContacts, (shop) => [shop, 1, []]],
  ['events to be sent', selectDueEvents, (shop) => [shop, new Date(), 20, [], 1]],
  ['events without an answer', selectUnconfirmed, (shop) => [shop, new Date()]],
];

const addresses = Array.from({ length: 1_000 }, (_, n) => `${n}@shop.test`);
const noCustomer = '00000000-0000-0000-0000-000000000000';

/** What people and drift checks ask for, of a shop with little beside one with much. */
const asked: readonly [string, string, unknown[]][] = [
  ['what waits by lane', selectLanes, ['small']],
  ['what people are told of the delivery', selectActivity, ['small', now]],
  ['contacts of a page that are settled', selectSettledContacts, ['small', addresses, now]],
  ['customers of a page', selectCustomers, ['small', addresses]],
];

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Filter?: string;
  readonly Plans?: readonly Plan[];
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}

/** Nothing of the statement stays. `settings`: what its transaction begins with. */
async function planOf(sql: string, parameters: unknown[], settings = 'select 1'): Promise<Plan> {
  const client = await stage.database.connect();
  try {
    await client.query('begin');
    await client.query(settings);
    const { rows } = await client.query<{ 'QUERY PLAN': readonly { Plan: Plan }[] }>(
      `explain (analyze, buffers, timing off, format json) ${sql}`,
      parameters,
    );
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
    if (!plan) throw new Error('there is no plan');
    return plan;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
const large = [
  'contacts',
  'domain_events',
  'inbox',
  'verifications',
  'journal',
  'event_receptions',
  'memberships',
];
const isScanOfAll = (node: Plan) =>
  node['Node Type'] === 'Seq Scan' && large.includes(node['Relation Name'] ?? '');

const scansIn = (plan: Plan): (string | undefined)[] =>
  nodesOf(plan)
    .filter(isScanOfAll)
    .map((node) => `${node['Relation Name']}: ${node.Filter}`);

async function expectFewReads(): Promise<void> {
  for (const [what, sql, parameters] of hot) {
    for (const shop of ['small', 'crowded']) {
      const plan = await planOf(sql, parameters(shop));
      // A full batch reads its 3,000 contacts with the events of each; everything else a handful of pages.
      const most = sql === selectDirtyContacts && shop === 'crowded' ? 60_000 : 2_000;
      const blocks = plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
      expect({ what, shop, scans: scansIn(plan), blocks: Math.max(blocks, most) }).toEqual({
        ...{ what, shop, scans: [], blocks: most },
      });
    }
  }
  for (const [what, sql, parameters] of housekeeping) {
    const plan = await planOf(sql, parameters(), readsByIndex);
    const blocks = plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
    expect({ what, scans: scansIn(plan), blocks: Math.max(blocks, 1_000) }).toEqual({
      ...{ what, scans: [], blocks: 1_000 },
    });
  }
  for (const [what, sql, parameters] of asked)
    expect({ what, scans: scansIn(await planOf(sql, parameters)) }).toEqual({ what, scans: [] });
  for (const [what, sql] of [
    ['states and hours of events', selectCounted],
    ['what was received', selectReceived],
  ] as const)
    expect({ what, scans: scansIn(await planOf(sql, ['small'], readsByIndex)) }).toEqual({ what, scans: [] });
  const byHour = await planOf(selectReceivedHours, ['small', 'loyalty-core', now], readsByIndex);
  expect({ what: 'what was received by hour', scans: scansIn(byHour) }).toMatchObject({ scans: [] });
  const expected = await planOf(selectExpected, ['small', noCustomer, now, 1_000], readsByIndex);
  expect({ what: 'contacts that a list should have', scans: scansIn(expected) }).toMatchObject({ scans: [] });
}

/** As PostgreSQL does by itself whenever a range of pages is full, where autovacuum is on. */
const summarize = () =>
  query(
    `select brin_summarize_new_values(name) from unnest('{domain_events_received,inbox_received_at,verifications_received}'::regclass[]) as name`,
  );

/** What lies around and is not to be touched: messages, verdicts, the journal and counts of the last days. */
async function history(): Promise<void> {
  await query(
    `insert into inbox (message_id, source, queue, received_at)
     select md5('i' || n)::uuid, 'loyalty-core', 'ecomail-sync.events', now() - interval '1 day' from generate_series(1, $1::int) as n`,
    [crowd],
  );
  await query(
    `insert into verifications (notice_id, shop_id, email, email_key, status, list_id, received_at, due_at, verdict, decided_at)
     select md5('v' || n)::uuid, 'crowded', '', 'x', 'subscribed', 1, now() - interval '1 day', now(), 'echo', now() from generate_series(1, $1::int) as n`,
    [crowd],
  );
  await query(
    `insert into memberships (shop_id, email_key, status, cause, at)
     select 'crowded', 'key-' || n, 'subscribed', 'contact', now() from generate_series(1, $1::int) as n`,
    [crowd],
  );
  await query(
    `insert into event_receptions (shop_id, source, type, hour, messages, is_sum)
     select 'crowded', 'loyalty-core', 'type', now() - n * interval '1 hour', 1, true from generate_series(1, 30000) as n`,
  );
  await query(
    `insert into journal (shop_id, customer_id, at, step)
     select 'crowded', md5('crowded' || n)::uuid, now(), 'stored' from generate_series(1, $1::int) as n`,
    [crowd],
  );
}

it('what is due is found by index, however much waits, with stale and with fresh statistics', async () => {
  for (const table of large)
    await query(`alter table ${table} set unlogged, set (autovacuum_enabled = false)`);
  await shops();
  await customers('small', 1, 50, true);
  await customers('small', 51, 60, false);
  await query(`analyze ${large.join(', ')}`);
  await history();
  await customers('crowded', 1, crowd / 2, true);
  await customers('crowded', crowd / 2 + 1, crowd, false);
  await summarize();
  await expectFewReads();
  await query(`analyze ${large.join(', ')}`);
  await expectFewReads();
}, 240_000);
