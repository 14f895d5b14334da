import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { Sandbox } from '../sandbox.fixture';
import { aCredit, aProfile } from '../events.fixture';
import { Processes } from '../simulation/processes.fixture';
import { SyncStage } from '../sync.fixture';

/** Processes and servers start and end here. */
jest.setTimeout(180_000);

let sandbox: Sandbox;
let stage: SyncStage;
let processes: Processes;

beforeAll(async () => {
  sandbox = await Sandbox.start();
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});
beforeEach(async () => {
  // An event may still arrive at Ecomail a moment after its sender was killed; it is looked for later than that.
  stage = await SyncStage.renewed(stage, {
    ecomailUrl: sandbox.url,
    delivery: { readBackAfterMs: [2_000, 4_000] },
  });
  await sandbox.reset();
  processes = new Processes(stage);
  await stage.activate(sandbox, { quietSeconds: 0 });
});
afterEach(async () => {
  await processes.endAll();
});

it('nothing is lost or sent twice when processes are killed in the middle, again and again', async () => {
  const customers = Array.from({ length: 150 }, () => randomUUID());
  await stage.publish(...customers.map((customerId) => aProfile({ customerId })));
  await stage.settled(150);
  await stage.stop();
  await sandbox.fault({ action: 'latency', latencyMs: 40 });
  for (const round of [1, 2, 3]) {
    await stage.publish(...customers.map((customerId) => aCredit({ customerId }, `${round}0.00`, '10.00')));
  }
  for (const killedAt of [20, 60, 100]) {
    const child = processes.start();
    await eventually(async () => expect((await sandbox.events()).length).toBeGreaterThanOrEqual(killedAt));
    await processes.end(child, 'SIGKILL');
  }
  await stage.start();
  const reconciliation = await stage.settled(600);
  expect(reconciliation).toMatchObject({ consistent: true, parked: 0, suppressed: 0 });
  const events = await sandbox.events();
  expect(events.length - new Set(events.map(({ property }) => property)).size).toBe(0);
  // Balances only rise here, and a newer one may be written while a notification is under way, or before it is repeated.
  const early = events.filter(
    ({ value, fields }) => Number(fields['ellity_credit_num'] ?? 0) < Number(value['balance']),
  );
  expect(early).toEqual([]);
  const notified = new Map<string, number>();
  for (const { email, value } of events)
    notified.set(email, (notified.get(email) ?? 0) + Number(value['amount']));
  expect([...notified.values()].filter((sum) => sum !== 30)).toEqual([]);
  expect(notified.size).toBe(150);
});

it('two processes share the work of a key without sending anything twice', async () => {
  const customers = Array.from({ length: 60 }, () => randomUUID());
  processes.start();
  await stage.publish(...customers.map((customerId) => aProfile({ customerId })));
  for (const round of [1, 2]) {
    await stage.publish(...customers.map((customerId) => aCredit({ customerId }, `${round}0.00`, '10.00')));
  }
  const reconciliation = await stage.settled(180);
  expect(reconciliation).toMatchObject({ consistent: true, parked: 0 });
  const properties = (await sandbox.events()).map(({ property }) => property);
  expect(new Set(properties).size).toBe(properties.length);
});

it('an event finds the fields that it announces, also while later changes come', async () => {
  const customers = Array.from({ length: 40 }, () => randomUUID());
  await stage.publish(...customers.map((customerId) => aProfile({ customerId })));
  await stage.settled(40);
  await sandbox.fault({ action: 'latency', latencyMs: 40 });
  for (const round of [1, 2, 3, 4, 5]) {
    await stage.publish(...customers.map((customerId) => aCredit({ customerId }, `${round}0.00`, '10.00')));
    await stage.received(40 + round * 40);
    // What is sent already cannot become one with what comes later.
    if (round === 1) await eventually(async () => expect(await sandbox.events()).not.toHaveLength(0));
  }
  await stage.settled(240);
  const shown = (await sandbox.events()).map(({ value, fields }) => ({
    announced: [Number(value['balance']), Number(value['amount'])],
    fields: [
      fields['ellity_credit_num'],
      Number(String(fields['ellity_last_change_value']).replace(',', '.')),
    ],
  }));
  expect(shown.length).toBeGreaterThan(40);
  expect(shown.filter(({ announced, fields }) => String(announced) !== String(fields))).toEqual([]);
});
