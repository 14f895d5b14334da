/**
 * ecomail-sync with the tables of large shops: how long a change takes that nobody is in the way of, beside the same with
 * a thousand contacts; how its statements go, as PostgreSQL tells it; and what people and the housekeeping ask of all rows.
 * BENCH_CONTACTS and BENCH_EVENTS: other numbers than 1,000,000 and 10,000,000, for a try. BENCH_PLANS: a file for all
 * statements, a line of JSON each; without it only those are told of that read a large table from its beginning.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { withClient } from '../../../tools/bench/consume.mjs';
import { startService } from '../../../tools/bench/programs.mjs';
import { quantile } from '../../../tools/bench/report.mjs';
import { eventually, openShop, withSystem } from '../../../tools/bench/system.mjs';
import { callerOf } from '../../../tools/start/endpoints.mjs';
import { fill } from './fill.mjs';
import { statementsOf, watchPlans } from './plans.mjs';

const contacts = Number(process.env.BENCH_CONTACTS ?? 1_000_000);
const events = Number(process.env.BENCH_EVENTS ?? 10_000_000);
const changes = 100;
const warmUp = 20;
const say = (what) =>
  process.stderr.write(`large-sync: ${what}, ${new Date().toISOString().slice(11, 19)}\n`);

export const largeSyncRun = () =>
  withSystem(async (system) =>
    withClient(system.settings.databases['ecomail-sync'], async (database) => {
      const shop = await openShop(system);
      const call = callerOf(system.settings);
      const ask = (method, path, body) =>
        call(method, `${system.definitions['ecomail-sync'].url}${path}`, body);
      await bear(shop, 1_000, 'few');
      const few = { idle: await idleTimes(shop, 'a'), asked: await askedTimes(shop, ask) };
      await stopped(system.pidOf('ecomail-sync'));
      await fill(database, { contacts, events }, say);
      const { env, url } = system.definitions['ecomail-sync'];
      const service = await startService('ecomail-sync', env, url);
      try {
        await idleTimes(shop, 'w', warmUp);
        const many = { idle: await idleTimes(shop, 'b'), asked: await askedTimes(shop, ask) };
        const readings = await plansOf(database, shop, ask);
        return [...idleReadings(many.idle, few.idle), ...askedReadings(many.asked, few.asked), ...readings];
      } finally {
        await service.stop();
      }
    }),
  );

/** So many customers of the shop whom Ecomail has. */
async function bear(shop, count, name) {
  for (let n = 0; n < count; n += 50)
    await Promise.all(Array.from({ length: 50 }, (_, one) => shop.register(`${name}${n + one}@shop.test`)));
  await settled(shop);
}

const settled = (shop) =>
  eventually(async () => {
    const { waiting } = await shop.reconciliation();
    if (waiting > 0) throw new Error(`${waiting} events wait`);
  });

/** One change at a time, each of another customer. */
async function idleTimes(shop, name, count = changes) {
  const ids = [];
  for (let n = 0; n < count; n += 1) ids.push(await shop.register(`${name}${n}@shop.test`));
  await delay(5_000);
  const times = { stored: [], notified: [] };
  for (const id of ids) {
    const entry = await shop.award(id, '150.00');
    await delay(150);
    const way = await eventually(async () => {
      const steps = await shop.story(entry);
      const at = (what) => steps.find((step) => step.what.includes(what))?.atMs;
      const found = { stored: at('contact stored'), notified: at('accepted') };
      if (found.stored === undefined || found.notified === undefined)
        throw new Error('nobody was notified yet');
      return found;
    });
    times.stored.push(way.stored);
    times.notified.push(way.notified);
  }
  return times;
}

const idleReadings = (many, few) =>
  ['stored', 'notified'].map((what) => ({
    name: `large-sync-${what}-p95`,
    unit: 'ms',
    value: quantile(many[what], 0.95),
    bare: quantile(few[what], 0.95),
    bound: { ratioMax: 1.5 },
  }));

const nobody = '00000000-0000-7000-8000-000000000000';

