/**
 * The intake to compare with: node:http and pg alone. What waits is written in one transaction, the rows of a notice and
 * of the message that has it verified, and answered after the commit. It knows its address, and publishes nothing.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { announceReady, pg } from '../../../tools/bench/bare/parts.mjs';

const { DATABASE_URL, HTTP_PORT } = process.env;
const client = new pg.Client({ connectionString: DATABASE_URL });
await client.connect();
const { rows } = await client.query('select id from addresses limit 1');

const intoNotices = `
  insert into notices (id, shop_id, source, address_id, received_at, content_type, body, state, email, status)
  select id, 'bench', 'ecomail', $2, now(), 'application/json', body, 'sent', email, status
  from unnest($1::uuid[], $3::bytea[], $4::text[], $5::text[]) as notice (id, body, email, status)`;
const intoOutbox = `
  insert into outbox (message_id, exchange, type, shop_id, occurred_at, body)
  select id, 'bare', 'bare', 'bench', now(), body from unnest($1::uuid[], $2::text[]) as message (id, body)`;

let waiting = [];
let isBusy = false;

async function writeAll() {
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    const notices = batch.map(({ body }) => ({ id: randomUUID(), body, ...JSON.parse(body).payload }));
    const ids = notices.map(({ id }) => id);
    await client.query('begin');
    await client.query(intoNotices, [
      ...[ids, rows[0].id, notices.map(({ body }) => body)],
      ...[notices.map(({ email }) => email), notices.map(({ status }) => status)],
    ]);
    await client.query(intoOutbox, [
      ids,
      notices.map((notice) => JSON.stringify({ data: { ...notice, body: undefined } })),
    ]);
    await client.query('commit');
    for (const { response } of batch) response.end('{"status":"stored"}');
  }
  isBusy = false;
}

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    waiting.push({ body: Buffer.concat(chunks), response });
    if (isBusy) return;
    isBusy = true;
    setImmediate(writeAll);
  });
}).listen(Number(HTTP_PORT), '127.0.0.1', announceReady);
