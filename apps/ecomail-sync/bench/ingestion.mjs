/**
 * Ingestion while delivering: changes of credit of customers who are in the list arrive faster than they can be taken,
 * and those taken before are written and told meanwhile. Beside it the bare batched consumer, which delivers nothing.
 */
import { bareConsumer, rateOf, withClient } from '../../../tools/bench/consume.mjs';
import { aCreditChanged, publishAll } from '../../../tools/bench/messages.mjs';
import { cpuSecondsOf } from '../../../tools/bench/programs.mjs';
import { callsOf, openShop, withSystem } from '../../../tools/bench/system.mjs';
import { require, until, withWorkplace } from '../../../tools/bench/workplace.mjs';

const { compose, CustomerChanged } = require('@ellity/contracts');
const { outgoingOf } = require('@ellity/messaging');

const shopId = 'demo';
const size = { messages: 60_000, warmUp: 20_000, customers: 20_000 };
/** Fewer calls than this meanwhile, and it was not delivering. */
const callsMin = 1_000;

export async function ingestionRun() {
  const own = await withSystem(whileDelivering, ['loyalty-core', 'ecomail-sync', 'ecomail-sandbox']);
  const bare = await withWorkplace((place) => bareConsumer(place, 'bare/consumer.mjs', size));
  return [
    {
      ...{ name: 'ingestion-delivering', unit: 'messages/s', value: own.rate, bare: bare.rate },
      bound: { ratioMin: 0.25 },
    },
    { name: 'ingestion-delivering-cpu', unit: 'µs/message', value: own.cpu, bare: bare.cpu },
    { name: 'ingestion-calls', unit: 'calls/s', value: own.calls },
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
    await openShop(system, { shopId });
    const stored = 'select count(*) from contacts where is_known and dirty_since is null';
    await until(() => countOf(stored), size.customers, { everyMs: 200 });
    await database.query('vacuum analyze');
    const [{ now }] = (await database.query('select now()')).rows;
    const received = () => countOf(`select count(*) from inbox where received_at > '${now.toISOString()}'`);
    const publishing = publishAll(rabbitUrl, size.messages, (index) =>
      outgoingOf(aCreditChanged(index, size.customers)),
    );
    await until(received, size.warmUp, { everyMs: 100 });
    const before = [await received(), cpuSeconds(), (await callsOf(sandbox))['create-event'] ?? 0];
    const begun = performance.now();
    await Promise.all([publishing, until(received, size.messages, { everyMs: 200 })]);
    const seconds = (performance.now() - begun) / 1000;
    const calls = ((await callsOf(sandbox))['create-event'] ?? 0) - before[2];
    if (calls < callsMin) throw new Error(`only ${calls} events were told meanwhile`);
    const { rows } = await database.query(
      `select extract(epoch from received_at)::float8 as at, count(*)::int as messages from inbox
       where received_at > $1 group by 1 order by 1`,
      [now],
    );
    const cpu = ((cpuSeconds() - before[1]) / (size.messages - before[0])) * 1e6;
    return { rate: rateOf(rows, size.warmUp), cpu, calls: calls / seconds };
  });
}

function profileAt(index) {
  const nothing = { phone: null, group: null, referralCode: null, referralLink: null };
  const name = { firstName: 'Jana', lastName: 'Nováková' };
  const data = { email: `i${index}@bench.test`, registered: true, marketingConsent: 'granted' };
  const subject = `0199f3c1-7b1a-7c3e-9a55-${String(index).padStart(12, '0')}`;
  const about = { source: 'loyalty-core', shopId, subject, sequence: String(Date.now() * 1000 + index) };
  return outgoingOf(compose(CustomerChanged, { ...data, ...name, ...nothing }, about));
}
