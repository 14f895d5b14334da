/**
 * Ingestion while delivering: changes of credit of customers who are in the list arrive faster than they can be taken,
 * and those taken before are written and told meanwhile, with all the calls that a key has: 1,000 a minute, counted by the
 * sandbox in a sliding minute. Beside it the bare batched consumer, which delivers nothing.
 */
import { bareConsumer, rateOf, withClient } from '../../../tools/bench/consume.mjs';
import { aCreditChanged, publishAll } from '../../../tools/bench/messages.mjs';
import { cpuSecondsOf } from '../../../tools/bench/programs.mjs';
import { call } from '../../../tools/start/endpoints.mjs';
import { callsOf, openShop, withSystem } from '../../../tools/bench/system.mjs';
import { require, until, withWorkplace } from '../../../tools/bench/workplace.mjs';

const { compose, CustomerChanged } = require('@ellity/contracts');
const { outgoingOf } = require('@ellity/messaging');

const shopId = 'demo';
const size = { messages: 100_000, warmUp: 20_000, customers: 20_000 };
const perMinute = 1_000;
/** Less of the calls that are allowed meanwhile is a bound missed, less than half of that no delivering. */
const usedMin = 0.9;

export async function ingestionRun() {
  const own = await withSystem(whileDelivering, ['loyalty-core', 'ecomail-sync', 'ecomail-sandbox']);
  const bare = await withWorkplace((place) => bareConsumer(place, 'bare/consumer.mjs', size));
  return [
    {
      ...{ name: 'ingestion-delivering', unit: 'messages/s', value: own.rate, bare: bare.rate },
      bound: { ratioMin: 0.25 },
    },
    { name: 'ingestion-delivering-cpu', unit: 'µs/message', value: own.cpu, bare: bare.cpu },
    { name: 'ingestion-used', unit: 'of allowed', value: own.used, bound: { valueMin: usedMin } },
  ];
}

async function whileDelivering(system) {
  const { settings, sandbox } = system;
  const rabbitUrl = settings.broker['loyalty-core'];
  const cpuSeconds = () => cpuSecondsOf(system.pidOf('ecomail-sync'));
  return withClient(settings.databases['ecomail-sync'], async (database) => {
    const countOf = async (sql) => Number((await database.query(sql)).rows[0].count);
    await publishAll(rabbitUrl, size.customers, profileAt);
    await until(() => countOf('select count(*) from contacts'), size.customers, { everyMs: 200 });
    await call('PATCH', `${sandbox.url}/_sandbox/switches`, { rateLimit: 'sliding' });
    await openShop(system, { shopId, requestsPerMinute: perMinute });
    const stored = 'select count(*) from contacts where is_known and dirty_since is null';
    await until(() => countOf(stored), size.customers, { everyMs: 200 });
    await database.query('vacuum analyze');
    const [{ now }] = (await database.query('select now()')).rows;
    const received = () => countOf(`select count(*) from inbox where received_at > '${now.toISOString()}'`);
    const publishing = publishAll(rabbitUrl, size.messages, (index) =>
      outgoingOf(aCreditChanged(index, size.customers)),
    );
    await until(received, size.warmUp, { everyMs: 100 });
    const before = [await received(), cpuSeconds(), await callsSoFar(sandbox)];
    const begun = performance.now();
    await Promise.all([publishing, until(received, size.messages, { everyMs: 200 })]);
    const seconds = (performance.now() - begun) / 1000;
    const used = (((await callsSoFar(sandbox)) - before[2]) * 60) / (perMinute * seconds);
    if (used < usedMin / 2) throw new Error(`only ${used} of the calls that are allowed were made meanwhile`);
    const { rows } = await database.query(
      `select extract(epoch from received_at)::float8 as at, count(*)::int as messages from inbox
       where received_at > $1 group by 1 order by 1`,
      [now],
    );
    const cpu = ((cpuSeconds() - before[1]) / (size.messages - before[0])) * 1e6;
    return { rate: rateOf(rows, size.warmUp), cpu, used };
  });
}

const callsSoFar = async (sandbox) =>
  Object.values(await callsOf(sandbox)).reduce((sum, calls) => sum + calls, 0);

function profileAt(index) {
  const nothing = { phone: null, group: null, referralCode: null, referralLink: null };
  const name = { firstName: 'Jana', lastName: 'Nováková' };
  const data = { email: `i${index}@bench.test`, registered: true, marketingConsent: 'granted' };
  const subject = `0199f3c1-7b1a-7c3e-9a55-${String(index).padStart(12, '0')}`;
  const about = { source: 'loyalty-core', shopId, subject, sequence: String(Date.now() * 1000 + index) };
  return outgoingOf(compose(CustomerChanged, { ...data, ...name, ...nothing }, about));
}
