import { eventually, runService, TestStack } from '@ellity/testing';
import { BrokerConnection } from '../broker/connection';
import { markerConfig, markerService } from '../messaging.fixture';
import { assertShared, checkShared } from '../topology';

describe('a service on a broker that was not set up', () => {
  it('is not ready, declares nothing of what all share, and becomes ready by the set-up', async () => {
    const stack = await TestStack.create();
    const model = await BrokerConnection.open(stack.rabbitUrl, 'set-up', { reopens: false });
    const channel = await model.createChannel();
    await channel.deleteExchange('loyalty.events');
    const config = markerConfig(stack.rabbitUrl, await stack.createDatabase());
    const messaging = { ...config.messaging, startPatienceMs: 500 };
    const service = await runService(markerService, { ...config, messaging });
    try {
      const readiness = async () => (await fetch(`${service.url}/health/ready`)).status;
      await eventually(async () => expect(await readiness()).toBe(503));
      const probe = await model.createChannel();
      probe.on('error', () => undefined);
      await expect(checkShared(probe)).rejects.toThrow(
        "there is no exchange 'loyalty.events' on the broker: the set-up",
      );
      await assertShared(channel);
      await eventually(async () => expect(await readiness()).toBe(200));
    } finally {
      await service.close();
      await model.close();
      await stack.close();
    }
  });
});
