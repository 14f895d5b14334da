import { randomUUID } from 'node:crypto';
import { Sandbox } from '../sandbox.fixture';
import { aCredit, aProfile, SyncStage } from '../sync.fixture';

let sandbox: Sandbox;
let stage: SyncStage;
beforeAll(async () => {
  sandbox = await Sandbox.start({ updateBulkUnknown: 'skip' });
  stage = await SyncStage.create({ ecomailUrl: sandbox.url });
  await stage.activate(sandbox);
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

it('contacts that Ecomail passes over in silence in the middle of a batch are found by its count and written anew', async () => {
  const customers = Array.from({ length: 30 }, () => randomUUID());
  const emailOf = (customerId: string) => `${customerId}@shop.test`;
  await stage.publish(
    ...customers.map((customerId) => aProfile({ customerId }, { email: emailOf(customerId) })),
  );
  await stage.settled(30);
  const lost = [customers[10] ?? '', customers[17] ?? ''];
  for (const customerId of lost) await sandbox.erase(emailOf(customerId));
  await stage.publish(
    ...customers.map((customerId) => aCredit({ customerId }, '5.00', '5.00', { announce: false })),
  );
  expect(await stage.settled(60)).toMatchObject({ balanced: true, delivered: 60, parked: 0 });
  const members = await sandbox.members();
  expect(members.map(({ email }) => email).sort()).toEqual(customers.map(emailOf).sort());
  expect(members.map(({ fields }) => fields['ellity_credit'])).toEqual(Array(30).fill('5,00'));
});
