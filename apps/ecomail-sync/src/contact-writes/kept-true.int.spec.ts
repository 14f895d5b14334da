import { CreditsExpiring } from '@ellity/contracts';
import { eventually, FakeClock } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { Sandbox } from '../sandbox.fixture';
import { aCredit, anEvent, aProfile } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

const hourMs = 3_600_000;
let sandbox: Sandbox;
let stage: SyncStage;
const clock = new FakeClock();
beforeAll(async () => {
  sandbox = await Sandbox.start();
  stage = await SyncStage.create({
    ecomailUrl: sandbox.url,
    clock,
    delivery: { landingMs: 5_000 },
  });
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});
beforeEach(async () => {
  await sandbox.reset();
  await stage.activate(sandbox, { confirmOtherList: true });
});

const emailOf = (customerId: string) => `${customerId}@shop.test`;
const stored = (customerId: string, over: object) =>
  eventually(async () =>
    expect(await stage.contact(customerId)).toMatchObject({ dirtySince: null, isKnown: true, ...over }),
  );
async function storedCustomer(over: Parameters<typeof aProfile>[1] = {}): Promise<string> {
  const customerId = randomUUID();
  await stage.publish(aProfile({ customerId }, { email: emailOf(customerId), ...over }));
  await stored(customerId, {});
  return customerId;
}
const fieldsOf = async (customerId: string) =>
  (await sandbox.members()).find(({ email }) => email === emailOf(customerId))?.fields;
const creditOf = async (customerId: string) => (await fieldsOf(customerId))?.['ellity_credit'];
const eventsOf = async (customerId: string) =>
  (await sandbox.events()).filter(({ email }) => email === emailOf(customerId));

it('an older write that Ecomail carries out after a newer one, because nobody got its answer, does not stay', async () => {
  const customerId = await storedCustomer();
  await sandbox.fault({ action: 'cut-held', call: 'update-subscriber-bulk', times: 1 });
  await stage.publish(aCredit({ customerId }, '30.00', '30.00', { announce: false }));
  await eventually(async () => expect(await sandbox.faultsLeft()).toEqual([]));
  await stage.publish(aCredit({ customerId }, '70.00', '40.00', { announce: false }));
  await stored(customerId, { balance: '70.00' });
  await stage.stop();
  await sandbox.clearFaults();
  await eventually(async () => expect(await creditOf(customerId)).toBe('30,00'));
  await stage.start();
  await eventually(async () => expect(await creditOf(customerId)).toBe('70,00'));
});

describe('what the e-mail of an event will show is there when the event goes out', () => {
  it('although nothing changed since the last write, where that is long ago and somebody edited it', async () => {
    const customerId = await storedCustomer();
    const warning = () =>
      anEvent<CreditsExpiring>(
        CreditsExpiring,
        { amount: '5.00', expiresOn: '2027-01-01', leadDays: 14 },
        { customerId },
      );
    await stage.publish(warning());
    await eventually(async () => expect(await eventsOf(customerId)).toHaveLength(1));
    await sandbox.edit(emailOf(customerId), { custom_fields: { ellity_expiring_value: 'edited' } });
    clock.advance(hourMs);
    await stage.publish(warning());
    await eventually(async () => expect(await eventsOf(customerId)).toHaveLength(2));
    expect((await eventsOf(customerId)).map(({ fields }) => fields['ellity_expiring_value'])).toEqual([
      '5,00',
      '5,00',
    ]);
  });

  it('although its fields were written when it came, where it waited for long since', async () => {
    const customerId = await storedCustomer();
    await stage.publish(aCredit({ customerId }, '10.00', '10.00'));
    await eventually(async () => expect(await eventsOf(customerId)).toHaveLength(1));
    await stage.publish(aCredit({ customerId }, '15.00', '5.00'));
    await stored(customerId, { balance: '15.00' });
    await sandbox.edit(emailOf(customerId), { custom_fields: { ellity_credit: 'edited' } });
    clock.advance(hourMs);
    await eventually(async () => expect(await eventsOf(customerId)).toHaveLength(2));
    expect((await eventsOf(customerId)).map(({ fields }) => fields['ellity_credit'])).toContain('15,00');
    expect((await eventsOf(customerId)).map(({ fields }) => fields['ellity_credit'])).not.toContain('edited');
  });
});

it('a phone that the shop emptied is cleared; a surname that it never knew is left to the merchant', async () => {
  const customerId = await storedCustomer({ firstName: 'Jana', lastName: null, phone: '+420601002003' });
  await sandbox.edit(emailOf(customerId), { surname: 'Nováková' });
  await stage.publish(
    aProfile({ customerId }, { email: emailOf(customerId), firstName: 'Eva', lastName: null, phone: null }),
  );
  await eventually(async () =>
    expect(await sandbox.profileOf(emailOf(customerId))).toMatchObject({ name: 'Eva', phone: '' }),
  );
  expect(await sandbox.profileOf(emailOf(customerId))).toMatchObject({ surname: 'Nováková' });

  await sandbox.edit(emailOf(customerId), { phone: '+420777' });
  await stage.publish(
    aProfile({ customerId }, { email: emailOf(customerId), firstName: 'Ema', lastName: null, phone: null }),
  );
  await eventually(async () =>
    expect(await sandbox.profileOf(emailOf(customerId))).toMatchObject({ name: 'Ema', phone: '+420777' }),
  );
});
