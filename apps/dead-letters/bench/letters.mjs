/**
 * What operators ask of a store of 1,000,000 letters: groups and filtered lists, first and second page. Beside it the
 * same service showing one group by its id, which is the least that any question costs.
 */
import { quantile } from '../../../tools/bench/report.mjs';
import { withLetters } from './stage.mjs';

const letters = Number(process.env.BENCH_LETTERS ?? 1_000_000);
const groups = 500;
const rounds = 20;
const bound = { valueMax: 200 };

const uuidOf = (prefix, n) => `${prefix}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const groupId = (n) => uuidOf('01900001', n % groups);

/** Each takes turns with its values, so that no page is asked for twice in a row. */
const questions = {
  groups: () => ['groups', {}],
  'groups, all': () => ['groups', { all: true }],
  stats: () => ['stats', {}],
  open: () => ['letters', {}],
  discarded: () => ['letters', { state: 'discarded' }],
  'of a group': (n) => ['letters', { groupId: groupId(n * 7) }],
  'of a queue': (n) => ['letters', { queue: `service-${n % 5}.queue-${n % 20}` }],
  'of a queue that has none': (n) => ['letters', { queue: `nowhere.queue-${n}` }],
  'of a service': (n) => ['letters', { service: `service-${n % 5}` }],
  'of a service that has none': (n) => ['letters', { service: `nowhere-${n}` }],
  'of a type': (n) => ['letters', { type: `loyalty.Type${n % 30}.v1` }],
  'of a code, delivered': (n) => ['letters', { code: `code-${n % 50}`, state: 'delivered' }],
  'of a shop': (n) => ['letters', { shopId: `shop-${(n * 7) % 1_000}` }],
  'of a shop and a code': (n) => ['letters', { shopId: `shop-${(n * 7) % 1_000}`, code: `code-${n % 50}` }],
  'of a service and a type that never meet': (n) => [
    'letters',
    { service: `service-${n % 5}`, type: `loyalty.Type${(n + 1) % 5}.v1` },
  ],
  'of a customer': (n) => ['letters', { customerId: uuidOf('01900002', n * 31) }],
  'of a message': (n) => ['letters', { messageId: uuidOf('01900003', n * 49_999) }],
  'since an hour': () => ['letters', { since: new Date(Date.now() - 3_600_000).toISOString() }],
  'until a month ago': () => ['letters', { until: new Date(Date.now() - 30 * 86_400_000).toISOString() }],
  'of no time': () => ['letters', { since: '2099-01-01T00:00:00Z' }],
};

export const lettersRun = () =>
  withLetters(async ({ database, call, start }) => {
    await seed(database);
    await start();
    const least = [];
    for (let n = 0; n < 50; n += 1) least.push(...(await pagesOf(call, [`groups/${groupId(n)}`, {}])));
    const bare = quantile(least, 0.95);
    const all = [];
    const readings = [];
    for (const [name, asked] of Object.entries(questions)) {
      const times = [];
      for (let n = 0; n < rounds; n += 1) times.push(...(await pagesOf(call, asked(n))));
      all.push(...times);
      readings.push({ name: `letters ${name}`, unit: 'ms p95', value: quantile(times, 0.95), bare, bound });
    }
    const together = {
      name: 'letters, all of these',
      unit: 'ms p95',
      value: quantile(all, 0.95),
      bare,
      bound,
    };
    return [...readings, together];
  });

/** How long the first page takes, and the second. */
async function pagesOf(call, [path, asked]) {
  const query = new URLSearchParams({
    ...(/^(groups|letters)$/.test(path) ? { limit: '50' } : {}),
    ...asked,
  });
  const times = [];
  const ask = async () => {
    const begun = performance.now();
    const body = await call('GET', `/${path}?${query}`);
    times.push(performance.now() - begun);
    return body;
  };
  const { next } = await ask();
  if (typeof next !== 'string') return times;
  query.set('before', next);
  await ask();
  return times;
}

/** Letters of half a year, three of four open. The triggers are left out; what they count is counted once. */
async function seed(database) {
  await database.query('set session_replication_role = replica');
  const idOf = (prefix, n) => `('${prefix}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  const ago = `now() - (${letters} - n) * interval '${15_768_000 / letters} seconds'`;
  await database.query(
    `insert into groups (id, fingerprint, service, queue, type, code, message, frames, first_at, last_at)
     select ${idOf('01900001', 'n')}, n::text, 'service-' || n % 5, 'service-' || n % 5 || '.queue-' || n % 20,
       'loyalty.Type' || n % 30 || '.v1', 'code-' || n % 50, 'order <n> is not welcome', 'Jobs.work jobs', now(), now()
     from generate_series(0, ${groups - 1}) n`,
  );
  await database.query(
    `insert into letters (id, group_id, identity, queue, failing_queue, message_id, exchange, routing_key, service,
       sender, type, shop_id, customer_id, code, message, attempts, occurred_at, first_at, last_at, state, settled_at,
       bytes, content_sealed, address_hashes, is_replayable)
     select ${idOf('01900004', 'n')}, ${idOf('01900001', 'g')}, n::text, 'service-' || g % 5 || '.queue-' || g % 20 || '.dlq',
       'service-' || g % 5 || '.queue-' || g % 20, ${idOf('01900003', 'n')}::text, 'loyalty.commands', 'loyalty.Type' || g % 30 || '.v1',
       'service-' || g % 5, 'shop-adapter', 'loyalty.Type' || g % 30 || '.v1', 'shop-' || n % 1000,
       case when n % 2 = 0 then ${idOf('01900002', 'n % 50000')} end, 'code-' || g % 50, 'order ' || n || ' is not welcome', 5,
       ${ago}, ${ago}, ${ago}, (array['open', 'open', 'open', 'delivered', 'open', 'open', 'open', 'discarded'])[1 + n % 8],
       case when n % 4 = 3 then ${ago} end, 700, repeat('x', 1200), case when n % 2 = 1 then array['hash-' || n % 50000] end, true
     from generate_series(1, ${letters}) n cross join lateral (select (n * 7919::bigint) % ${groups} as g) as one`,
  );
  await database.query(
    `update groups g set open = c.open, delivered = c.delivered, discarded = c.discarded, first_at = c.first, last_at = c.last
     from (select group_id, count(*) filter (where state = 'open') as open, count(*) filter (where state = 'delivered') as delivered,
       count(*) filter (where state = 'discarded') as discarded, min(first_at) as first, max(last_at) as last
       from letters group by 1) as c where c.group_id = g.id`,
  );
  await database.query(
    `insert into group_hours select group_id, date_trunc('hour', first_at), count(*) from letters group by 1, 2`,
  );
  await database.query('set session_replication_role = origin');
  await database.query('vacuum analyze');
}
