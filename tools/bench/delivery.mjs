/**
 * `merging`: ten changes to each of 1,000 customers inside five seconds, beside the plain way that a call for every
 * field and every event is. `export`: 100,000 customers into a fresh list that answers in 200 ms, and what a second
 * shop on a key of its own feels of it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { call, callerOf } from '../start/endpoints.mjs';
import { withClient } from './consume.mjs';
import { quantile } from './report.mjs';
import { publishAll } from './messages.mjs';
import { inParallel } from './http-calls.mjs';
import { callsOf, eventually, openShop, withSystem } from './system.mjs';
import { require, until } from './workplace.mjs';

const { AwardCredit, compose, CustomerChanged } = require('@ellity/contracts');
const { outgoingOf } = require('@ellity/messaging');

const merged = { customers: 1_000, changes: 10 };
const exported = 100_000;

export const mergingRun = () =>
  withSystem(async (system) => {
    const shop = await openShop(system, { quietSeconds: 5 });
    const numbers = Array.from({ length: merged.customers }, (_, index) => index);
    const ids = await inParallel(numbers, (index) => shop.register(`m${index}@shop.test`));
    await quiet(shop);
    const [before, begun] = [await callsOf(system.sandbox), performance.now()];
    const received = (await shop.reconciliation()).in;
    await publishAll(system.settings.broker['shop-adapter'], merged.customers * merged.changes, (index) => {
      const data = { amount: '1.00', reason: 'order', idempotencyKey: `merged-${index}` };
      const subject = ids[index % ids.length];
      return outgoingOf(compose(AwardCredit, data, { source: 'shop-adapter', shopId: shop.shopId, subject }));
    });
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

export const exportRun = () =>
  withSystem(async (system) => {
    const { settings, sandbox } = system;
    const subjectOf = (index) => `0199f3c1-7b1a-7c3e-9a55-${String(index).padStart(12, '0')}`;
    const sequence = Date.now() * 1000;
    const nothing = { phone: null, group: null, referralCode: null, referralLink: null };
    const profile = { firstName: 'Jana', registered: true, marketingConsent: 'granted', ...nothing };
    await publishAll(settings.broker['loyalty-core'], exported, (index) => {
      const data = { ...profile, email: `e${index}@shop.test`, lastName: `Nováková${index}` };
      const about = { shopId: 'bench', subject: subjectOf(index), sequence: String(sequence + index) };
      return outgoingOf(compose(CustomerChanged, data, { source: 'loyalty-core', ...about }));
    });
    await withClient(settings.databases['ecomail-sync'], async (database) => {
      const known = async () => Number((await database.query('select count(*) from contacts')).rows[0].count);
      await until(known, exported, { everyMs: 200 });
    });
    await openShop(system);
    const { body: account } = await call('POST', `${sandbox.url}/_sandbox/accounts`, { name: 'other' });
    const other = await openShop(system, {
      shopId: 'other',
      eventCategory: 'ellity-other',
      apiKey: account.key,
    });
    const customers = await inParallel(
      Array.from({ length: 30 }, (_, index) => index),
      (index) => other.register(`o${index}@shop.test`),
    );
    await quiet(other);
    await call('POST', `${sandbox.url}/_sandbox/faults`, { action: 'latency', latencyMs: 200 });
    const before = await callsOf(sandbox);
    const ask = callerOf(settings);
    const exports = `${settings.services['ecomail-sync'].url}/connections/bench/exports`;
    const begun = performance.now();
    const started = await ask('POST', exports, {});
    const felt = notifiedTimes(other, customers);
    const view = await ended(ask, `${exports}/${started.body.run.id}`);
    const seconds = (performance.now() - begun) / 1000;
    const times = await felt;
    const after = await callsOf(sandbox);
    const bulks = ['subscribe-bulk', 'update-subscriber-bulk'].reduce(
      (sum, kind) => sum + (after[kind] ?? 0) - (before[kind] ?? 0),
      0,
    );
    if (view.stored + view.unchanged < exported)
      throw new Error(`only ${view.stored + view.unchanged} are at Ecomail`);
    const [[, memory]] = system.peakMemories().filter(([name]) => name === 'ecomail-sync');
    return [
      { name: 'export', unit: 's for 100,000', value: seconds, bound: { valueMax: 15 } },
      { name: 'export-writes', unit: 'calls', value: bulks, bound: { valueMax: 40 } },
      { name: 'export-memory', unit: 'MB peak', value: memory, bound: { valueMax: 300 } },
      {
        name: 'export-other-shop-p95',
        unit: 'ms beyond 400',
        value: Math.max(0, quantile(times, 0.95) - 400),
        bound: { valueMax: 300 },
      },
    ];
  });

/** From the change to the event accepted, of a shop that is else idle; a write and an event at 200 ms an answer each. */
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

async function ended(ask, url) {
  for (;;) {
    const { body } = await ask('GET', url);
    if (body.run.state === 'done') return body;
    if (!['waiting', 'running'].includes(body.run.state)) throw new Error(`the export is ${body.run.state}`);
    await delay(100);
  }
}

async function quiet(shop) {
  const settled = async () => ((await shop.reconciliation()).waiting === 0 ? 1 : 0);
  await until(settled, 1, { everyMs: 50 });
}
