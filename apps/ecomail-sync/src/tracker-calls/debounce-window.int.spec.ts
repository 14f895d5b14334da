import { eventually, FakeClock } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { Sandbox } from '../sandbox.fixture';
import { aCredit, aProfile, nextSequence } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

let sandbox: Sandbox;
let stage: SyncStage;
let clock: FakeClock;
beforeAll(async () => {
  sandbox = await Sandbox.start();
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});
beforeEach(async () => {
  clock = new FakeClock();
  stage = await SyncStage.renewed(stage, { ecomailUrl: sandbox.url, clock });
  await sandbox.reset();
  await stage.activate(sandbox, { quietSeconds: 30 });
});

/** A customer who was notified of a first change of 10 just now. */
async function notifiedCustomer(): Promise<string> {
  const customerId = randomUUID();
  await stage.publish(aProfile({ customerId }));
  await stage.settled(1);
  await stage.publish(aCredit({ customerId }, '10.00', '10.00'));
  await stage.settled(2);
  return customerId;
}

const stored = (customerId: string, balance: string) =>
  eventually(async () => {
    expect(await stage.contact(customerId)).toMatchObject({ balance, dirtySince: null });
  });
const amounts = async () => (await sandbox.events()).map(({ value }) => value['amount']);
const lastChange = async () => (await sandbox.members())[0]?.fields['ellity_last_change_value'];

it('the first change is sent at once; those within the debounce window become one event with their net amount', async () => {
  const customerId = await notifiedCustomer();
  expect(await amounts()).toEqual(['10.00']);
  await stage.publish(aCredit({ customerId }, '15.00', '5.00'));
  await stored(customerId, '15.00');
  await stage.publish(aCredit({ customerId }, '12.00', '-3.00'));
  await stored(customerId, '12.00');
  expect(await lastChange()).toBe('2,00');
  clock.advance(29_000);
  expect(await stage.reconciliation()).toMatchObject({ delivered: 2, waiting: 2 });
  clock.advance(1_000);
  expect(await stage.settled(4)).toMatchObject({ delivered: 3, merged: 1 });
  expect(await amounts()).toEqual(['10.00', '2.00']);
  expect((await sandbox.events()).at(-1)).toMatchObject({
    value: { amount: '2.00', balance: '12.00', changes: 2 },
    fields: { ellity_credit: '12,00', ellity_last_change_value: '2,00' },
  });
});

it('fields keep showing the merged change after it was sent', async () => {
  const customerId = await notifiedCustomer();
  await stage.publish(aCredit({ customerId }, '15.00', '5.00'), aCredit({ customerId }, '18.00', '3.00'));
  await stage.received(4);
  await stored(customerId, '18.00');
  clock.advance(30_000);
  await stage.settled(4);
  await stage.publish(aProfile({ customerId }, { lastName: 'Dvořáková' }));
  await stage.settled(5);
  expect(await lastChange()).toBe('8,00');
});

it('nobody is notified of changes that cancel each other out', async () => {
  const customerId = await notifiedCustomer();
  await stage.publish(aCredit({ customerId }, '15.00', '5.00'), aCredit({ customerId }, '10.00', '-5.00'));
  // The balance was the same before them: without this the clock may move before they come.
  await stage.received(4);
  await stored(customerId, '10.00');
  clock.advance(30_000);
  expect(await stage.settled(4)).toMatchObject({ delivered: 2, suppressed: 2, reasons: { 'net-zero': 2 } });
  expect(await amounts()).toEqual(['10.00']);
});

it('a late older change goes out with its own amount and the newest balance', async () => {
  const customerId = randomUUID();
  const early = nextSequence();
  await stage.publish(aProfile({ customerId }));
  await stage.settled(1);
  await stage.publish(aCredit({ customerId }, '30.00', '20.00'));
  await stage.settled(2);
  await stage.publish(aCredit({ customerId, sequence: early }, '10.00', '10.00'));
  await stage.received(3);
  clock.advance(30_000);
  expect(await stage.settled(3)).toMatchObject({ delivered: 3 });
  expect((await sandbox.events()).at(-1)).toMatchObject({
    value: { amount: '10.00', balance: '30.00' },
    fields: { ellity_credit: '30,00', ellity_last_change_value: '10,00' },
  });
});

it('a late older change joins a newer one that was not sent yet', async () => {
  const customerId = await notifiedCustomer();
  const early = nextSequence();
  await stage.publish(aCredit({ customerId }, '35.00', '20.00'));
  await stored(customerId, '35.00');
  await stage.publish(aCredit({ customerId, sequence: early }, '15.00', '5.00'));
  await stage.received(4);
  await stored(customerId, '35.00');
  clock.advance(30_000);
  expect(await stage.settled(4)).toMatchObject({ merged: 1 });
  expect(await amounts()).toEqual(['10.00', '25.00']);
});

it('contacts have debounce windows of their own', async () => {
  const customerId = await notifiedCustomer();
  const other = randomUUID();
  await stage.publish(aProfile({ customerId: other }));
  await stage.settled(3);
  await stage.publish(
    aCredit({ customerId }, '15.00', '5.00'),
    aCredit({ customerId: other }, '7.00', '7.00'),
  );
  await eventually(async () => expect(await amounts()).toEqual(['10.00', '7.00']));
  await eventually(async () => expect(await stage.reconciliation()).toMatchObject({ waiting: 1 }));
});

it('a customer whose profile does not come for a day is parked', async () => {
  const customerId = randomUUID();
  await stage.publish(aCredit({ customerId }, '5.00', '5.00'));
  await stage.received(1);
  clock.advance(23 * 3_600_000);
  expect(await stage.reconciliation()).toMatchObject({ waiting: 1 });
  clock.advance(3_600_001);
  expect(await stage.settled(1)).toMatchObject({ parked: 1, reasons: { 'no-profile': 1 } });
});
