/**
 * Intake of list notices by webhook-gateway, durable before the answer: as many as it takes, beside bare node:http that
 * writes the same rows in batches, and then 500 a second while the services that verify run beside it.
 */
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { callRate } from '../../../tools/bench/http-calls.mjs';
import { cpuSecondsOf, freePort, startProgram } from '../../../tools/bench/programs.mjs';
import { quantile } from '../../../tools/bench/report.mjs';
import { openShop, withSystem } from '../../../tools/bench/system.mjs';
import { callerOf } from '../../../tools/start/endpoints.mjs';

const count = Number(process.env.BENCH_NOTICES ?? 20_000);
const load = { warmUp: Math.ceil(count / 5), count, atOnce: 50 };
const perSecond = 500;
const seconds = Math.max(4, count / 1_000);
const warmUpSeconds = 5;

export async function noticesRun() {
  return [...(await atOnce()), ...(await beside())];
}

/** Alone: nobody verifies, so that both do the same work. */
function atOnce() {
  return withSystem(
    async ({ settings, pidOf }) => {
      const hook = await hookOf(settings, 'bench');
      const own = await callRate(hook.origin, { ...load, callOf: callsTo(hook) }, () =>
        cpuSecondsOf(pidOf('webhook-gateway')),
      );
      const bare = await bareRate(settings.databases['webhook-gateway']);
      return [
        {
          name: 'notices',
          unit: 'notices/s',
          value: own.rate,
          bare: bare.rate,
          bound: { ratioMin: 0.5 },
        },
        { name: 'notices-cpu', unit: 'µs/notice', value: own.cpu, bare: bare.cpu },
      ];
    },
    ['webhook-gateway', 'ecomail-sandbox'],
  );
}

async function bareRate(databaseUrl) {
  const port = await freePort();
  const program = await startProgram('../../apps/webhook-gateway/bench/bare-intake.mjs', {
    DATABASE_URL: databaseUrl,
    HTTP_PORT: String(port),
  });
  const url = new URL(`http://127.0.0.1:${port}/`);
  const rate = await callRate(url.origin, { ...load, callOf: callsTo(url) }, program.cpuSeconds);
  await program.stop();
  return rate;
}

/** With all that verify them. They are of another list, so that Ecomail need not be asked. */
function beside() {
  return withSystem(async (system) => {
    await openShop(system);
    const hook = await hookOf(system.settings, 'bench');
    // As for the rate: what a process does for the first time takes its time.
    await paced(callsTo(hook), hook, perSecond * warmUpSeconds);
    const times = await paced(callsTo(hook), hook, perSecond * seconds);
    const bound = { valueMax: 30 };
    return [
      { name: `notices-${perSecond}-median`, unit: 'ms', value: quantile(times, 0.5) },
      { name: `notices-${perSecond}-p99`, unit: 'ms', value: quantile(times, 0.99), bound },
    ];
  });
}

async function hookOf(settings, shop) {
  const { url } = settings.services['webhook-gateway'];
  const { body } = await callerOf(settings)('POST', `${url}/shops/${shop}/address`);
  return new URL(new URL(body.current.url).pathname, url);
}

const callsTo =
  ({ pathname: path }) =>
  (index) => ({ path, body: JSON.stringify(noticeOf(index)) });

const noticeOf = (index) => ({
  payload: {
    email: `customer${index}@shop.test`,
    status: index % 3 === 0 ? 'UNSUBSCRIBED' : 'SUBSCRIBED',
    listId: 9_999,
    campaignId: null,
  },
});

/** How long each took, in ms, counted from when it was due: a call that could not begin waits too. */
async function paced(callOf, { hostname: host, port }, all) {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const times = [];
  const begun = performance.now();
  const due = (index) => begun + (index * 1_000) / perSecond;
  for (let made = 0; made < all;) {
    for (; made < all && due(made) <= performance.now(); made += 1) {
      const at = due(made);
      const { path, body } = callOf(made);
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      request({ agent, host, port, path, method: 'POST', headers }, (answer) => {
        if (answer.statusCode !== 200) throw new Error(`a notice was answered ${answer.statusCode}`);
        answer.resume().once('end', () => times.push(performance.now() - at));
      }).end(body);
    }
    await delay(1);
  }
  while (times.length < all) await delay(10);
  agent.destroy();
  return times;
}
