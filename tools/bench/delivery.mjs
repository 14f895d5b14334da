/**
 * `merging`: ten changes to each of 1,000 customers, told within five seconds in the name of loyalty-core, beside the plain
 * way that a call for every field and every event is. `export`: 100,000 customers into a fresh list that answers in 200 ms,
 * then a PIN behind 10,000 changes of credit. `fairness`: what a second shop feels of one that has 100,000 contacts to write.
 * BENCH_CUSTOMERS: another number than 100,000, for a try.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { call, callerOf } from '../start/endpoints.mjs';
import { withClient } from './consume.mjs';
import { customersOf, pinReadings, pinTimesOf } from './lanes.mjs';
import { quantile } from './report.mjs';
import { publishAll } from './messages.mjs';
import { inParallel } from './http-calls.mjs';
import { callsOf, eventually, openShop, withSystem } from './system.mjs';
import { require, until } from './workplace.mjs';

const { compose, CreditChanged, CustomerChanged } = require('@ellity/contracts');
const { outgoingOf } = require('@ellity/messaging');

const merged = { customers: 1_000, changes: 10, everyMs: 480 };
const exported = Number(process.env.BENCH_CUSTOMERS ?? 100_000);

export const mergingRun = () =>
  withSystem(async (system) => {
    const shop = await openShop(system, { quietSeconds: 5 });
    const numbers = Array.from({ length: merged.customers }, (_, index) => index);
    const ids = await inParallel(numbers, (index) => shop.register(`m${index}@shop.test`));
    await quiet(shop);
    const [before, begun] = [await callsOf(system.sandbox), performance.now()];
    const received = (await shop.reconciliation()).in;
    const sequence = Date.now() * 1000;
    for (let round = 0; round < merged.changes; round++) {
      await publishAll(system.settings.broker['loyalty-core'], ids.length, (index) => {
        const change = round * ids.length + index;
        const about = { shopId: shop.shopId, subject: ids[index], sequence: String(sequence + change) };
        const credit = creditOf(change, `${5 * (round + 1)}.00`);
        return outgoingOf(compose(CreditChanged, credit, { source: 'loyalty-core', ...about }));
      });
      const nextAt = begun + (round + 1) * merged.everyMs;
      if (round < merged.changes - 1) await delay(Math.max(0, nextAt - performance.now()));
    }
    const publishedSeconds = (performance.now() - begun) / 1000;
    await until(async () => (await shop.reconciliation()).in, received + merged.customers * merged.changes, {
      everyMs: 50,
    });
    await quiet(shop);
    const seconds = (performance.now() - begun) / 1000;
    const after = await callsOf(system.sandbox);
    const made = (kind) => (after[kind] ?? 0) - (before[kind] ?? 0);
    const plain = await plainWay(system.sandbox, merged.customers * merged.changes);
    const writes = made('update-subscriber-bulk') + made('subscribe-bulk') + made('update-subscriber');
    return [
      { name: 'merging-published', unit: 's', value: publishedSeconds, bound: { valueMax: 5 } },
      { name: 'merging-writes', unit: 'calls', value: writes, bare: plain.writes, bound: { valueMax: 60 } },
      {
        name: 'merging-events',
        unit: 'calls',
        value: made('create-event'),
        bare: plain.events,
        bound: { valueMax: 2_000 },
      },
      { name: 'merging-quiet', unit: 's until quiet', value: seconds, bare: plain.seconds },
    ];
  });

/** As plugins of shops do it: for each change a call that writes the contact, then one that tells the event. */
async function plainWay({ url }, changes) {
  const { body } = await call('POST', `${url}/_sandbox/accounts`, { name: 'plain' });
  const headers = { key: body.key };
  const { body: list } = await call('POST', `${url}/lists`, { name: 'Plain' }, { headers });
  const begun = performance.now();
  await inParallel(
    Array.from({ length: changes }, (_, index) => index),
    async (index) => {
      const email = `p${index % merged.customers}@shop.test`;
      const subscriber_data = { email, custom_fields: { ellity_credit: `${index},00` } };
      await call(
        'POST',
        `${url}/lists/${list.id}/subscribe`,
        { subscriber_data, update_existing: true },
        { headers },
      );
      const event = { email, category: 'plain', action: 'change', label: 'credit', value: '{}' };
      await call('POST', `${url}/tracker/events`, { event }, { headers });
    },
  );
  return { writes: changes, events: changes, seconds: (performance.now() - begun) / 1000 };
}

/** A shop whose customers the mirror knows and whose list holds none of them: nothing is written until it is resumed. */
export async function crowdedShop(system) {
  const { settings } = system;
  const sequence = Date.now() * 1000;
  const nothing = { phone: null, group: null, referralCode: null, referralLink: null };
  const profile = { firstName: 'Jana', registered: true, marketingConsent: 'granted', ...nothing };
  const publish = (type, count, dataOf, first) =>
    publishAll(settings.broker['loyalty-core'], count, (index) => {
      const about = { shopId: 'bench', subject: subjectOf(index), sequence: String(first + index) };
      return outgoingOf(compose(type, dataOf(index), { source: 'loyalty-core', ...about }));
    });
  const profileOf = (index) => ({ ...profile, email: `e${index}@bench.test`, lastName: `Nováková${index}` });
  await publish(CustomerChanged, exported, profileOf, sequence);
  await withClient(settings.databases['ecomail-sync'], async (database) => {
    const known = async () => Number((await database.query('select count(*) from contacts')).rows[0].count);
    await until(known, exported, { everyMs: 200 });
  });
  const shop = await openShop(system, { holdWrites: true });
  const ask = callerOf(settings);
  const connection = `${settings.services['ecomail-sync'].url}/connections/bench`;
  return {
    ...shop,
    ask: (method, path, body) => ask(method, `${connection}${path}`, body),
    /** A change of credit for each of the first so many, in the name of loyalty-core. */
    changeCredits: (count) => publish(CreditChanged, count, creditOf, sequence + exported),
  };
}

