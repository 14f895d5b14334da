import { eventually, FakeClock } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { Sandbox } from '../sandbox.fixture';
import { aCredit, aProfile } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

let sandbox: Sandbox;
let stage: SyncStage;
/** Stands still until a test lets time pass, so that no read-back comes too early. */
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
  stage = await SyncStage.renewed(stage, {
    ecomailUrl: sandbox.url,
    clock,
    delivery: { readBackAfterMs: [3_000, 3_500], backoffMs: [2_000] },
  });
  await sandbox.reset();
  await stage.activate(sandbox);
});

async function storedCustomer(over: Parameters<typeof aProfile>[1] = {}): Promise<string> {
  const customerId = randomUUID();
  await stage.publish(aProfile({ customerId }, over));
  await stage.settled(1);
  return customerId;
}

/** Lets time pass until the check holds. */
const inTime = <T>(check: () => Promise<T>): Promise<T> =>
  eventually(() => {
    clock.advance(100);
    return check();
  });

const settledInTime = (events: number) =>
  inTime(async () => {
    const reconciliation = await stage.reconciliation();
    expect(reconciliation).toMatchObject({ in: events, waiting: 0 });
    return reconciliation;
  });

/** A change of credit whose event Ecomail neither took nor answered to. */
async function unconfirmedCredit(customerId: string): Promise<void> {
  await sandbox.fault({ action: 'cut', call: 'create-event', times: 1 });
  await stage.publish(aCredit({ customerId }, '5.00', '5.00'));
  await eventually(async () => {
    const { rows } = await stage.database.query(`select 1 from journal where step = 'in-doubt'`);
    expect(rows).toHaveLength(1);
  });
}

it('an event that is not at Ecomail is never sent again to an address its contact no longer has', async () => {
  const customerId = await storedCustomer({ email: 'old@shop.test' });
  await unconfirmedCredit(customerId);
  await stage.publish(aProfile({ customerId }, { email: 'new@shop.test' }));
  await stage.received(3);
  expect(await settledInTime(3)).toMatchObject({ delivered: 3, consistent: true, resent: 1 });
  const events = await sandbox.events();
  expect(events.map(({ email }) => email)).toEqual(['new@shop.test']);
  expect(events[0]?.fields).toMatchObject({ ellity_credit: '5,00' });
});

it('an event that another process settled during the read-back is not sent again', async () => {
  const customerId = await storedCustomer();
  await unconfirmedCredit(customerId);
  await stage.database.query(`update domain_events set read_backs = 1 where state = 'waiting'`);
  const other = await stage.database.connect();
  await other.query('begin');
  await other.query(
    `update domain_events set state = 'delivered', settled_at = now() where state = 'waiting'`,
  );
  clock.advance(3_500);
  await eventually(async () => {
    const { rows } = await stage.database.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(rows).not.toHaveLength(0);
  });
  await other.query('commit');
  other.release();
  const another = randomUUID();
  await stage.publish(aProfile({ customerId: another }), aCredit({ customerId: another }, '7.00', '7.00'));
  expect(await settledInTime(4)).toMatchObject({ resent: 0 });
  expect((await sandbox.events()).map(({ value }) => value['balance'])).toEqual(['7.00']);
});

it('a write whose answer is lost is repeated, also when the contact is again as it was before it', async () => {
  const customerId = await storedCustomer({ referralCode: 'FIRST' });
  const codes = async () => (await sandbox.members()).map(({ fields }) => fields['ellity_referral_code']);
  await sandbox.fault({ action: 'cut-stored', call: 'update-subscriber-bulk', times: 1 });
  await stage.publish(aProfile({ customerId }, { referralCode: 'SECOND' }));
  await eventually(async () => expect(await codes()).toEqual(['SECOND']));
  await stage.publish(aProfile({ customerId }, { referralCode: 'FIRST' }));
  await stage.received(3);
  await settledInTime(3);
  expect(await codes()).toEqual(['FIRST']);
});

it('an event that cannot be looked for holds up no other', async () => {
  const customerId = await storedCustomer({ email: 'odd@shop.test' });
  await sandbox.fault({ action: '500', call: 'subscriber-events', containing: 'odd@shop.test', rate: 1 });
  await unconfirmedCredit(customerId);
  const another = randomUUID();
  await stage.publish(aProfile({ customerId: another }, { email: 'fine@shop.test' }));
  await sandbox.fault({ action: 'cut', call: 'create-event', times: 1 });
  await stage.publish(aCredit({ customerId: another }, '7.00', '7.00'));
  await inTime(async () =>
    expect((await sandbox.events()).map(({ email }) => email)).toEqual(['fine@shop.test']),
  );
  await sandbox.clearFaults();
  expect(await settledInTime(4)).toMatchObject({ delivered: 4, resent: 2 });
});

it('an unconfirmed event whose contact made way for another is parked, and goes on when the address is free', async () => {
  const customerId = await storedCustomer({ email: 'one@shop.test' });
  await unconfirmedCredit(customerId);
  const claimant = randomUUID();
  await stage.publish(aProfile({ customerId: claimant }, { email: 'one@shop.test' }));
  await stage.received(3);
  expect(await settledInTime(3)).toMatchObject({ delivered: 2, parked: 1, consistent: true });
  const { rows } = await stage.database.query(`select reason from domain_events where state = 'parked'`);
  expect(rows).toEqual([{ reason: 'address-in-use' }]);

  await stage.publish(aProfile({ customerId: claimant }, { email: 'two@shop.test' }));
  await stage.received(4);
  await inTime(async () =>
    expect(await stage.reconciliation()).toMatchObject({ waiting: 0, parked: 0, in: 4 }),
  );
  expect((await sandbox.events()).map(({ email }) => email)).toEqual(['one@shop.test']);
});
