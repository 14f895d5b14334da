/**
 * How each statement of loyalty-core goes in the tables of 1,000,000 customers with 3,000,000 lots and as many entries, and
 * 10,000,000 messages: as PostgreSQL tells it of the service's own statements, while it awards, spends,
 * cancels, revokes, is asked what people ask, and tidies. BENCH_CUSTOMERS: another number, for a try. BENCH_PLANS: a file
 * for all of them, a line of JSON each.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { statementsOf, watchPlans } from '../../ecomail-sync/bench/plans.mjs';
import { customerId, withLargeCore } from './large-core.mjs';

const customers = Number(process.env.BENCH_CUSTOMERS ?? 1_000_000);
const say = (what) =>
  process.stderr.write(`core-statements: ${what}, ${new Date().toISOString().slice(11, 19)}\n`);

const day = new Date().toISOString().slice(0, 10);
const monthAgo = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);

/** What changes something of a customer, each after the one before; `award` and `spending`: what the first two answered. */
const changes = {
  award: () => ['awards', { amount: '10.00', reason: 'order', reference: 'bench' }],
  spending: () => ['spends', { amount: '50.00', reason: 'order' }],
  cancellation: ({ spending }) => ['cancellations', { entryId: spending.entryId, reason: 'cancelled' }],
  revocation: ({ award }) => ['revocations', { entryId: award.entryId, amount: '5.00', reason: 'returned' }],
  consent: () => ['consents', { marketingConsent: 'denied', source: 'account' }],
  republication: () => ['republication', {}],
};

const questions = {
  customer: (id) => `customers/${id}`,
  entries: (id) => `customers/${id}/entries?limit=50`,
  consents: (id) => `customers/${id}/consents`,
  settings: () => '',
  'history of settings': () => 'settings/history',
  'sums by day': () => `sums?from=${monthAgo}&to=${day}`,
  lapses: () => 'lapses',
  'lapses by customer': () => 'lapses/customers',
  shortfalls: () => 'shortfalls',
  'preview of warnings': () => 'expiry-warnings/preview?leadDays=30',
  'first customers': () => 'customers?limit=50',
  mails: () => 'mails',
  nights: () => 'nights',
  reconciliation: () => 'reconciliation',
  'customer states': () => 'customer-states?limit=200',
};

export const statementsRun = () =>
  withLargeCore({ bench: { customers } }, async ({ database, toShop }) => {
    say('messages');
    await history(database);
    const plans = await watchPlans(database);
    const ask = toShop('bench');
    const seen = [];
    const look = async (what, work) => {
      say(what);
      await work();
      await delay(300);
      seen.push(...plans.watched().map((one) => ({ ...one, what })));
    };
    try {
      await delay(2_000);
      await look('changes', async () => {
        for (let n = 0; n < 20; n += 1) await changed(ask, customerId('bench', (n * 7_919) % customers));
      });
      for (const [name, pathOf] of Object.entries(questions))
        await look(name, () => ask('GET', pathOf(customerId('bench', 4_711 % customers))));
      await look('tidying', () => delay(70_000));
    } finally {
      await plans.end();
    }
    const { lines, scanning } = statementsOf(seen, say);
    return [
      { name: 'core-statements', unit: 'statements', value: lines.length },
      { name: 'core-statements slowest', unit: 'ms', value: lines[0].msMost },
      // The reconciliation adds up everything, since that is what it proves.
      { name: 'core-statements scans', unit: 'statements', value: scanning.length, bound: { valueMax: 1 } },
    ];
  });

async function changed(ask, id) {
  const answers = {};
  for (const [name, change] of Object.entries(changes)) {
    const [path, body] = change(answers);
    const headers = { 'idempotency-key': randomUUID() };
    answers[name] = (await ask('POST', `customers/${id}/${path}`, body, { headers })).body;
  }
}

/** Ten times as many as customers: messages that came in half a year. */
async function history(database) {
  const many = customers * 10;
  const id = `(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008' || lpad(to_hex(n), 15, '0'))::uuid`;
  const times = `generate_series(0, ${many - 1}::bigint) n cross join lateral (select now() - interval '170 days' * (1 - n::numeric / ${many}) as at) t`;
  await database.query('set session_replication_role = replica');
  await database.query(
    `insert into inbox (message_id, source, queue, received_at) select ${id}, 'shop-adapter', 'loyalty-core.commands', at from ${times}`,
  );
  await database.query('set session_replication_role = origin');
  await database.query('vacuum analyze');
}
