import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { Received } from './batch-runner';
import { InHand } from './in-hand';

describe('what is in hand', () => {
  let acknowledged: string[];
  let hand: InHand;

  beforeEach(() => {
    acknowledged = [];
    const ack = ({ fields }: ConsumeMessage, all = false) =>
      acknowledged.push(all ? `up to ${fields.deliveryTag}` : `${fields.deliveryTag}`);
    const nack = ({ fields }: ConsumeMessage) => acknowledged.push(`not ${fields.deliveryTag}`);
    hand = new InHand({ ack, nack } as unknown as ConfirmChannel);
  });

  /** One message for each key, in this order; `-` has none. */
  const receive = (keys: string) =>
    [...keys].forEach((key, index) => {
      const message = { fields: { deliveryTag: index + 1 }, content: Buffer.alloc(9) } as ConsumeMessage;
      hand.add(key === '-' ? { message } : { message, key });
    });
  const tagsOf = (batch: readonly Received[]) => batch.map(({ message }) => message.fields.deliveryTag);

  it('is worked on in its order, whatever has the key of a batch at work after that one', () => {
    receive('abacbd');
    const first = hand.take(2);
    const second = hand.take(2);
    expect([first, second].map(tagsOf)).toEqual([
      [1, 2],
      [4, 6],
    ]);
    expect(hand.take(2)).toEqual([]);
    hand.finish(first);
    expect(tagsOf(hand.take(9))).toEqual([3, 5]);
  });

  it('has no order where messages have no key', () => {
    receive('---');
    expect([hand.take(2), hand.take(2)].map(tagsOf)).toEqual([[1, 2], [3]]);
  });

  it('is acknowledged up to the first message that is not settled, never beyond', () => {
    receive('abacd');
    const first = hand.take(2);
    const second = hand.take(2);
    hand.acknowledge(second);
    expect(acknowledged).toEqual([]);
    hand.finish(second);
    hand.acknowledge(first);
    hand.finish(first);
    expect(acknowledged).toEqual(['up to 2']);
    hand.acknowledge(hand.take(2));
    expect(acknowledged).toEqual(['up to 2', 'up to 5']);
  });

  it('is acknowledged past what was given back', () => {
    receive('ab');
    hand.giveBack({ fields: { deliveryTag: 3 } } as ConsumeMessage);
    hand.acknowledge(hand.take(2));
    expect(acknowledged).toEqual(['not 3', 'up to 2']);
    const message = { fields: { deliveryTag: 4 }, content: Buffer.alloc(9) } as ConsumeMessage;
    hand.add({ message });
    hand.acknowledge(hand.take(1));
    expect(acknowledged.at(-1)).toBe('up to 4');
  });

  it('remembers nothing of what was given back before what is acknowledged', () => {
    receive('ab');
    for (const deliveryTag of [3, 4, 6]) hand.giveBack({ fields: { deliveryTag } } as ConsumeMessage);
    expect(hand.givenBackCount).toBe(3);
    hand.acknowledgeUpTo({ fields: { deliveryTag: 5 } } as ConsumeMessage);
    expect([hand.givenBackCount, acknowledged.at(-1)]).toEqual([1, 'up to 5']);
  });

  it('counts the bytes of what is not finished', () => {
    receive('ab');
    expect(hand.bytes).toBe(18);
    hand.finish(hand.take(1));
    expect(hand.bytes).toBe(9);
  });

  it('is all acknowledged that is done where nothing more is taken, and what lies between is given back', () => {
    receive('abaca');
    const first = hand.take(2);
    hand.acknowledge(hand.take(1));
    hand.finish(first);
    hand.acknowledge(first);
    hand.acknowledgeRest();
    expect(acknowledged).toEqual(['up to 2', 'not 3', 'up to 4']);
    hand.acknowledgeRest();
    expect(acknowledged).toHaveLength(3);
  });
});
