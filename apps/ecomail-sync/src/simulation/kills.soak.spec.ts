import { eventually } from '@ellity/testing';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { aCredit, aProfile } from '../events.fixture';
import { Sandbox } from '../sandbox.fixture';
import { SyncStage } from '../sync.fixture';
import { Processes } from './processes.fixture';

const seed = Number(process.env['SEED'] ?? 1);
const events = Number(process.env['SOAK_EVENTS'] ?? 20_000);
/** A profile and nine changes of credit. */
const perCustomer = 10;
const settledWithinMs = 1_200_000;

let sandbox: Sandbox;
let stage: SyncStage;
let processes: Processes;
beforeAll(async () => {
  sandbox = await Sandbox.start();
  // What was sent when its sender was killed arrives sooner than it is looked for.
  stage = await SyncStage.create({
    ecomailUrl: sandbox.url,
    delivery: { readBackAfterMs: [3_000, 6_000] },
  });
  await stage.activate(sandbox, { quietSeconds: 2 });
  await stage.stop();
  processes = new Processes(stage);
});
afterAll(async () => {
  await processes.endAll();
  await stage.close();
  await sandbox.close();
});

it(`of ${events} events nothing is lost or sent twice while two processes are killed at random, and the counts agree (SEED=${seed})`, async () => {
  const customers = Array.from({ length: events / perCustomer }, () => randomUUID());
  await sandbox.fault({ action: 'latency', latencyMs: 10 });
  const pair = [processes.start(), processes.start()];
  const publishing = publishAll(customers);
  const kills = fc.sample(fc.tuple(fc.nat(1), fc.integer({ min: 300, max: 4_000 })), { seed, numRuns: 25 });
  for (const [which, afterMs] of kills) {
    await delay(afterMs);
    const child = pair[which];
    if (child) await processes.end(child, 'SIGKILL');
    pair[which] = processes.start();
  }
  await publishing;
  await stage.start();
  const reconciliation = await stage.settled(events, settledWithinMs);
  expect(reconciliation).toMatchObject({ consistent: true, parked: 0, suppressed: 0 });
  await eventually(async () => expect(await sandbox.members()).toHaveLength(customers.length));
  const told = await sandbox.events();
  expect(new Set(told.map(({ property }) => property)).size).toBe(told.length);
  const isEarly = ({ value, fields }: (typeof told)[number]) =>
    Number(fields['ellity_credit_num'] ?? 0) < Number(value['balance']);
  expect(told.filter(isEarly)).toEqual([]);
  const sums = new Map<string, number>();
  for (const { email, value } of told) sums.set(email, (sums.get(email) ?? 0) + Number(value['amount']));
  expect([...sums.values()].filter((sum) => sum !== (perCustomer - 1) * 10)).toEqual([]);
  expect(sums.size).toBe(customers.length);
});

async function publishAll(customers: readonly string[]): Promise<void> {
  await stage.publish(...customers.map((customerId) => aProfile({ customerId })));
  for (let round = 1; round < perCustomer; round += 1) {
    await stage.publish(...customers.map((customerId) => aCredit({ customerId }, `${round}0.00`, '10.00')));
    await delay(3_000);
  }
}
