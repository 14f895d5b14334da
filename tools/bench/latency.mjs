/**
 * Idle latency: one change at a time, each of another customer. From the change in loyalty-core to the contact stored
 * and to the tracker event accepted, by the system's own journal; all clocks are this machine's.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { quantile } from './report.mjs';
import { eventually, openShop, withSystem } from './system.mjs';

const customers = 120;
const warmUp = 20;
const pauseMs = 150;

export function latencyRun() {
  return withSystem(async (system) => {
    const shop = await openShop(system);
    const ids = [];
    for (let index = 0; index < customers; index += 1) ids.push(await shop.register(`c${index}@shop.test`));
    await eventually(async () => {
      const { waiting } = await shop.reconciliation();
      if (waiting > 0) throw new Error(`${waiting} profiles are not written yet`);
    });
    const ways = [];
    for (const id of ids) ways.push(await wayOf(shop, await shop.award(id, '150.00')));
    const counted = ways.slice(warmUp);
    const [stored, notified] = [counted.map((way) => way.stored), counted.map((way) => way.notified)];
    return [
      { name: 'latency-stored-median', unit: 'ms', value: quantile(stored, 0.5) },
      { name: 'latency-stored-p95', unit: 'ms', value: quantile(stored, 0.95), bound: { valueMax: 80 } },
      { name: 'latency-notified-median', unit: 'ms', value: quantile(notified, 0.5) },
      { name: 'latency-notified-p95', unit: 'ms', value: quantile(notified, 0.95), bound: { valueMax: 130 } },
    ];
  });
}

/** Asked for only after a pause, so that the question does not stand in the way. */
async function wayOf(shop, entryId) {
  await delay(pauseMs);
  return eventually(async () => {
    const steps = await shop.story(entryId);
    const at = (what) => steps.find((step) => step.what.includes(what))?.atMs;
    const [stored, notified] = [at('contact stored'), at('accepted')];
    if (stored === undefined || notified === undefined) throw new Error('the change has notified nobody yet');
    return { stored, notified };
  });
}
