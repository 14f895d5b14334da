/**
 * The replay of a purchase log at full speed, until every tracker event is accepted: a generated log, and the real one
 * where CDNOW_ORDERS_FILE names it.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../packages.mjs';
import { callsOf, openShop, withSystem } from './system.mjs';
import { benchFolder, until } from './workplace.mjs';

/** Of the size of the real sample: about 7,000 orders. */
const generatedCustomers = 2_350;
const memoryMaxMb = 250;

export async function ordersRun() {
  const readings = await replayOf(await generatedOrders(), 'orders');
  const real = process.env.CDNOW_ORDERS_FILE;
  return real ? [...readings, ...(await replayOf(real, 'real-orders'))] : readings;
}

/** A log of the size of the real sample; resolves with its file. */
export async function generatedOrders() {
  const file = join(benchFolder, 'orders.txt');
  await operator({}, 'generate-orders', file, '--customers', String(generatedCustomers));
  return file;
}

export function operatorEnvironment({ settings: { broker } }) {
  return { RABBITMQ_URL_OPERATOR: broker.operator, RABBITMQ_URL_SHOP_ADAPTER: broker['shop-adapter'] };
}

/** Replays a log for a shop and waits until its last event is accepted; how many awards, and how soon they were settled. */
export async function replayInto(shop, file, env) {
  const begun = Date.now();
  const { awards } = await operator(env, 'replay-orders', file, '--shop', shop.shopId, '--json');
  const settledSeconds = (Date.now() - begun) / 1000;
  // A call without an answer is looked for after one minute and after five.
  await until(() => deliveredShare(shop, awards), 1, { everyMs: 50, patienceMs: 400_000 });
  return { awards, settledSeconds, seconds: (Date.now() - begun) / 1000 };
}

function replayOf(file, name) {
  return withSystem(async (system) => {
    const shop = await openShop(system);
    const callsBefore = await callCount(system.sandbox);
    const { awards, settledSeconds, seconds } = await replayInto(shop, file, operatorEnvironment(system));
    const calls = (await callCount(system.sandbox)) - callsBefore;
    return [
      { name: `${name}-settled`, unit: 'awards/s', value: awards / settledSeconds },
      { name: `${name}-total`, unit: 's', value: seconds },
      { name: `${name}-calls`, unit: 'per 1000', value: (calls / awards) * 1000 },
      ...system.peakMemories().map(([service, value]) => ({
        name: `${name}-memory ${service}`,
        unit: 'MB peak',
        value,
        bound: { valueMax: memoryMaxMb },
      })),
    ];
  });
}

/** Below 1 as long as an event waits; every award has its own. */
async function deliveredShare(shop, awards) {
  const { in: received, waiting, parked } = await shop.reconciliation();
  if (parked > 0) throw new Error(`${parked} events are parked`);
  return received < awards ? 0 : (received - waiting) / received;
}

const callCount = async (sandbox) =>
  Object.values(await callsOf(sandbox)).reduce((sum, calls) => sum + calls, 0);

/** Runs a command of the operator's tool and resolves with the JSON it prints, if any. */
function operator(env, ...words) {
  const script = join(root, 'apps', 'operator', 'dist', 'main.js');
  const child = spawn(process.execPath, [script, ...words], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, errors] = [[], []];
  child.stdout.on('data', (chunk) => out.push(chunk));
  child.stderr.on('data', (chunk) => errors.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const line = Buffer.concat(out)
        .toString()
        .split('\n')
        .findLast((one) => one.startsWith('{'));
      if (code === 0) resolve(line && JSON.parse(line));
      else
        reject(new Error(`${words[0]} ended with ${code}: ${Buffer.concat(errors).toString().slice(-500)}`));
    });
  });
}
