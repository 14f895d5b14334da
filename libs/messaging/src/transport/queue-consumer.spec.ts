import { eventually } from '@ellity/testing';
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { BrokerConnection } from '../broker/connection';
import { consumerDefaults } from '../options';
import { QueueConsumer, type Runner } from './queue-consumer';
import { GivingBackSettler } from './settler';

const bodyBytes = 9;
const runner: Runner = {
  read: (message) => ({ message }),
  run: (received) => Promise.resolve(new Map(received.map(({ message }) => [message, { kind: 'done' }]))),
};

describe('the subscription of a queue', () => {
  let made: string[];
  let cancelled: string[];
  let close: () => void;

  /** The broker hands out so many together with its answer to the first subscription, so many after the next. */
  async function read(atOnce: readonly number[], bytesMax: number): Promise<void> {
    [made, cancelled] = [[], []];
    let deliveryTag = 0;
    const channel = {
      once: (_: 'close', listener: () => void) => (close = listener),
      prefetch: () => Promise.resolve(),
      get: () => Promise.resolve(false),
      consume: (_: string, deliver: (message: ConsumeMessage) => void) => {
        const consumerTag = `subscription ${made.push(`subscription ${made.length + 1}`)}`;
        const handOut = () => {
          for (let count = atOnce[made.length - 1] ?? 0; count > 0; count -= 1) {
            const fields = { consumerTag, deliveryTag: (deliveryTag += 1), redelivered: false };
            deliver({ fields, properties: {}, content: Buffer.alloc(bodyBytes) } as ConsumeMessage);
          }
        };
        if (made.length === 1) handOut();
        else setImmediate(handOut);
        return Promise.resolve({ consumerTag });
      },
      cancel: (consumerTag: string) => Promise.resolve(void cancelled.push(consumerTag)),
      ack: () => undefined,
      nack: () => undefined,
      close: () => Promise.resolve(),
    } as unknown as ConfirmChannel;
    const connection = {
      keepChannel: (setUp: (channel: ConfirmChannel) => Promise<void>) => ({ open: () => setUp(channel) }),
    } as unknown as BrokerConnection;
    const options = { ...consumerDefaults, batchesAtOnce: 1, fillWaitMs: 0, bytesMax };
    const settler = new GivingBackSettler('letters', 0);
    await new QueueConsumer('letters', () => Promise.resolve(), runner, settler, options).start(connection);
  }
  afterEach(() => close());

  it('is one, also where a backlog comes together with the answer to it', async () => {
    await read([4], 1_000);
    await eventually(() => expect(made).toHaveLength(2));
    expect(cancelled).toEqual(['subscription 1']);
  });

  it('ends where more comes than there is room for, however few were asked for, and is made again after that', async () => {
    await read([2, 2], bodyBytes);
    await eventually(() => expect(made).toHaveLength(3));
    expect(cancelled).toEqual(['subscription 1', 'subscription 2']);
  });
});
