import { AwardCredit, contracts, CreditChanged, RecordConsent } from '@ellity/contracts';
import type { MessageHandler } from '@nestjs/microservices';
import type { ConsumerTraits } from '../consumer.decorator';
import { queuesOf } from './handlers';

function handler(feature?: string, next?: MessageHandler, traits: ConsumerTraits = {}): MessageHandler {
  const handle: MessageHandler = () => Promise.resolve({});
  handle.extras = feature ? { feature, ...traits } : {};
  if (next) handle.next = next;
  return handle;
}

describe('queuesOf', () => {
  it('makes one queue of the handlers of a feature', () => {
    const queues = queuesOf('marker', new Map<unknown, MessageHandler>([[CreditChanged, handler('marks')]]));
    expect(queues.map(({ queue, handles }) => [queue, [...handles.keys()]])).toEqual([
      ['marker.marks', ['loyalty.CreditChanged.v1']],
    ]);
  });

  it.each([
    [{ batchesAtOnce: 2, batchSizeMax: 400 }, { batchesAtOnce: 3, batchSizeMax: 300 }, [2, 300]],
    [{ batchesAtOnce: 2, batchSizeMax: 400 }, {}, [1, undefined]],
    [{}, { batchesAtOnce: 2, batchSizeMax: 400 }, [1, undefined]],
  ])('has of each trait what suits all consumers of the queue: %j and %j', (one, other, least) => {
    const handlers = new Map<unknown, MessageHandler>([
      [CreditChanged, handler('marks', undefined, one)],
      [AwardCredit, handler('marks', undefined, other)],
    ]);
    const [queue] = queuesOf('marker', handlers);
    expect([queue?.batchesAtOnce, queue?.batchSizeMax]).toEqual(least);
  });

  it('refuses a doubled handler, one without a queue, one without a contract, all named together', () => {
    const handlers = new Map<unknown, MessageHandler>([
      [CreditChanged, handler('marks', handler('marks'))],
      [AwardCredit, handler()],
      ['loyalty.Invented', handler('marks')],
    ]);
    expect(() => queuesOf('marker', handlers)).toThrow(
      'marker cannot start: loyalty.CreditChanged.v1 has more than one handler; ' +
        'the handler of loyalty.AwardCredit.v1 stands in a class without @Consumer; ' +
        'a handler names no message class of the contracts: loyalty.Invented',
    );
  });

  it('refuses a service that leaves a command of its own unhandled', () => {
    const owned = contracts.filter(({ kind, name }) => kind === 'command' && name.startsWith('loyalty.'));
    const others = owned.filter(({ dataClass }) => dataClass !== RecordConsent);
    const handlers = new Map<unknown, MessageHandler>(
      others.map(({ dataClass }) => [dataClass, handler('credits')]),
    );
    expect(() => queuesOf('loyalty-core', handlers)).toThrow('loyalty.RecordConsent.v1 has no handler');
    handlers.set(RecordConsent, handler('credits'));
    expect(queuesOf('loyalty-core', handlers)).toHaveLength(1);
  });
});
