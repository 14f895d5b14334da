import { CreditsExpiring, PinChanged } from '@ellity/contracts';
import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { Sandbox, type SandboxEvent } from '../sandbox.fixture';
import { aCredit, anEvent, aProfile, encryptedPin } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

let sandbox: Sandbox;
let stage: SyncStage;
beforeAll(async () => {
  sandbox = await Sandbox.start();
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});
beforeEach(async () => {
  stage = await SyncStage.renewed(stage, { ecomailUrl: sandbox.url });
  await sandbox.reset();
});

const customersOf = (count: number) => Array.from({ length: count }, () => randomUUID());

/** Profiles that are stored, so that what follows is a change. */
async function storedCustomers(count: number): Promise<string[]> {
  const customers = customersOf(count);
  await stage.publish(...customers.map((customerId) => aProfile({ customerId })));
  await stage.settled(count);
  return customers;
}

describe('a change of credit', () => {
  it('is in the fields before its event, whatever goes wrong on the way', async () => {
    await stage.activate(sandbox, { quietSeconds: 0 });
    // So few that each round sends everything due: a larger backlog would be stored long before its turn.
    const customers = await storedCustomers(18);
    await sandbox.fault({ action: 'latency', call: 'update-subscriber-bulk', rate: 0.7, latencyMs: 60 });
    for (const action of ['latency', 'cut', 'cut-stored', '500', '500-stored', 'html'] as const) {
      await sandbox.fault({ action, rate: 0.03, latencyMs: 150 });
    }
    await sandbox.fault({ action: '429', times: 2, retryAfterSeconds: 1 });
    const balanceOf = new Map<string, number>();
    for (let round = 1; round <= 25; round += 1) {
      const changes = customers.map((customerId) => aCredit({ customerId }, `${round}0.00`, '10.00'));
      for (const { id, data } of changes) balanceOf.set(id, Number(data.balance));
      for (const change of changes) await stage.publish(change);
      await sandbox.events();
    }
    await stage.received(18 * 26);
    await sandbox.clearFaults();
    const reconciliation = await stage.settled(18 * 26);
    const events = await sandbox.events();
    expect(reconciliation).toMatchObject({ consistent: true, parked: 0, suppressed: 0 });
    const olderThan = (balance: (event: SandboxEvent) => number) =>
      events.filter((event) => Number(event.fields['ellity_credit_num']) < balance(event));
    expect(olderThan(({ property }) => balanceOf.get(property) ?? Infinity)).toEqual([]);
    expect(olderThan(({ value }) => Number(value['balance']))).toEqual([]);
    const first = new Map(events.map((event) => [event.property, event]));
    expect(events.length - first.size).toBeLessThanOrEqual(reconciliation.resent);
    const notified = new Map<string, number>();
    for (const { email, value } of first.values()) {
      notified.set(email, (notified.get(email) ?? 0) + Number(value['amount']));
    }
    expect([...notified.values()]).toEqual(Array(18).fill(250));
    const members = await sandbox.members();
    expect(members.map(({ fields }) => fields['ellity_credit'])).toEqual(Array(18).fill('250,00'));
  });

  it('goes out first with the fields, then the PIN before the credit before the warning', async () => {
    await stage.activate(sandbox);
    const [customerId = ''] = await storedCustomers(1);
    await sandbox.fault({ action: '500', call: 'update-subscriber-bulk', rate: 1 });
    await stage.publish(
      anEvent<CreditsExpiring>(
        CreditsExpiring,
        { amount: '5.00', expiresOn: '2027-01-01', leadDays: 14 },
        { customerId },
      ),
      aCredit({ customerId }, '5.00', '5.00'),
      anEvent<PinChanged>(
        PinChanged,
        { pin: await encryptedPin('00429173'), announce: true },
        { customerId },
      ),
    );
    await stage.received(4);
    // Of these two calls the second at least was made up with all that was received.
    const failed = (await sandbox.calls('update-subscriber-bulk')).length;
    await eventually(async () =>
      expect((await sandbox.calls('update-subscriber-bulk')).length).toBeGreaterThan(failed + 1),
    );
    await sandbox.clearFaults();
    await stage.settled(4);
    const events = await sandbox.events();
    expect(events.map(({ label }) => label)).toEqual(['pin', 'credit', 'expiry']);
    for (const { fields } of events) {
      expect(fields).toMatchObject({
        ellity_pin: '00429173',
        ellity_credit: '5,00',
        ellity_expiring_value: '5,00',
      });
    }
    expect(JSON.stringify(events.map(({ value }) => value))).not.toContain('00429173');
    expect(JSON.stringify(await stage.story(customerId))).not.toContain('00429173');
  });

  it('of a customer without announcement only changes the fields', async () => {
    await stage.activate(sandbox);
    const [customerId = ''] = await storedCustomers(1);
    await stage.publish(aCredit({ customerId }, '5.00', '5.00', { announce: false }));
    expect(await stage.settled(2)).toMatchObject({ delivered: 2 });
    expect(await sandbox.events()).toEqual([]);
    expect((await sandbox.members())[0]?.fields).toMatchObject({
      ellity_credit: '5,00',
      ellity_last_change_value: '5,00',
    });
  });
});

