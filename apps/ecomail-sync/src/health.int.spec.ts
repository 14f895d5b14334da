import { randomUUID } from 'node:crypto';
import { Sandbox } from './sandbox.fixture';
import { aCredit, aProfile } from './events.fixture';
import { SyncStage } from './sync.fixture';

describe('the health of ecomail-sync', () => {
  let sandbox: Sandbox;
  let stage: SyncStage;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    stage = await SyncStage.create({ ecomailUrl: sandbox.url });
  });

  afterAll(async () => {
    await stage?.close();
    await sandbox?.close();
  });

  it('does not depend on Ecomail: alive, started and ready while nothing answers there and work waits', async () => {
    await stage.activate(sandbox, { quietSeconds: 0 });
    const customerId = randomUUID();
    await stage.publish(aProfile({ customerId }));
    await stage.settled(1);
    await sandbox.fault({ action: 'cut' });
    await stage.publish(aCredit({ customerId }, '5.00', '5.00'));
    expect(await stage.received(2)).toMatchObject({ waiting: 1 });
    for (const check of ['live', 'start', 'ready']) {
      expect([check, (await stage.http('GET', `/health/${check}`)).status]).toEqual([check, 200]);
    }
  });
});