/** What people and other services ask, in words, of a shop. */
const questions = {
  status: () => ['GET', '/connections/bench/status'],
  connection: () => ['GET', '/connections/bench'],
  'reconciliation, all': () => ['GET', '/reconciliation/bench'],
  'reconciliation, by hour': () => ['GET', '/reconciliation/bench?since=2026-01-01T00:00:00Z'],
  'first contacts': () => ['GET', '/connections/bench/contacts?limit=50'],
  'rejected contacts': () => ['GET', '/connections/bench/contacts?state=rejected&limit=50'],
  'incomplete contacts': () => ['GET', '/connections/bench/contacts?state=incomplete&limit=50'],
  'story of an entry': ({ entry }) => ['GET', `/story/${entry}?shop=bench`],
  'story of an entry, any shop': ({ entry }) => ['GET', `/story/${entry}`],
  'story of a customer': ({ customer }) => ['GET', `/connections/bench/customers/${customer}/story`],
  'story of a customer, any shop': ({ customer }) => ['GET', `/story/${customer}`],
  'story of an address': () => ['POST', '/story', { shop: 'bench', email: 'few1@shop.test' }],
  'fields of a customer': ({ customer }) => ['GET', `/contacts/bench/${customer}/fields`],
  'preview of an export': () => ['GET', '/connections/bench/exports/preview'],
  'last exports': () => ['GET', '/connections/bench/exports'],
  'last drift check': () => ['GET', '/connections/bench/drift'],
  'parked events, dismissed': () => [
    'POST',
    '/events/bench/parked',
    { reason: 'event-rejected', action: 'dismiss', remark: 'bench', events: [nobody] },
  ],
  metrics: () => ['GET', '/metrics'],
};

/** Question → milliseconds, each asked a few times. */
async function askedTimes(shop, ask, rounds = 5) {
  const customer = await shop.register('asked@shop.test');
  const entry = await shop.award(customer, '5.00');
  await delay(3_000);
  const times = {};
  for (const [name, question] of Object.entries(questions)) {
    times[name] = [];
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      try {
        await ask(...question({ customer, entry }));
      } catch (error) {
        say(`${name}: ${error.message.slice(0, 200)}`);
        break;
      }
      times[name].push(performance.now() - begun);
    }
  }
  return times;
}

const askedReadings = (many, few) =>
  Object.keys(questions)
    .filter((name) => many[name].length > 0 && few[name].length > 0)
    .map((name) => ({
      name: `large-sync ${name}`,
      unit: 'ms at most',
      value: Math.max(...many[name]),
      bare: Math.max(...few[name]),
    }));

/** Every statement of changes, questions and a round of the housekeeping. */
async function plansOf(database, shop, ask) {
  const plans = await watchPlans(database);
  try {
    await eventually(() => shop.connection());
    const all = [];
    const look = async (what, work) => {
      say(`plans of ${what}`);
      await work();
      await delay(500);
      const seen = plans.watched();
      all.push(...seen.map((one) => ({ ...one, what })));
    };
    await look('idle', () => delay(5_000));
    await look('changes', async () => {
      const ids = [];
      for (let n = 0; n < 30; n += 1)
        ids.push(await shop.register(`c${n}@shop.test`, { registered: n % 2 === 0 }));
      await delay(3_000);
      for (const id of ids) await shop.award(id, '5.00');
      for (const id of ids.filter((_, n) => n % 2 > 0)) await shop.issuePin(id);
      for (const id of ids) await shop.award(id, '7.00');
      await delay(5_000);
    });
    for (const [name, question] of Object.entries(questions)) {
      const customer = await shop.register('asked@shop.test');
      await delay(1_500);
      plans.watched();
      await look(name, () => ask(...question({ customer, entry: customer })).catch(() => undefined));
    }
    await look('housekeeping', () => delay(70_000));
    return told(all);
  } finally {
    await plans.end();
  }
}

function told(all) {
  const { lines, scanning } = statementsOf(all, say);
  const removing = lines.filter(({ text }) => /^(with removed as \( )?delete from/.test(text));
  return [
    {
      name: 'large-sync retention',
      unit: 'ms at most',
      value: Math.max(...removing.map((one) => one.msMost)),
    },
    { name: 'large-sync statements', unit: 'statements', value: lines.length },
    { name: 'large-sync scans', unit: 'statements', value: scanning.length, bound: { valueMax: 0 } },
  ];
}

async function stopped(pid) {
  process.kill(pid, 'SIGTERM');
  for (let left = 300; left > 0; left -= 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await delay(100);
  }
  throw new Error('ecomail-sync does not end');
}
