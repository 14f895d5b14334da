import { selectDirtyContacts } from '../mirror/dirty-contacts';
import { SyncStage } from '../sync.fixture';
import { selectUnconfirmed } from './doubts.service';
import { selectLines, selectShopsWithWork } from './due-work';
import { selectDueEvents } from './tracker-statements';

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
      language, time_zone, unknown_consent, quiet_ms, field_types, probes)
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

const hot: readonly [string, string, (shop: string) => unknown[]][] = [
  ['the poll for work', selectShopsWithWork, () => [new Date()]],
  ['what a shop has to do', selectLines, (shop) => [new Date(), [shop]]],
  ['contacts to be written', selectDirtyContacts, (shop) => [shop, 1, []]],
  ['events to be sent', selectDueEvents, (shop) => [shop, new Date(), 20, [], 1]],
  ['events without an answer', selectUnconfirmed, (shop) => [shop, new Date()]],
];

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Filter?: string;
  readonly Plans?: readonly Plan[];
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}

async function planOf(sql: string, parameters: unknown[]): Promise<Plan> {
  const { rows } = await stage.database.query<{ 'QUERY PLAN': readonly { Plan: Plan }[] }>(
    `explain (analyze, buffers, timing off, format json) ${sql}`,
    parameters,
  );
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
  if (!plan) throw new Error('there is no plan');
  return plan;
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
const isScanOfAll = (node: Plan) =>
  node['Node Type'] === 'Seq Scan' && ['contacts', 'domain_events'].includes(node['Relation Name'] ?? '');

async function expectFewReads(): Promise<void> {
  for (const [what, sql, parameters] of hot) {
    for (const shop of ['small', 'crowded']) {
      const plan = await planOf(sql, parameters(shop));
      // A full batch reads its 3,000 contacts with the events of each; everything else a handful of pages.
      const most = sql === selectDirtyContacts && shop === 'crowded' ? 60_000 : 2_000;
      const blocks = plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
      const scans = nodesOf(plan)
        .filter(isScanOfAll)
        .map((node) => node.Filter);
      expect({ what, shop, scans, isLittle: blocks <= most, blocks: blocks <= most ? 0 : blocks }).toEqual({
        what,
        shop,
        scans: [],
        isLittle: true,
        blocks: 0,
      });
    }
  }
}

it('what is due is found by index, however much waits, with stale and with fresh statistics', async () => {
  await query('alter table contacts set unlogged, set (autovacuum_enabled = false)');
  await query('alter table domain_events set unlogged, set (autovacuum_enabled = false)');
  await shops();
  await customers('small', 1, 50, true);
  await customers('small', 51, 60, false);
  await query('analyze contacts; analyze domain_events');
  await customers('crowded', 1, crowd / 2, true);
  await customers('crowded', crowd / 2 + 1, crowd, false);
  await expectFewReads();
  await query('analyze contacts; analyze domain_events');
  await expectFewReads();
}, 240_000);
