import type { GetMessage } from 'amqplib';
import { replayOf } from './replay';

const failingQueue = 'marker.marks';
const letter = (headers: object, userId = 'marker') =>
  ({
    content: Buffer.from('{}'),
    fields: { exchange: '', routingKey: `${failingQueue}.dlq` },
    properties: { userId, headers },
  }) as unknown as GetMessage;
const replayed = (message: GetMessage) =>
  replayOf(message, { exchange: '', routingKey: failingQueue }, 'a-replay').options.headers as object;

it.each([
  [
    'noted by the service',
    letter({ 'routing-key': 'loyalty.Wrong.v1', 'error-code': 'routing-key-differs' }),
    'loyalty.Wrong.v1',
  ],
  [
    'noted by the broker',
    letter(
      {
        'x-death': [
          {
            queue: failingQueue,
            reason: 'expired',
            exchange: 'loyalty.commands',
            'routing-keys': ['loyalty.Wrong.v1'],
          },
        ],
      },
      'shop-adapter',
    ),
    'loyalty.Wrong.v1',
  ],
  [
    'noted by nobody, of a letter that failed for it',
    letter({ 'error-code': 'routing-key-differs' }),
    'unknown',
  ],
])('a replayed letter is judged by the routing key that it came under, %s', (_how, message, key) => {
  expect(replayed(message)).toMatchObject({ 'routing-key': key, 'replay-id': 'a-replay' });
});

it('a replayed letter has no routing key that a sender made up', () => {
  expect(replayed(letter({ 'routing-key': 'loyalty.AwardCredit.v1' }, 'shop-adapter'))).not.toHaveProperty(
    'routing-key',
  );
});
