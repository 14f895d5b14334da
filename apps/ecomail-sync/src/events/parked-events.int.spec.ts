import { CreditsExpiring, PinChanged } from '@ellity/contracts';
import { eventually, FakeClock } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { Sandbox } from '../sandbox.fixture';
import { aCredit, anEvent, aProfile, encryptedPin } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

const minuteMs = 60_001;
let sandbox: Sandbox;
let stage: SyncStage;
let clock: FakeClock;
beforeAll(async () => {
  clock = new FakeClock();
  sandbox = await Sandbox.start();
  stage = await SyncStage.create({ ecomailUrl: sandbox.url, clock });
  await stage.activate(sandbox, { quietSeconds: 0 });
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

const becomes = (id: string, state: string, reason: string | null = null) =>
  eventually(async () => {
    const { rows } = await stage.database.query<{ state: string; reason: string | null }>(
      'select state, reason from domain_events where id = $1',
      [id],
    );
    expect(rows).toEqual([{ state, reason }]);
  });
const announced = async (id: string) =>
  (await sandbox.events()).filter(({ property }) => property === id).map(({ fields }) => fields);
const stepsOf = async (id: string) => (await stage.story(id)).steps.map(({ what }) => what);

it('events of a refused contact go on as soon as its profile is corrected, with the fields they announce', async () => {
  const customerId = randomUUID();
  const profile = aProfile({ customerId }, { email: '"two.words"@shop.test' });
  const credit = aCredit({ customerId }, '5.00', '5.00');
  await stage.publish(profile, credit);
  await becomes(profile.id, 'parked', 'contact-rejected');
  await becomes(credit.id, 'parked', 'contact-rejected');

  await stage.publish(aProfile({ customerId }, { email: 'corrected@shop.test' }));
  await becomes(credit.id, 'delivered');
  await becomes(profile.id, 'merged');
  expect(await announced(credit.id)).toMatchObject([
    { ellity_credit: '5,00', ellity_last_change_value: '5,00' },
  ]);
  expect(await stepsOf(credit.id)).toEqual(
    expect.arrayContaining(['parked: contact-rejected', 'freed: contact-rejected']),
  );
});

it('events of a customer whose profile came after a day go on with it', async () => {
  const customerId = randomUUID();
  const credit = aCredit({ customerId }, '5.00', '5.00');
  await stage.publish(credit);
  await becomes(credit.id, 'waiting');
  clock.advance(24 * 3_600_000 + minuteMs);
  await becomes(credit.id, 'parked', 'no-profile');

  await stage.publish(aProfile({ customerId }, { email: 'late@shop.test' }));
  await becomes(credit.id, 'delivered');
  expect(await announced(credit.id)).toMatchObject([{ ellity_credit: '5,00' }]);
});

it('whatever removed the cause, what was parked for it goes on within a minute', async () => {
  const customerId = randomUUID();
  const credit = aCredit({ customerId }, '5.00', '5.00');
  await stage.publish(aProfile({ customerId }, { email: '"not.one"@shop.test' }), credit);
  await becomes(credit.id, 'parked', 'contact-rejected');

  await stage.database.query(
    `update contacts set rejected_reason = null, email = 'mended@shop.test' where customer_id = $1`,
    [customerId],
  );
  clock.advance(minuteMs);
  await becomes(credit.id, 'delivered');
  expect(await announced(credit.id)).toHaveLength(1);
});

it('nobody is notified of what is parked when the connection ends, also after a new activation', async () => {
  const customerId = randomUUID();
  const credit = aCredit({ customerId }, '5.00', '5.00');
  await stage.publish(aProfile({ customerId }, { email: '"not.one"@shop.test' }), credit);
  await becomes(credit.id, 'parked', 'contact-rejected');
  expect((await stage.http('DELETE', '/connections/demo')).status).toBeLessThan(300);
  await becomes(credit.id, 'suppressed', 'no-connection');

  await stage.activate(sandbox, { quietSeconds: 0 });
  const profile = aProfile({ customerId }, { email: 'one@shop.test' });
  await stage.publish(profile);
  await becomes(profile.id, 'delivered');
  expect(await stage.reconciliation()).toMatchObject({ consistent: true });
  expect(await announced(credit.id)).toEqual([]);
});

it('an operator has events sent after all that nothing frees by itself, or dismisses them; the story keeps who and why', async () => {
  const customerId = randomUUID();
  const profile = aProfile({ customerId });
  await stage.publish(profile);
  await becomes(profile.id, 'delivered');
  await sandbox.fault({ action: 'refuse', call: 'create-event', rate: 1 });
  const [first, second] = [aCredit({ customerId }, '5.00', '5.00'), aCredit({ customerId }, '6.00', '1.00')];
  for (const { id } of [first, second]) {
    await stage.publish(id === first.id ? first : second);
    await becomes(id, 'parked', 'event-rejected');
  }
  await sandbox.clearFaults();
  const decide = (action: string, id: string, reason = 'event-rejected') =>
    stage.http('POST', '/events/demo/parked', { action, reason, remark: 'taken again', events: [id] });
  expect(await decide('free', first.id, 'contact-rejected')).toMatchObject({
    status: 409,
    body: { code: 'freed-by-itself' },
  });
  expect(await decide('free', first.id)).toMatchObject({ status: 200, body: { events: 1, more: false } });
  await becomes(first.id, 'delivered');
  expect(await decide('dismiss', second.id)).toMatchObject({ status: 200, body: { events: 1 } });
  await becomes(second.id, 'suppressed', 'dismissed');
  const { rows } = await stage.database.query<{ details: unknown }>(
    `select details from journal where event_id = $1 and step = 'suppressed'`,
    [second.id],
  );
  expect(rows).toMatchObject([{ details: { remark: 'taken again', parked: 'event-rejected' } }]);
});

it('nobody is notified of an event whose fields no longer say what it announces', async () => {
  const customerId = randomUUID();
  const profile = aProfile({ customerId });
  await stage.publish(profile);
  await becomes(profile.id, 'delivered');
  await stage.database.query(`update connections set state = 'paused' where shop_id = 'demo'`);
  const warning = { amount: '5.00', leadDays: 14 };
  const pin = anEvent<PinChanged>(
    PinChanged,
    { pin: await encryptedPin('0042'), announce: true },
    { customerId },
  );
  const dropped = anEvent<PinChanged>(PinChanged, { pin: null, announce: false }, { customerId });
  const older = anEvent<CreditsExpiring>(
    CreditsExpiring,
    { ...warning, expiresOn: '2027-01-01' },
    { customerId },
  );
  const newer = anEvent<CreditsExpiring>(
    CreditsExpiring,
    { ...warning, expiresOn: '2027-02-01' },
    { customerId },
  );
  for (const event of [pin, dropped, older, newer]) await stage.publish(event);
  for (const { id } of [pin, dropped, older, newer]) await becomes(id, 'waiting');
  await stage.database.query(`update connections set state = 'active' where shop_id = 'demo'`);
  await becomes(pin.id, 'suppressed', 'pin-overtaken');
  await becomes(older.id, 'suppressed', 'warning-overtaken');
  await becomes(newer.id, 'delivered');
  expect(await announced(pin.id)).toEqual([]);
});
