/**
 * The award to compare with: amqplib and pg alone. Prefetch 200, one transaction per batch: inbox, key, customers'
 * locks, entries, lots, movements, balances and two messages an award, which are published and deleted afterwards.
 */
import { randomUUID } from 'node:crypto';
import { amqp, announceReady, consumeBatches, pg } from './parts.mjs';

const { DATABASE_URL, RABBITMQ_URL } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 20 });
const connection = await amqp.connect(RABBITMQ_URL);
const channel = await connection.createConfirmChannel();

const statements = {
  inbox: `insert into bare_inbox (source, message_id) select * from unnest($1::text[], $2::uuid[]) order by 2
    on conflict do nothing`,
  lock: `select id, balance, last_sequence from customers where id = any($1::uuid[]) order by id for update`,
  keys: `insert into commands (shop_id, source, key, type, digest, outcome, customer_id, entry_id, amount, balance, claimed_at)
    select 'bare', 'shop-adapter', key, 'loyalty.AwardCredit.v1', 'digest', 'applied', customer, entry, amount, balance, now()
    from rows`,
  entries: `insert into ledger_entries (id, shop_id, customer_id, sequence, kind, amount, balance_after, reason, reference, service, command_key, changed_at, day)
    select entry, 'bare', customer, sequence, 'award', amount, balance, 'order', reference, 'shop-adapter', key, now(), current_date
    from rows`,
  lots: `insert into lots (id, shop_id, customer_id, amount, remaining, expires_on)
    select entry, 'bare', customer, amount, amount, current_date + 400 from rows`,
  movements: `insert into lot_movements select entry, entry, 'bare', amount from rows`,
  balances: `update customers c set balance = n.balance, last_sequence = n.sequence
    from (select distinct on (customer) customer, balance, sequence from rows order by customer, sequence desc) n
    where c.id = n.customer`,
  outbox: `insert into outbox (message_id, exchange, type, shop_id, occurred_at, body)
    select gen_random_uuid(), 'bare', 'bare', 'bare', now(), body from rows, generate_series(1, 2) returning id`,
};
const rowsOf = `with rows as (select * from json_to_recordset($1::json)
  as r (entry uuid, customer uuid, sequence bigint, amount numeric, balance numeric, key text, reference text, body text))`;

async function apply(messages) {
  const envelopes = messages.map(({ content }) => JSON.parse(content.toString()));
  const client = await pool.connect();
  await client.query('begin');
  await client.query(statements.inbox, [envelopes.map((one) => one.source), envelopes.map((one) => one.id)]);
  const { rows: locked } = await client.query(statements.lock, [envelopes.map((one) => one.subject)]);
  const accounts = new Map(
    locked.map((row) => [row.id, { balance: Number(row.balance), sequence: BigInt(row.last_sequence) }]),
  );
  const rows = JSON.stringify(envelopes.map((envelope) => rowOf(envelope, accounts.get(envelope.subject))));
  for (const name of ['keys', 'entries', 'lots', 'movements', 'balances'])
    await client.query(`${rowsOf} ${statements[name]}`, [rows]);
  const { rows: stored } = await client.query(`${rowsOf} ${statements.outbox}`, [rows]);
  await client.query('commit');
  client.release();
  void publish(
    envelopes,
    stored.map(({ id }) => id),
  );
}

function rowOf({ subject, data }, account) {
  account.balance += Number(data.amount);
  account.sequence += 1n;
  return {
    entry: randomUUID(),
    customer: subject,
    sequence: account.sequence.toString(),
    amount: data.amount,
    balance: account.balance.toFixed(2),
    key: data.idempotencyKey,
    reference: data.reference,
    body: 'x'.repeat(700),
  };
}

/** To nobody: what is measured is the publishing. */
async function publish(envelopes, ids) {
  for (let count = 0; count < envelopes.length * 2; count += 1)
    channel.publish('amq.direct', 'nobody', Buffer.from('x'.repeat(700)), { persistent: true });
  await channel.waitForConfirms();
  await pool.query('delete from outbox where not is_bulk and id = any($1::bigint[])', [ids]);
}

await consumeBatches(process.env, apply);
announceReady();
