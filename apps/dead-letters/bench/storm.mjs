/**
 * A storm of 100,000 dead letters is drained while another service goes on: awards by HTTP, told by its outbox. What its
 * callers wait for meanwhile stands beside what they wait for when nothing is drained. BENCH_LETTERS: fewer, for a try.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { quantile } from '../../../tools/bench/report.mjs';
import { callerOf } from '../../../tools/start/endpoints.mjs';
import { lettersIn, park, withLetters } from './stage.mjs';

const letters = Number(process.env.BENCH_LETTERS ?? 100_000);
const perSecond = 10;
const calmSeconds = 30;
const warmUpSeconds = 5;
const customers = 50;

export const stormRun = () =>
  withLetters(
    async ({ settings, database, rabbitUrl, start }) => {
      await park(rabbitUrl, letters);
      const award = await awardsIn(settings);
      await awarding(award, () => delay(warmUpSeconds * 1_000));
      const calm = await awarding(award, () => delay(calmSeconds * 1_000));
      const service = await start();
      const count = lettersIn(database);
      const begun = { at: performance.now(), letters: await count(), cpu: service.cpuSeconds() };
      const storm = await awarding(award, async () => {
        while ((await count()) < letters) await delay(200);
      });
      const seconds = (performance.now() - begun.at) / 1_000;
      const at = (share) => ({ value: quantile(storm, share), bare: quantile(calm, share) });
      return [
        { name: 'storm-award-median', unit: 'ms, bare: calm', ...at(0.5) },
        { name: 'storm-award-p95', unit: 'ms, bare: calm', ...at(0.95), bound: { ratioMax: 1.25 } },
        { name: 'storm-drained', unit: 'letters/s', value: (letters - begun.letters) / seconds },
        {
          name: 'storm-drain-share',
          unit: 'of a core',
          value: (service.cpuSeconds() - begun.cpu) / seconds,
        },
      ];
    },
    ['loyalty-core'],
  );

/** A shop and its customers; each call awards to the next of them. */
async function awardsIn(settings) {
  const ask = callerOf(settings);
  const core = `${settings.services['loyalty-core'].url}/shops`;
  await ask('POST', core, { id: 'bench', name: 'Bench', language: 'cs', timeZone: 'Europe/Prague' });
  const ids = [];
  for (let index = 0; index < customers; index += 1) {
    const email = `customer${index}@shop.test`;
    ids.push((await ask('POST', `${core}/bench/customers`, { email, registered: true })).body.id);
  }
  return (index) => {
    const headers = { 'idempotency-key': randomUUID() };
    const path = `${core}/bench/customers/${ids[index % ids.length]}/awards`;
    return ask('POST', path, { amount: '1.00', reason: 'order' }, { headers });
  };
}

/** Awards at a steady pace until `work` is done: how long each took, in ms, counted from when it was due. */
async function awarding(award, work) {
  const times = [];
  const underWay = new Set();
  let isOver = false;
  const working = work().finally(() => (isOver = true));
  const begun = performance.now();
  for (let made = 0; !isOver; made += 1) {
    const due = begun + (made * 1_000) / perSecond;
    await delay(Math.max(0, due - performance.now()));
    const call = award(made).then(() => times.push(performance.now() - due));
    underWay.add(call);
    void call.finally(() => underWay.delete(call));
  }
  await working;
  await Promise.all(underWay);
  return times;
}
