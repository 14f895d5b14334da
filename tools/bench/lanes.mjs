/**
 * The lanes of a key while 5,000 tracker events wait: which share of the allowed calls is used at 300 ms an answer, at
 * 1.5 s, and where one call in a hundred is never answered; how long a PIN change takes meanwhile, and while a bulk of
 * another shop hangs on the same key. `lanes` has one instance of ecomail-sync, `lanes-two` has two. The bare program
 * makes a call whenever the limit allows one.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { call } from '../start/endpoints.mjs';
import { pacedShare } from './bare/paced.mjs';
import { freePort, startService } from './programs.mjs';
import { quantile } from './report.mjs';
import { inParallel } from './http-calls.mjs';
import { openShop, withSystem } from './system.mjs';

const perMinute = 1_000;
const events = 5_000;
const seconds = 60;
const pins = { count: 20, everyMs: 1_500 };

export const lanesRun = () => measured('lanes', 1);
export const twoInstancesRun = () => measured('lanes-two', 2);

function measured(name, instances) {
  return withSystem(async (system) => {
    await call('PATCH', `${system.sandbox.url}/_sandbox/switches`, { rateLimit: 'sliding' });
    const { sandbox, definitions } = system;
    const sync = definitions['ecomail-sync'];
    const urls = [sync.url];
    const more = [];
    for (let count = 1; count < instances; count += 1) {
      const port = await freePort();
      urls.push(`http://127.0.0.1:${port}`);
      more.push(await startService('ecomail-sync', { ...sync.env, HTTP_PORT: String(port) }, urls.at(-1)));
    }
    try {
      const shop = await openShop(system, { requestsPerMinute: perMinute, quietSeconds: 0 });
      const other = await openShop(system, {
        shopId: 'other',
        eventCategory: 'ellity-other',
        requestsPerMinute: perMinute,
        quietSeconds: 0,
      });
      const pinOwners = await customersOf(shop, pins.count * 2, 'pin', { registered: false });
      await fill(shop);
      const counts = () => callCounts(urls);
      const readings = [];
      const window = async (label, faults, bareOptions) => {
        await setFaults(sandbox, faults);
        await delay(5_000);
        const bareAccount = await call('POST', `${sandbox.url}/_sandbox/accounts`, { name: label });
        const [before, begun] = [await counts(), performance.now()];
        const bare = pacedShare(sandbox.url, {
          key: bareAccount.body.key,
          perMinute,
          seconds,
          ...bareOptions,
        });
        const pinTimes =
          label === '300ms' ? await pinTimesOf(system, shop, pinOwners.splice(0, pins.count)) : [];
        await delay(Math.max(0, seconds * 1000 - (performance.now() - begun)));
        const [after, tookMs] = [await counts(), performance.now() - begun];
        const value = (after.calls - before.calls) / ((perMinute / 60_000) * tookMs);
        readings.push({
          ...{ name: `${name}-used-${label}`, unit: 'of allowed', value, bare: await bare },
          bound: { valueMin: 0.97 },
        });
        if (pinTimes.length > 0) readings.push(...pinReadings(`${name}-pin`, pinTimes, 1_000));
      };
      const callOf = bareEvent;
      await window('300ms', [latency(300)], { callOf });
      await window('1500ms', [latency(1_500)], { callOf });
      await window('unanswered', [{ action: 'silent', call: 'create-event', rate: 0.01 }, latency(300)], {
        callOf,
      });
      await setFaults(sandbox, [{ action: 'silent', containing: '@hangs.test' }, latency(300)]);
      await customersOf(other, 10, 'x', { registered: true }, '@hangs.test');
      await delay(2_000);
      const hanging = await pinTimesOf(system, shop, pinOwners.splice(0, pins.count));
      readings.push(...pinReadings(`${name}-pin-hanging`, hanging, 2_000));
      const { waiting } = await shop.reconciliation();
      if (waiting < 200)
        throw new Error(`only ${waiting} events are left: the last figures had nothing to wait behind`);
      const { tooMany } = await counts();
      return [...readings, { name: `${name}-429`, unit: 'calls', value: tooMany, bound: { valueMax: 0 } }];
    } finally {
      await Promise.all(more.map((program) => program.stop()));
    }
  });
}

const latency = (latencyMs) => ({ action: 'latency', call: 'create-event', latencyMs });

/** Registers the customers, then gives each a credit change: that many tracker events. */
async function fill(shop) {
  const customers = await customersOf(shop, events, 'c', { registered: true });
  await inParallel(customers, ({ id }) => shop.award(id, '10.00'));
}

export async function customersOf(shop, count, name, { registered }, domain = '@shop.test') {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return inParallel(numbers, async (index) => {
    const email = `${name}${index}${domain}`;
    return { id: await shop.register(email, { registered }), email };
  });
}

/** Ms from the change in loyalty-core until Ecomail has the contact's PIN and its tracker event. */
export async function pinTimesOf({ sandbox }, shop, owners, everyMs = pins.everyMs) {
  const times = [];
  const asked = owners.map(async ({ id, email }, index) => {
    await delay(index * everyMs);
    const seen = await eventsOf(sandbox, email);
    const begun = performance.now();
    await shop.issuePin(id);
    while ((await eventsOf(sandbox, email)) === seen) {
      if (performance.now() - begun > 60_000) break;
      await delay(20);
    }
    times.push(performance.now() - begun);
  });
  await Promise.all(asked);
  return times;
}

async function eventsOf({ url }, email) {
  const { body } = await call('GET', `${url}/_sandbox/events?email=${encodeURIComponent(email)}`);
  return body.rows.filter(({ label }) => label === 'pin').length;
}

export const pinReadings = (name, times, maxMs) => [
  { name: `${name}-median`, unit: 'ms', value: quantile(times, 0.5) },
  { name: `${name}-p95`, unit: 'ms', value: quantile(times, 0.95), bound: { valueMax: maxMs } },
];

/** Replaces what goes wrong, for all accounts alike. */
async function setFaults({ url }, faults) {
  await call('DELETE', `${url}/_sandbox/faults`);
  for (const fault of faults) await call('POST', `${url}/_sandbox/faults`, fault);
}

/** Finished calls of all instances, and those of them that Ecomail found too many. */
async function callCounts(urls) {
  const sums = { calls: 0, tooMany: 0 };
  for (const url of urls) {
    const text = await (await fetch(`${url}/metrics`)).text();
    for (const [, labels, value] of text.matchAll(/^ecomail_calls_total\{([^}]*)\} (\d+)/gm)) {
      sums.calls += Number(value);
      if (labels.includes('status="429"')) sums.tooMany += Number(value);
    }
  }
  return sums;
}

function bareEvent(index) {
  const event = {
    email: `bare${index}@shop.test`,
    category: 'ellity',
    action: 'change',
    label: 'credit',
    value: '{}',
  };
  return { path: '/tracker/events', body: JSON.stringify({ event }) };
}
