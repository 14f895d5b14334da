import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { Sandbox } from '../sandbox.fixture';
import { aProfile } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

let sandbox: Sandbox;
let stage: SyncStage;
beforeAll(async () => {
  sandbox = await Sandbox.start();
  stage = await SyncStage.create({ ecomailUrl: sandbox.url });
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

const emailOf = (customerId: string) => `c${customerId.slice(-12)}@shop.test`;
const historyOf = async (customerId: string) => {
  const member = (await sandbox.members()).find(({ email }) => email === emailOf(customerId));
  return member?.history.map(({ status, by }) => `${status} ${by}`);
};
const says = (customerId: string, marketingConsent: 'granted' | 'denied', over: object = {}) =>
  stage.publish(aProfile({ customerId }, { marketingConsent, ...over }));
const settled = (customerId: string, version: number) =>
  eventually(async () => expect(await stage.contact(customerId)).toMatchObject({ storedVersion: version }));

it('a denial of consent unsubscribes before anything else is written, and a grant brings back whom we put out', async () => {
  await stage.activate(sandbox);
  const heard = await stage.listen('ecomail.events', ['ecomail.ContactStatusChanged.v1']);
  const [denied, left] = [randomUUID(), randomUUID()];
  await says(denied, 'granted');
  await says(left, 'granted');
  await settled(denied, 1);
  await settled(left, 1);
  await sandbox.visitor('unsubscribe', emailOf(left));
  const writes = (await sandbox.calls('update-subscriber-bulk')).length;
  await says(denied, 'denied');
  await settled(denied, 2);
  expect(await historyOf(denied)).toEqual(['1 api', '2 api']);
  expect((await sandbox.calls('update-subscriber-bulk')).length).toBe(writes);
  await says(left, 'denied');
  await settled(left, 2);
  await says(denied, 'granted');
  await says(left, 'granted');
  await settled(denied, 3);
  await settled(left, 3);
  expect(await historyOf(denied)).toEqual(['1 api', '2 api', '1 api']);
  expect(await historyOf(left)).toEqual(['1 api', '2 visitor']);
  await eventually(() =>
    expect(heard.map(({ data }) => [data['email'], data['status'], data['cause']])).toEqual([
      [emailOf(denied), 'left', 'ourselves'],
      [emailOf(left), 'left', 'unknown'],
      [emailOf(denied), 'subscribed', 'ourselves'],
    ]),
  );
});

it('a denial that Ecomail does not answer is carried out later, and the event settles only then', async () => {
  const customerId = randomUUID();
  await says(customerId, 'granted');
  await settled(customerId, 1);
  await sandbox.fault({ action: '500', call: 'unsubscribe', times: 2 });
  await says(customerId, 'denied', { firstName: 'Eva' });
  await settled(customerId, 2);
  expect(await sandbox.faultsLeft()).toEqual([]);
  expect(await historyOf(customerId)).toEqual(['1 api', '2 api']);
});

it('a list that is gone pauses the connection also where only consent changes, whatever Ecomail answers to a read-back', async () => {
  const customerId = randomUUID();
  await says(customerId, 'granted');
  await settled(customerId, 1);
  await sandbox.switch({ unknownList: '422' });
  await sandbox.removeList();
  await says(customerId, 'denied');
  await eventually(async () =>
    expect((await stage.http('GET', '/connections/demo')).body).toMatchObject({
      state: 'paused',
      reason: 'list-missing',
    }),
  );
  expect(await stage.contact(customerId)).toMatchObject({ storedVersion: 1, rejectedReason: null });
});
