/**
 * The consumer to compare with: amqplib and pg alone. Prefetch 200, pool of 20, one transaction per batch: an inbox
 * that drops what came before, and a mirror row in which the newest sequence wins. With `INBOX_ONLY` the inbox alone.
 */
import { announceReady, consumeBatches, pg } from './parts.mjs';

export const bareTables = `
  create table bare_inbox (message_id uuid, source text, received_at timestamptz not null default now(),
    primary key (message_id, source));
  create table bare_mirror (customer uuid primary key, sequence bigint, balance numeric(12, 2))`;

const intoInbox = `
  insert into bare_inbox (source, message_id) select * from unnest($1::text[], $2::uuid[]) order by 2
  on conflict do nothing returning message_id as id`;

const intoMirror = `
  with fresh as (${intoInbox})
  insert into bare_mirror
  select distinct on (customer) customer, sequence, balance
  from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::numeric[]) as change (id, customer, sequence, balance)
  join fresh using (id)
  order by customer, sequence desc
  on conflict (customer) do update set sequence = excluded.sequence, balance = excluded.balance
  where bare_mirror.sequence < excluded.sequence`;

const rowOf = (content) => {
  const { source, id, subject, sequence, data } = JSON.parse(content.toString());
  return [source, id, subject, sequence, data.balance];
};

/** Applies messages in one transaction. */
export async function apply(pool, messages, isInboxOnly = false) {
  const rows = messages.map(({ content }) => rowOf(content));
  const columns = [0, 1, 2, 3, 4].map((column) => rows.map((row) => row[column]));
  const client = await pool.connect();
  await client.query('begin');
  await (isInboxOnly ? client.query(intoInbox, columns.slice(0, 2)) : client.query(intoMirror, columns));
  await client.query('commit');
  client.release();
}

if (process.argv[1] === import.meta.filename) {
  const { DATABASE_URL, INBOX_ONLY } = process.env;
  const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 20 });
  await consumeBatches(process.env, (messages) => apply(pool, messages, INBOX_ONLY === 'yes'));
  announceReady();
}
