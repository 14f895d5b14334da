/**
 * `plain`: the changes of a log of orders by the engine, and beside it the plain way, as plugins of shops do it: for each
 * change a call that writes the contact, then one that tells the event, again after a 429 when it may. The plain way is
 * helped: it keeps the order of each customer, knows no database, and has as many calls at once as the limit can use.
 * Both have an account of their own at one sandbox, which answers after 100 ms and whose minute of 1,000 calls has ten
 * seconds instead of sixty: what is told in seconds would be six times as long.
 * CDNOW_ORDERS_FILE: the real log instead of the generated one.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inParallel } from '../../../tools/bench/http-calls.mjs';
import { generatedOrders, operatorEnvironment, replayInto } from '../../../tools/bench/orders.mjs';
import { callsOf, openShop, withSystem } from '../../../tools/bench/system.mjs';
import { require } from '../../../tools/bench/workplace.mjs';
import { root } from '../../../tools/packages.mjs';
import { call } from '../../../tools/start/endpoints.mjs';

const { ordersOf } = require(join(root, 'apps', 'operator', 'dist', 'orders', 'order-log.js'));
const { creditsFor } = require(join(root, 'apps', 'operator', 'dist', 'credit-amount.js'));

const answerMs = 100;
const minuteSeconds = 10;
/** Neither a burst of 20 nor calls that arrive late shrink with the minute: the engine is told less than six times 1,000. */
const requestsPerMinute = 5_800;
/** More than the limit lets through at 100 ms an answer. */
const atOnce = 16;

export const plainWayRun = () =>
  withSystem(async (system) => {
    const log = process.env.CDNOW_ORDERS_FILE ?? (await generatedOrders());
    const { sandbox } = system;
    await call('PATCH', `${sandbox.url}/_sandbox/switches`, {
      rateLimit: 'sliding',
      minuteSeconds: String(minuteSeconds),
    });
    await call('POST', `${sandbox.url}/_sandbox/faults`, { action: 'latency', latencyMs: answerMs });
    const changes = await changesOf(log);
    const own = await engine(system, log);
    const plain = await plainWay(sandbox, changes);
    const balances = new Map([...changes].map(([email, all]) => [email, all.at(-1).balance]));
    const [ownTruth, plainTruth] = [
      await truthOf(sandbox, sandbox.apiKey, balances),
      await truthOf(sandbox, plain.key, balances),
    ];
    return [
      { name: 'plain-calls', unit: 'calls', value: own.calls, bare: plain.calls },
      { name: 'plain-saved', unit: 'tracker calls', value: own.merged },
      { name: 'plain-quiet', unit: 's until quiet', value: own.seconds, bare: plain.seconds },
      ...none('plain-429', 'answers', own.tooMany, plain.tooMany),
      ...none('plain-early', 'events', ownTruth.early, plainTruth.early),
      ...none('plain-wrong', 'contacts', ownTruth.wrong, plainTruth.wrong),
    ];
  });

/** What there should be none of; a ratio of two that are nothing says nothing. */
const none = (name, unit, own, plain) => [
  { name, unit, value: own, bound: { valueMax: 0 } },
  { name: `${name} of the plain way`, unit, value: plain },
];

/** Address → what each change adds and leaves, in hundredths, in the order of the log. */
async function changesOf(log) {
  const changes = new Map();
  for await (const { order } of ordersOf(log)) {
    const credits = creditsFor(order.value);
    if (credits === undefined) continue;
    const email = `customer-${order.customer}@shop.test`;
    const before = changes.get(email) ?? [];
    const amount = Number(credits);
    changes.set(email, [...before, { amount, balance: (before.at(-1)?.balance ?? 0) + amount }]);
  }
  return changes;
}

async function engine(system, log) {
  const shop = await openShop(system, { requestsPerMinute, quietSeconds: undefined });
  const [before, refusedBefore] = [await callCount(system.sandbox), await tooManyOf(system)];
  const { seconds } = await replayInto(shop, log, operatorEnvironment(system));
  return {
    seconds,
    calls: (await callCount(system.sandbox)) - before,
    merged: (await shop.reconciliation()).merged,
    tooMany: (await tooManyOf(system)) - refusedBefore,
  };
}

const callCount = async (sandbox) =>
  Object.values(await callsOf(sandbox)).reduce((sum, calls) => sum + calls, 0);

async function tooManyOf({ definitions }) {
  const text = await (await fetch(`${definitions['ecomail-sync'].url}/metrics`)).text();
  const counts = text.matchAll(/^ecomail_calls_total\{[^}]*status="429"[^}]*\} (\d+)/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

async function plainWay({ url }, changes) {
  const { body: account } = await call('POST', `${url}/_sandbox/accounts`, { name: 'plain' });
  const headers = { key: account.key };
  const { body: list } = await call('POST', `${url}/lists`, { name: 'Plain' }, { headers });
  const counts = { calls: 0, tooMany: 0 };
  const made = async (path, body) => {
    for (;;) {
      counts.calls += 1;
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const text = await answer.text();
      if (answer.ok) return;
      if (answer.status !== 429) throw new Error(`${path} was answered with ${answer.status}: ${text}`);
      counts.tooMany += 1;
      await delay(Number(answer.headers.get('retry-after')) * 1_000);
    }
  };
  const begun = performance.now();
  await inParallel(
    [...changes],
    async ([email, all]) => {
      for (const { amount, balance } of all) {
        const subscriber_data = { email, custom_fields: { ellity_credit: moneyText(balance) } };
        await made(`/lists/${list.id}/subscribe`, { subscriber_data, update_existing: true });
        const value = JSON.stringify({ amount: moneyText(amount), balance: moneyText(balance) });
        const event = { email, category: 'plain', action: 'change', label: 'credit', value };
        await made('/tracker/events', { event });
      }
    },
    atOnce,
  );
  return { ...counts, key: account.key, seconds: (performance.now() - begun) / 1000 };
}

const moneyText = (hundredths) => (hundredths / 100).toFixed(2);

/** Events whose contact showed less than they tell when they were accepted; contacts that are missing or show a wrong end. */
async function truthOf({ url }, key, balances) {
  const { body: accounts } = await call('GET', `${url}/_sandbox/accounts`);
  const { id } = accounts.rows.find((account) => account.key === key);
  const rows = async (what) => {
    const headers = { accept: 'application/x-ndjson' };
    const answer = await fetch(`${url}/_sandbox/${what}?account=${id}`, { headers });
    return (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  };
  const events = (await rows('events')).filter(({ label }) => label === 'credit');
  const early = events.filter(
    ({ fields, value }) => hundredths(fields.ellity_credit) < hundredths(JSON.parse(value).balance),
  );
  const shown = new Map((await rows('contacts')).map(({ email, fields }) => [email, fields.ellity_credit]));
  const wrong = [...balances].filter(([email, balance]) => hundredths(shown.get(email)) !== balance);
  if (events.length === 0) throw new Error('nobody was told anything');
  return { early: early.length, wrong: wrong.length };
}

/** Of `1 234,50 Kč`, `1234.50` or a number; NaN where there is none, which equals and exceeds nothing. */
const hundredths = (shown) =>
  Math.round(
    Number(
      String(shown ?? '')
        .replace(/[^\d,.-]/g, '')
        .replace(',', '.') || NaN,
    ) * 100,
  );
