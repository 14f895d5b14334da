/**
 * Letters sent back with their outcomes awaited, once ramped, beside a bare publisher; and what of 10,000 fails a second
 * time when a fix cured 60 in a hundred. The service that they go back to reports outcomes and does nothing else.
 */
import { startProgram } from '../../../tools/bench/programs.mjs';
import { require, until } from '../../../tools/bench/workplace.mjs';
import { failure, lettersIn, park, queue, withLetters } from './stage.mjs';

const { BrokerConnection } = require('@ellity/messaging');
const letters = Number(process.env.BENCH_LETTERS ?? 20_000);
/** So many have an outcome before it counts as ramped. */
const ramped = 1_000;

export async function replaysRun() {
  return [...(await allCured()), ...(await partlyCured(letters / 2))];
}

const allCured = () =>
  withReplay(
    letters,
    () => 'done',
    async ({ database, action, rabbitUrl, channel, stop }) => {
      await until(async () => Number(await settledOf(database)), letters, { everyMs: 100 });
      const { rows } = await database.query(
        `select extract(epoch from max(settled_at) - min(settled_at))::float8 as seconds, count(*)::int as letters
       from (select settled_at from attempts order by settled_at offset ${ramped}) as later`,
      );
      const { rows: sealed } = await database.query(
        'select count(*)::int as n from letters where state = $1',
        ['delivered'],
      );
      if (sealed[0].n !== letters)
        throw new Error(`${sealed[0].n} of ${letters} were delivered by ${action}`);
      await stop();
      return [
        {
          name: 'replays',
          unit: 'letters/s',
          value: rows[0].letters / rows[0].seconds,
          bare: await barePublishRate(rabbitUrl, channel),
          bound: { valueMin: 1_000 },
        },
      ];
    },
  );

/** Of those that are not cured, the share that failed once more until the replay had paused by itself, in per cent. */
const partlyCured = (count) =>
  withReplay(
    count,
    (index) => (index % 10 < 6 ? 'done' : 'failed'),
    async ({ database, call, action }) => {
      await until(async () => Number((await call('GET', `/actions/${action}`)).stopped !== null), 1, {
        everyMs: 50,
      });
      const { rows } = await database.query(
        `select count(*) filter (where state in ('failed', 'sending', 'sent', 'retrying'))::int as failed from attempts`,
      );
      return [
        {
          name: 'replays-failed-again',
          unit: '% of the rest',
          value: (100 * rows[0].failed) / (0.4 * count),
          bound: { valueMax: 2 },
        },
      ];
    },
  );

/** `outcomeOf` says by the order of arrival what becomes of a letter. */
function withReplay(count, outcomeOf, work) {
  return withLetters(async (stage) => {
    const { database, rabbitUrl, call, start } = stage;
    await park(rabbitUrl, count);
    const service = await start();
    await until(lettersIn(database), count, { everyMs: 100 });
    await database.query('vacuum analyze');
    const stopJobs = await answerJobs(rabbitUrl, outcomeOf);
    const asked = { kind: 'replay', why: 'a figure of the bench', filter: { queue }, count, rate: 5_000 };
    try {
      const { id: action } = await call('POST', '/actions', asked);
      return await work({ ...stage, action, stop: () => service.stop() });
    } finally {
      await stopJobs();
    }
  });
}

/** The service that the letters go back to. */
async function answerJobs(rabbitUrl, outcomeOf) {
  const connection = await BrokerConnection.open(rabbitUrl, 'bench');
  const channel = await connection.createChannel();
  await channel.prefetch(500);
  let arrived = 0;
  await channel.consume(queue, ({ content, properties, fields }) => {
    const outcome = outcomeOf(arrived++);
    const { headers, ...rest } = properties;
    const own = { ...headers, 'failed-queue': queue, outcome };
    if (outcome === 'failed') {
      Object.assign(own, failure);
      const options = { ...rest, userId: 'bench', headers: { ...headers, ...failure } };
      channel.sendToQueue(`${queue}.dlq`, content, options);
    }
    channel.sendToQueue('dead-letters.outcomes', Buffer.alloc(0), { userId: 'bench', headers: own });
    channel.ack({ fields });
  });
  return () => connection.close();
}

const settledOf = async (database) =>
  (await database.query('select count(*) from attempts where settled_at is not null')).rows[0].count;

/** Nobody reads what it publishes: the service has ended, and no queue is bound but that of what nobody is bound to. */
async function barePublishRate(rabbitUrl, channel) {
  const messages = 50_000;
  const env = { RABBITMQ_URL: rabbitUrl, MESSAGES: String(messages) };
  const program = await startProgram('bare/publisher.mjs', env);
  const begun = performance.now();
  program.begin();
  await until(async () => (await channel.checkQueue('unrouted')).messageCount, messages, { everyMs: 20 });
  const seconds = (performance.now() - begun) / 1_000;
  await program.stop();
  return messages / seconds;
}
