import { PinChanged } from '@ellity/contracts';
import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { Sandbox } from '../sandbox.fixture';
import { aCredit, anEvent, aProfile, encryptedPin } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

const lateKey = `late:${Buffer.alloc(32, 7).toString('base64')}`;
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

async function restart(secretKeys: string, isEnabled: boolean): Promise<void> {
  await stage.stop();
  Object.assign(stage.config, { secretKeys });
  Object.assign(stage.config.delivery, { isEnabled });
  await stage.start();
}

it('a PIN whose key is missing is parked by itself, and goes on when the key is back', async () => {
  const firstKey = stage.config.secretKeys;
  await stage.activate(sandbox);
  const [customerId, neighbour] = [randomUUID(), randomUUID()];
  await stage.publish(aProfile({ customerId }), aProfile({ customerId: neighbour }));
  await stage.settled(2);

  await restart(`${lateKey},${firstKey}`, false);
  await stage.publish(
    anEvent<PinChanged>(PinChanged, { pin: await encryptedPin('0042'), announce: true }, { customerId }),
    aCredit({ customerId }, '5.00', '5.00'),
    aCredit({ customerId: neighbour }, '6.00', '6.00'),
  );
  await stage.received(5);

  await restart(firstKey, true);
  expect(await stage.settled(5)).toMatchObject({
    consistent: true,
    delivered: 4,
    parked: 1,
    reasons: { 'pin-unreadable': 1 },
  });
  const fieldsOf = async (label: string) =>
    (await sandbox.events()).filter((event) => event.label === label).map(({ fields }) => fields);
  expect((await fieldsOf('credit')).map((fields) => fields['ellity_credit']).sort()).toEqual([
    '5,00',
    '6,00',
  ]);
  expect(await fieldsOf('pin')).toEqual([]);

  await restart(`${firstKey},${lateKey}`, true);
  await eventually(async () => expect(await fieldsOf('pin')).toMatchObject([{ ellity_pin: '0042' }]));
  await eventually(async () =>
    expect(await stage.reconciliation()).toMatchObject({
      consistent: true,
      delivered: 5,
      parked: 0,
      waiting: 0,
    }),
  );
  expect((await stage.story(customerId)).steps.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['parked: pin-unreadable', 'freed: pin-unreadable']),
  );
});
