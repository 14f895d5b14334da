import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { Sandbox } from '../sandbox.fixture';
import { aCredit, aProfile, nextSequence } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

let sandbox: Sandbox;
let stage: SyncStage;
beforeAll(async () => {
  sandbox = await Sandbox.start();
  stage = await SyncStage.create({ ecomailUrl: sandbox.url });
  await stage.activate(sandbox, { quietSeconds: 0 });
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

/** Waits until a contact at Ecomail has this code and balance. */
const hasFields = (email: string, code: string, credit: string) =>
  eventually(async () => {
    const member = (await sandbox.members()).find((one) => one.email.toLowerCase() === email.toLowerCase());
    expect(member?.fields).toMatchObject({ ellity_referral_code: code, ellity_credit: credit });
  });
const anAddress = () => `a${randomUUID().slice(0, 8)}@shop.test`;
const stateOf = async (eventId: string) => {
  const { rows } = await stage.database.query<{ state: string; reason: string | null }>(
    'select state, reason from domain_events where id = $1',
    [eventId],
  );
  return rows[0];
};
const becomes = (eventId: string, state: string, reason: string | null = null) =>
  eventually(async () => expect(await stateOf(eventId)).toEqual({ state, reason }));

it('an address belongs to the customer who claimed it last, in whatever case; it is free when that one leaves it', async () => {
  const address = anAddress();
  const [x, y] = [randomUUID(), randomUUID()];
  const first = aCredit({ customerId: x }, '5.00', '5.00', { announce: false });
  await stage.publish(aProfile({ customerId: x }, { email: address, referralCode: 'X' }), first);
  await hasFields(address, 'X', '5,00');

  const claim = aProfile({ customerId: y }, { email: address.toUpperCase(), referralCode: 'Y' });
  await stage.publish(claim, aCredit({ customerId: y }, '7.00', '7.00', { announce: false }));
  await hasFields(address, 'Y', '7,00');
  await becomes(claim.id, 'delivered');
  expect(await stage.contact(x)).toMatchObject({ rejectedReason: 'address-in-use' });
  const later = aCredit({ customerId: x }, '6.00', '1.00');
  await stage.publish(later);
  await becomes(later.id, 'parked', 'address-in-use');

  await stage.publish(aProfile({ customerId: y }, { email: anAddress(), referralCode: 'Y' }));
  await becomes(later.id, 'delivered');
  await hasFields(address, 'X', '6,00');
  const sent = (await sandbox.events()).filter(({ property }) => property === later.id);
  expect(sent).toMatchObject([{ fields: { ellity_referral_code: 'X', ellity_credit: '6,00' } }]);
});

it.each([
  ['the first to change is heard first', 0],
  ['the second to change is heard first', 1],
])('two customers may swap their addresses: %s', async (_which, heardFirst) => {
  const [a, b] = [anAddress(), anAddress()];
  const [x, y] = [randomUUID(), randomUUID()];
  await stage.publish(
    aProfile({ customerId: x }, { email: a, referralCode: 'X' }),
    aProfile({ customerId: y }, { email: b, referralCode: 'Y' }),
  );
  await hasFields(a, 'X', '0,00');
  await hasFields(b, 'Y', '0,00');

  const [xSequence, ySequence] = [nextSequence(), nextSequence()];
  const swap = [
    aProfile({ customerId: x, sequence: xSequence }, { email: b, referralCode: 'X' }),
    aProfile({ customerId: y, sequence: ySequence }, { email: a, referralCode: 'Y' }),
  ];
  const credits = [aCredit({ customerId: x }, '5.00', '5.00'), aCredit({ customerId: y }, '7.00', '7.00')];
  const [first, second] = heardFirst === 0 ? swap : [...swap].reverse();
  if (!first || !second) throw new Error('a swap has two sides');
  await stage.publish(first, ...credits);
  await eventually(async () => expect((await stateOf(first.id))?.state).toMatch(/delivered|parked/));
  await stage.publish(second);
  for (const { id } of [...swap, ...credits]) await becomes(id, 'delivered');
  await hasFields(b, 'X', '5,00');
  await hasFields(a, 'Y', '7,00');
  const sent = await sandbox.events();
  for (const [index, code] of ['X', 'Y'].entries()) {
    const last = sent.filter(({ property }) => property === credits[index]?.id);
    expect(last).toMatchObject([{ fields: { ellity_referral_code: code } }]);
  }
});

it('who made way gets the address back also when the one who claimed it was never written to it', async () => {
  const [address, corrected] = [anAddress(), anAddress()];
  const [x, y] = [randomUUID(), randomUUID()];
  await stage.publish(aProfile({ customerId: x }, { email: address, referralCode: 'X' }));
  await hasFields(address, 'X', '0,00');

  await sandbox.fault({ action: '500', call: 'subscribe-bulk', rate: 1 });
  await stage.publish(aProfile({ customerId: y }, { email: address, referralCode: 'Y' }));
  await eventually(async () =>
    expect(await stage.contact(x)).toMatchObject({ rejectedReason: 'address-in-use' }),
  );
  const credit = aCredit({ customerId: x }, '5.00', '5.00');
  await stage.publish(credit);
  await becomes(credit.id, 'parked', 'address-in-use');
  const correction = aProfile({ customerId: y }, { email: corrected, referralCode: 'Y' });
  await stage.publish(correction);
  await eventually(async () => expect((await stateOf(correction.id))?.state).toBe('waiting'));
  await sandbox.clearFaults();

  await becomes(credit.id, 'delivered');
  await hasFields(address, 'X', '5,00');
  await hasFields(corrected, 'Y', '0,00');
});

it.each([
  ['a letter in another case', 'žofie', 'Žofie', 'shop.test', 'shop.test'],
  ['a composed and a decomposed letter', '\u017eofka', 'z\u030cofka', 'shop.test', 'shop.test'],
  ['a domain in letters and in ASCII', 'jana', 'jana', 'žlutý.test', 'xn--lut-noa55d.test'],
])('two customers never share a contact by %s', async (_, firstName, secondName, firstHost, secondHost) => {
  const tag = randomUUID().slice(0, 8);
  const [x, y] = [randomUUID(), randomUUID()];
  await stage.publish(aProfile({ customerId: x }, { email: `${firstName}.${tag}@${firstHost}` }));
  await eventually(async () => expect(await stage.contact(x)).toMatchObject({ storedVersion: 1 }));
  await stage.publish(aProfile({ customerId: y }, { email: `${secondName}.${tag}@${secondHost}` }));
  await eventually(async () =>
    expect(await stage.contact(x)).toMatchObject({ rejectedReason: 'address-in-use' }),
  );
});
