/** The sandbox alone: small calls (tracker events), and bulks of 3,000 contacts, as fast as it answers. */
import { cpuSecondsOf } from './programs.mjs';
import { callRate } from './http-calls.mjs';
import { withSystem } from './system.mjs';
import { call } from '../start/endpoints.mjs';

const small = { warmUp: 3_000, count: 15_000, atOnce: 20 };
const bulk = { warmUp: 10, count: 60, atOnce: 4, contacts: 3_000 };

export function sandboxRun() {
  return withSystem(
    async ({ sandbox, pidOf }) => {
      const { id } = (await call('POST', `${sandbox.url}/_sandbox/lists`, { name: 'Bench' })).body;
      const cpuSeconds = () => cpuSecondsOf(pidOf('ecomail-sandbox'));
      const measure = (load, callOf) =>
        callRate(sandbox.url, { ...load, callOf, headers: { key: sandbox.apiKey } }, cpuSeconds);
      const bulks = await measure(bulk, (index) => bulkOf(id, index));
      const calls = await measure(small, eventOf);
      return [
        { name: 'sandbox-bulks', unit: 'bulks/s', value: bulks.rate, bound: { valueMin: 30 } },
        { name: 'sandbox-calls', unit: 'calls/s', value: calls.rate, bound: { valueMin: 2_000 } },
        { name: 'sandbox-calls-cpu', unit: 'µs/call', value: calls.cpu },
      ];
    },
    ['ecomail-sandbox'],
  );
}

/** Ten different bulks take turns: contacts are new at first, known later. */
function bulkOf(list, index) {
  const first = (index % 10) * bulk.contacts;
  const contacts = Array.from({ length: bulk.contacts }, (_, at) => ({
    email: addressOf(first + at),
    status: 1,
    custom_fields: {
      ellity_credit: `${index},00`,
      ellity_credit_num: index,
      ellity_registered: 'registered',
    },
  }));
  const body = { subscriber_data: contacts, update_existing: true, resubscribe: false };
  return { path: `/lists/${list}/subscribe-bulk`, body: JSON.stringify(body) };
}

function eventOf(index) {
  const value = JSON.stringify({ amount: '150.00', balance: '150.00' });
  const event = { email: addressOf(index), category: 'ellity', action: 'change', label: 'credit', value };
  return { path: '/tracker/events', body: JSON.stringify({ event }) };
}

const addressOf = (index) => `customer-${index}@shop.test`;
