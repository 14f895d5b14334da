/**
 * What people ask of a list of 1,000,000 customers: words, filters, orders and later pages, one question after the
 * other. Beside it the same service answering one customer by its id, which is the least that any question costs.
 */
import { customerId, withLargeCore } from './large-core.mjs';
import { quantile } from '../../../tools/bench/report.mjs';

const customers = 1_000_000;
const rounds = 20;

/** Each takes turns with its words, so that no page is asked for twice in a row. */
const questions = {
  'a surname': (n) => ({ search: pick(n, ['novak', 'svoboda', 'dvorakova', 'cerny', 'ruzicka']) }),
  'both names': (n) => ({ search: pick(n, ['jana novak', 'tomas horak', 'sarka stastny', 'petr kral']) }),
  'part of an address': (n) => ({ search: `customer${(n * 7_919) % customers}` }),
  'a phone number': (n) => ({ search: `+420 ${600_000_000 + ((n * 104_729) % customers)}` }),
  'two letters': (n) => ({ search: pick(n, ['ja', 'ne', 'st', 've']) }),
  nobody: (n) => ({ search: `nobody${n}` }),
  'the anonymous': () => ({ registered: false }),
  'a group': (n) => ({ group: pick(n, ['vip', 'wholesale']) }),
  'consent, by name': () => ({ consent: 'granted', sort: 'name' }),
  'a group and a surname': (n) => ({ group: 'vip', search: pick(n, ['novak', 'kral', 'horak']) }),
  'balance from, by balance': () => ({ balanceFrom: '300.00', sort: 'balance' }),
  'balance above all': () => ({ balanceFrom: '1000.00', registered: true }),
  'a surname, by name': (n) => ({ search: pick(n, ['novak', 'kral', 'tichy']), sort: 'name' }),
  'both names, by name': (n) => ({ search: pick(n, ['jana novak', 'petr tichy']), sort: 'name' }),
  'names nobody has together': (n) => ({ search: pick(n, ['novak svoboda', 'tichy horak']) }),
  'a surname, by balance': (n) => ({ search: pick(n, ['novak', 'kral', 'horak']), sort: 'balance' }),
};

export const searchRun = () =>
  withLargeCore({ bench: { customers } }, async ({ toShop }) => {
    const get = timed(toShop('bench'));
    const least = [];
    for (let n = 0; n < 200; n += 1)
      least.push((await get(`customers/${customerId('bench', n * 4_999)}`)).ms);
    const bare = quantile(least, 0.95);
    const all = [];
    const readings = [];
    for (const [name, asked] of Object.entries(questions)) {
      const times = [];
      for (let n = 0; n < rounds; n += 1) times.push(...(await pagesOf(get, asked(n))));
      all.push(...times);
      readings.push({
        name: `search ${name}`,
        unit: 'ms p95',
        value: quantile(times, 0.95),
        bare,
        bound: { valueMax: 50 },
      });
    }
    return [
      ...readings,
      {
        name: 'search, all of these',
        unit: 'ms p95',
        value: quantile(all, 0.95),
        bare,
        bound: { valueMax: 50 },
      },
    ];
  });

/** The first page and the second. */
async function pagesOf(get, asked) {
  const query = new URLSearchParams({ limit: '50', ...asked });
  const first = await get(`customers?${query}`);
  if (first.body.next === null) return [first.ms];
  query.set('before', first.body.next);
  return [first.ms, (await get(`customers?${query}`)).ms];
}

const timed = (toShop) => async (path) => {
  const begun = performance.now();
  const { body } = await toShop('GET', path);
  return { body, ms: performance.now() - begun };
};

const pick = (n, words) => words[n % words.length];