describe('an event whose answer never came', () => {
  it.each(['cut-stored', '500-stored'] as const)(
    'is found at Ecomail and not sent again (%s)',
    async (action) => {
      await stage.activate(sandbox);
      const [customerId = ''] = await storedCustomers(1);
      await sandbox.fault({ action, call: 'create-event', times: 1 });
      await stage.publish(aCredit({ customerId }, '5.00', '5.00'));
      expect(await stage.settled(2)).toMatchObject({ delivered: 2, resent: 0 });
      expect(await sandbox.events()).toHaveLength(1);
    },
  );

  it.each(['cut', '500', 'html'] as const)(
    'is sent once more when it is not there, and counted (%s)',
    async (action) => {
      await stage.activate(sandbox);
      const [customerId = ''] = await storedCustomers(1);
      await sandbox.fault({ action, call: 'create-event', times: 1 });
      await stage.publish(aCredit({ customerId }, '5.00', '5.00'));
      expect(await stage.settled(2)).toMatchObject({ delivered: 2, resent: 1 });
      expect(await sandbox.events()).toHaveLength(1);
    },
  );
});

it('one bad contact in a batch of 500 is listed with its reason, and the other 499 are stored', async () => {
  await stage.activate(sandbox);
  const customers = customersOf(500);
  const bad = customers[250] ?? '';
  await stage.publish(
    ...customers.flatMap((customerId) => [
      aCredit({ customerId }, '5.00', '5.00'),
      aProfile({ customerId }, customerId === bad ? { email: '"two.words"@shop.test' } : {}),
    ]),
  );
  const reconciliation = await stage.settled(1_000);
  expect(reconciliation).toMatchObject({
    consistent: true,
    delivered: 998,
    parked: 2,
    reasons: { 'contact-rejected': 2 },
  });
  expect(await sandbox.members()).toHaveLength(499);
  expect(await stage.contact(bad)).toMatchObject({
    rejectedReason: expect.stringContaining('email') as string,
  });
});

describe('a refusal of every write that names no contact', () => {
  it.each([
    ['the tariff', 'writes-refused', () => sandbox.fault({ action: 'refuse', call: 'subscribe-bulk' })],
    ['updates', 'writes-refused', () => sandbox.fault({ action: 'refuse', call: 'update-subscriber-bulk' })],
    ['a list that is gone (404)', 'list-missing', () => removeList('404')],
    ['a list that is gone (422)', 'list-missing', () => removeList('422')],
    ['a list that is gone (200)', 'list-missing', () => removeList('200')],
  ] as const)('pauses the connection and keeps all work: %s', async (_what, reason, refuse) => {
    await stage.activate(sandbox);
    await refuse();
    const customers = customersOf(20);
    await stage.publish(...customers.map((customerId) => aProfile({ customerId })));
    await eventually(async () => {
      const { body } = await stage.http('GET', '/connections/demo');
      expect(body).toMatchObject({ state: 'paused', reason });
    });
    if (reason === 'list-missing')
      expect((await stage.http('GET', '/connections/demo')).body).toMatchObject({
        detail: expect.stringMatching(/list/i) as string,
      });
    expect(await stage.received(20)).toMatchObject({ waiting: 20, parked: 0 });
    const [first = ''] = customers;
    expect(await stage.contact(first)).toMatchObject({ rejectedReason: null });
  });

  it('says why in the words of Ecomail, and goes on with the same key when the reason is gone', async () => {
    await stage.activate(sandbox);
    await sandbox.fault({ action: 'refuse', call: 'subscribe-bulk' });
    await stage.publish(aProfile({ customerId: randomUUID() }));
    await eventually(async () => {
      const { body } = await stage.http('GET', '/connections/demo');
      expect(body).toMatchObject({ state: 'paused', detail: 'Account must be marketer+ tariff' });
    });
    await sandbox.clearFaults();
    expect(await stage.http('POST', '/connections/demo/resume', {})).toMatchObject({ status: 204 });
    expect(await stage.settled(1)).toMatchObject({ delivered: 1 });
    expect((await stage.http('GET', '/connections/demo')).body).toMatchObject({ reason: null, detail: null });
  });
});