const subjectOf = (index) => `0199f3c1-7b1a-7c3e-9a55-${String(index).padStart(12, '0')}`;

function creditOf(index, balance = '5.00') {
  const change = { amount: '5.00', reason: 'order', entryId: subjectOf(exported + index) };
  const changedAt = new Date().toISOString();
  return { balance, change, nextExpiration: null, changedAt, announce: true };
}

const slow = (system, over) =>
  call('POST', `${system.sandbox.url}/_sandbox/faults`, { action: 'latency', latencyMs: 200, ...over });

export const exportRun = () =>
  withSystem(async (system) => {
    const shop = await crowdedShop(system);
    const owners = await customersOf(shop, 12, 'pin', { registered: false });
    await slow(system);
    const before = await callsOf(system.sandbox);
    const begun = performance.now();
    const { body: started } = await shop.ask('POST', '/exports', {});
    await shop.ask('POST', '/resume', {});
    const sizes = [];
    const view = await ended(shop, started.run.id, () => {
      const [[, size]] = system.memories().filter(([name]) => name === 'ecomail-sync');
      sizes.push(size);
    });
    const seconds = (performance.now() - begun) / 1000;
    const after = await callsOf(system.sandbox);
    const bulks = ['subscribe-bulk', 'update-subscriber-bulk'].reduce(
      (sum, kind) => sum + (after[kind] ?? 0) - (before[kind] ?? 0),
      0,
    );
    if (view.stored + view.unchanged < exported)
      throw new Error(`only ${view.stored + view.unchanged} are at Ecomail`);
    const half = Math.ceil(sizes.length / 2);
    const [early, late] = [Math.max(...sizes.slice(0, half)), Math.max(...sizes.slice(half), 0)];
    return [
      { name: 'export', unit: `s for ${exported}`, value: seconds, bound: { valueMax: 15 } },
      { name: 'export-writes', unit: 'calls', value: bulks, bound: { valueMax: 40 } },
      { name: 'export-memory', unit: 'MB at most', value: Math.max(early, late), bound: { valueMax: 300 } },
      { name: 'export-memory-growth', unit: 'MB, 2nd half', value: Math.max(0, late - early) },
      ...(await pinsBehindCredits(system, shop, owners)),
    ];
  });

/** How long a PIN takes while a tenth as many changes of credit as there are customers wait for their calls. */
async function pinsBehindCredits(system, shop, owners) {
  await quiet(shop);
  const credits = exported / 10;
  const expected = (await shop.reconciliation()).in + credits;
  await shop.changeCredits(credits);
  await until(async () => (await shop.reconciliation()).in, expected, { everyMs: 50 });
  const times = await pinTimesOf(system, shop, owners, 500);
  if ((await shop.reconciliation()).waiting === 0)
    throw new Error('nothing was left for a PIN to wait behind');
  return pinReadings('export-pin', times, 2_000);
}

/** What a shop on a key of its own, which has little to do, feels of one that has all its customers to write. */
export const fairnessRun = () =>
  withSystem(async (system) => {
    const crowded = await crowdedShop(system);
    const { body: account } = await call('POST', `${system.sandbox.url}/_sandbox/accounts`, {
      name: 'other',
    });
    const other = await openShop(system, {
      shopId: 'other',
      eventCategory: 'ellity-other',
      apiKey: account.key,
    });
    const customers = await customersOf(other, 60, 'o', { registered: true });
    await quiet(other);
    const ids = customers.map(({ id }) => id);
    const alone = await notifiedTimes(other, ids.slice(0, 30));
    // So slow that it has work to the end.
    await slow(system, { latencyMs: 3_000, containing: '@bench.test' });
    await crowded.ask('POST', '/resume', {});
    const beside = await notifiedTimes(other, ids.slice(30));
    const { counts } = await crowded.connection();
    if (counts.toWrite === 0) throw new Error('the crowded shop had nothing left to write');
    return [
      {
        ...{ name: 'fairness-other-shop-p95', unit: 'ms' },
        ...{ value: quantile(beside, 0.95), bare: quantile(alone, 0.95), bound: { valueMax: 300 } },
      },
    ];
  });

/** From the change to the event accepted, of a shop that is else idle. */
async function notifiedTimes(shop, customers) {
  const times = [];
  for (const id of customers) {
    const entry = await shop.award(id, '5.00');
    times.push(
      await eventually(async () => {
        const notified = (await shop.story(entry)).find((step) => step.what.includes('accepted'))?.atMs;
        if (notified === undefined) throw new Error('nobody is notified of the change yet');
        return notified;
      }),
    );
  }
  return times;
}

export async function ended(shop, id, look) {
  for (;;) {
    const { body } = await shop.ask('GET', `/exports/${id}`);
    look();
    if (body.run.state === 'done') return body;
    if (!['waiting', 'running'].includes(body.run.state)) throw new Error(`the export is ${body.run.state}`);
    await delay(100);
  }
}

async function quiet(shop) {
  const settled = async () => ((await shop.reconciliation()).waiting === 0 ? 1 : 0);
  await until(settled, 1, { everyMs: 50 });
}
