import { AwardCredit, contracts, CreditChanged, RecordConsent } from '@ellity/contracts';
import type { MessageHandler } from '@nestjs/microservices';
import { queuesOf } from './handlers';

const handler = (feature?: string, next?: MessageHandler): MessageHandler =>
  Object.assign(() => Promise.resolve(), { extras: feature ? { feature } : {}, ...(next ? { next } : {}) });

describe('queuesOf', () => {
  it('makes one queue of the handlers of a feature', () => {
    const queues = queuesOf('marker', new Map<unknown, MessageHandler>([[CreditChanged, handler('marks')]]));
    expect(queues.map(({ queue, handles }) => [queue, [...handles.keys()]])).toEqual([
      ['marker.marks', ['loyalty.CreditChanged.v1']],
    ]);
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
