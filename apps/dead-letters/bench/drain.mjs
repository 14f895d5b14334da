/** A full dead-letter queue until every letter of it is stored, beside the bare batched consumer. */
import { bareConsumer } from '../../../tools/bench/consume.mjs';
import { until } from '../../../tools/bench/workplace.mjs';
import { lettersIn, park, withLetters } from './stage.mjs';

const messages = Number(process.env.BENCH_LETTERS ?? 60_000);
const size = { messages, warmUp: messages / 4, customers: messages };

export const drainRun = () =>
  withLetters(async ({ database, databaseUrl, rabbitUrl, start }) => {
    await park(rabbitUrl, messages);
    await database.query('vacuum analyze');
    const service = await start();
    const count = lettersIn(database);
    await until(count, size.warmUp, { everyMs: 20 });
    const [from, begun, cpuSeconds] = [await count(), performance.now(), service.cpuSeconds()];
    await until(count, messages, { everyMs: 20 });
    const seconds = (performance.now() - begun) / 1_000;
    const cpu = ((service.cpuSeconds() - cpuSeconds) / (messages - from)) * 1e6;
    await service.stop();
    const place = { rabbitUrl, postgresUrl: databaseUrl };
    const bare = await bareConsumer(place, 'bare/consumer.mjs', size);
    return [
      {
        name: 'drain',
        unit: 'letters/s',
        value: (messages - from) / seconds,
        bare: bare.rate,
        bound: { ratioMin: 0.3 },
      },
      { name: 'drain-cpu', unit: 'µs/letter', value: cpu, bare: bare.cpu },
    ];
  });
