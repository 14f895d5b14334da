import { eventually, runService, type RunningService, TestStack } from '@ellity/testing';
import { markerConfig, markerService } from '../messaging.fixture';
import { QueueProbe } from '../queue-probe.fixture';
import { BrokerConnection } from '../broker/connection';
import { outgoingOf, Publisher } from '../broker/publisher';
import { anAward, seen } from '../messaging.fixture';

const queue = 'marker.marks';

describe('a service whose queue was declared otherwise by somebody', () => {
  let stack: TestStack;
  let service: RunningService;
  let probe: QueueProbe;

  beforeAll(async () => {
    stack = await TestStack.create();
    probe = await QueueProbe.open(stack.rabbitUrl);
    await probe.channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'classic' } });
    const config = markerConfig(stack.rabbitUrl, await stack.createDatabase());
    const messaging = { ...config.messaging, startPatienceMs: 1_000 };
    service = await runService(markerService, { ...config, messaging });
  });

  afterAll(async () => {
    await service?.close();
    await probe?.close();
    await stack?.close();
  });

  const readiness = async () => (await fetch(`${service.url}/health/ready`)).status;

  it('is not ready, and is ready once the queue is gone and declared as it should be', async () => {
    await eventually(async () => expect(await readiness()).toBe(503));
    await probe.channel.deleteQueue(queue);
    await eventually(async () => expect(await readiness()).toBe(200));
    const connection = await BrokerConnection.open(stack.rabbitUrl, 'test');
    await new Publisher(connection).publish([outgoingOf(anAward('afterwards'))]);
    await eventually(() => expect(seen).toContain('afterwards'));
    await connection.close();
  });
});
