/** The relay to compare with: amqplib and pg alone. Claims 500, publishes, waits for the confirms, deletes, commits. */
import { amqp, begin, pg } from './parts.mjs';

const { RABBITMQ_URL, DATABASE_URL } = process.env;
const client = new pg.Client({ connectionString: DATABASE_URL });
await client.connect();
const connection = await amqp.connect(RABBITMQ_URL);
const channel = await connection.createConfirmChannel();

await begin();
for (;;) {
  await client.query('begin');
  const { rows } = await client.query(
    'select id, exchange, type, body from outbox where not is_bulk order by id limit 500 for update skip locked',
  );
  if (rows.length === 0) break;
  for (const { exchange, type, body } of rows) {
    channel.publish(exchange, type, Buffer.from(body), { persistent: true });
  }
  await channel.waitForConfirms();
  await client.query('delete from outbox where not is_bulk and id = any($1)', [rows.map(({ id }) => id)]);
  await client.query('commit');
}
await client.query('commit');
await connection.close();
await client.end();