it('a field that the list has no more pauses the shop, and the words of Ecomail say which', async () => {
  await stage.activate(sandbox);
  const words = 'ellity_pin does not exist in this list';
  await sandbox.fault({ action: 'refuse', call: 'subscribe-bulk', errors: { custom_fields: [words] } });
  await stage.publish(aProfile({ customerId: randomUUID() }));
  await eventually(async () => {
    const { body } = await stage.http('GET', '/connections/demo');
    expect(body).toMatchObject({
      state: 'paused',
      reason: 'writes-refused',
      detail: `custom_fields: ${words}`,
    });
  });
});

describe('a contact that is written alone and refused in words that name nobody', () => {
  it.each(['E-mail is not valid', 'The subscriber_data.0.email must be an address', 'Not accepted'])(
    'is rejected, and the shop goes on: %s',
    async (words) => {
      await stage.activate(sandbox);
      await storedCustomers(1);
      await sandbox.fault({ action: 'refuse', containing: 'bad@shop.test', errors: [words] });
      const [bad = '', good = ''] = customersOf(2);
      await stage.publish(aProfile({ customerId: bad }, { email: 'bad@shop.test' }));
      await eventually(async () =>
        expect(await stage.contact(bad)).toMatchObject({
          rejectedReason: expect.stringContaining(words) as string,
        }),
      );
      await stage.publish(aProfile({ customerId: good }));
      expect(await stage.settled(3)).toMatchObject({ delivered: 2, parked: 1 });
      expect((await stage.http('GET', '/connections/demo')).body).toMatchObject({ state: 'active' });
    },
  );

  it('pauses the shop when a contact that is stored is refused as well', async () => {
    await stage.activate(sandbox);
    await storedCustomers(1);
    await sandbox.fault({ action: 'refuse', errors: ['Not accepted'] });
    await stage.publish(aProfile({ customerId: randomUUID() }));
    await eventually(async () => {
      const { body } = await stage.http('GET', '/connections/demo');
      expect(body).toMatchObject({ state: 'paused', reason: 'writes-refused', detail: 'Not accepted' });
    });
    expect(await stage.received(2)).toMatchObject({ waiting: 1, parked: 0 });
  });
});

it('a PIN that Ecomail repeats in a refusal is kept nowhere', async () => {
  await stage.activate(sandbox);
  const [customerId = ''] = await storedCustomers(1);
  const errors = {
    'subscriber_data.0': { custom_fields: { ellity_pin: ['The value "48210753" is no number'] } },
  };
  await sandbox.fault({ action: 'refuse', containing: '48210753', errors });
  const pin = await encryptedPin('48210753');
  await stage.publish(anEvent<PinChanged>(PinChanged, { pin, announce: true }, { customerId }));
  await eventually(async () =>
    expect(await stage.contact(customerId)).toMatchObject({
      rejectedReason: 'custom_fields.ellity_pin: The value <pin> is no number',
    }),
  );
  const { rows } = await stage.database.query<{ details: unknown }>('select details from journal');
  expect(JSON.stringify(rows)).toContain('<pin>');
  expect(JSON.stringify(rows)).not.toContain('48210753');
});

async function removeList(unknownList: '404' | '422' | '200'): Promise<void> {
  await sandbox.switch({ unknownList });
  await sandbox.removeList();
}

describe('a rejected key', () => {
  it('pauses the connection, keeps all work, and a new key goes on without an export', async () => {
    await stage.activate(sandbox);
    const customers = await storedCustomers(5);
    await sandbox.setKey('another-key');
    await stage.publish(...customers.map((customerId) => aCredit({ customerId }, '5.00', '5.00')));
    await eventually(async () => {
      const { body } = await stage.http('GET', '/connections/demo');
      expect(body).toMatchObject({ state: 'paused', reason: 'key-rejected' });
    });
    await stage.publish(...customers.map((customerId) => aCredit({ customerId }, '7.00', '2.00')));
    expect(await stage.received(15)).toMatchObject({ waiting: 10, consistent: true });
    const refused = await stage.http('POST', '/connections/demo/resume', { apiKey: 'a-wrong-key' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'key-rejected' } });
    const writesBefore = await sandbox.contactsWritten();
    expect(await stage.http('POST', '/connections/demo/resume', { apiKey: 'another-key' })).toMatchObject({
      status: 204,
    });
    expect(await stage.settled(15)).toMatchObject({ delivered: 10, merged: 5 });
    const events = await sandbox.events();
    expect(events.map(({ value }) => value['amount'])).toEqual(Array(5).fill('7.00'));
    expect((await sandbox.contactsWritten()) - writesBefore).toBe(5);
  });

  it('of another account whose list has the same id pauses instead of writing', async () => {
    await stage.activate(sandbox);
    await sandbox.changeList({ name: 'Somebody else' });
    await sandbox.setKey('another-key');
    const answer = await stage.http('POST', '/connections/demo/resume', { apiKey: 'another-key' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'list-changed' } });
    expect((await stage.http('GET', '/connections/demo')).body).toMatchObject({
      state: 'paused',
      reason: 'list-changed',
    });
  });
});
