import { contractOf, type MessageClass } from '@ellity/contracts';
import { PATTERN_METADATA } from '@nestjs/microservices/constants';
import { ReceptionHandlers } from '../events/reception.handlers';
import { compared, comparedTypes, comparisonText, isConsistent, type LetterCount } from './comparison';
import type { HourCounts } from './compared-hours';
import type { EventCounts } from './reconciliation';

const type = 'loyalty.CreditChanged.v1';
const published = (count: number, waiting = 0) => [
  { type, published: count, waiting },
  { type: 'loyalty.ShopChanged.v1', published: 7, waiting: 0 },
];
const received = (
  counts: { in: number; delivered: number; parked?: number; elsewhere?: number } | undefined,
  ...letters: readonly LetterCount[]
) => {
  const none = { in: 0, delivered: 0, elsewhere: 0, merged: 0, suppressed: 0, waiting: 0, parked: 0 };
  const byType: Record<string, EventCounts> = counts ? { [type]: { ...none, ...counts } } : {};
  return { received: byType, letters };
};
const nothing = received(undefined);
const byHand = { type, reason: 'published by hand', actor: 'o-1', at: new Date() };
const letter = { type, sender: 'loyalty-core', open: 0, discarded: 0 };

describe('the counts of two services', () => {
  it("are consistent when all that was published was received and is in one state; other types are nobody else's", () => {
    const rows = compared(published(3, 1), received({ in: 4, delivered: 3, parked: 1 }));
    expect(rows).toMatchObject([{ type, published: 3, outbox: 1, in: 4, missing: 0 }]);
    expect(isConsistent(rows)).toBe(true);
    expect(comparisonText('demo', rows)).toContain('exactly one state');
  });

  it('are consistent while messages are in the outbox: they wait and are not lost', () => {
    const rows = compared(published(3, 2), received({ in: 3, delivered: 3 }));
    expect(isConsistent(rows)).toBe(true);
    expect(comparisonText('demo', rows)).toContain('waits for the broker');
  });

  it('are consistent when somebody was erased: the request to forget is answered by a receipt, and is no event of the mirror', () => {
    const erasure = { type: 'loyalty.CustomerErased.v1', published: 2, waiting: 0 };
    const rows = compared([...published(1), erasure], received({ in: 1, delivered: 1 }));
    expect(rows.map((row) => row.type)).toEqual([type]);
    expect(isConsistent(rows)).toBe(true);
  });

  it('are consistent when another service published the event: it is counted as from elsewhere', () => {
    const rows = compared(published(3), received({ in: 4, delivered: 4, elsewhere: 1 }));
    expect(rows).toMatchObject([{ elsewhere: 1, missing: 0 }]);
    expect(isConsistent(rows)).toBe(true);
  });

  it('are consistent when an operator explained the difference, which stays visible with its reason', () => {
    const explained = { ...byHand, hour: null, missing: -1 };
    const rows = compared(published(2), received({ in: 3, delivered: 3 }), [explained]);
    expect(isConsistent(rows)).toBe(true);
    expect(comparisonText('demo', rows, [explained])).toContain('by o-1: published by hand');
    const another = compared(published(2), received({ in: 4, delivered: 4 }), [explained]);
    expect(isConsistent(another)).toBe(false);
  });

  it.each([
    ['is missing', published(4), received({ in: 3, delivered: 3 }), 'not received'],
    ['is missing beside an outbox', published(4, 1), received({ in: 3, delivered: 3 }), 'not received'],
    ['was received of a type that nothing is known of', published(4), nothing, 'not received'],
    [
      'was received that was never published',
      published(2),
      received({ in: 3, delivered: 3 }),
      'never published',
    ],
    ['is in no state', published(3), received({ in: 3, delivered: 2 }), 'not in exactly one state'],
    ['is in two states', published(3), received({ in: 3, delivered: 4 }), 'not in exactly one state'],
  ])('differ when one event %s', (_what, owner, receiver, words) => {
    const rows = compared(owner, receiver);
    expect(isConsistent(rows)).toBe(false);
    expect(comparisonText('demo', rows)).toContain(words);
  });

  it('are consistent with dead letters, those that wait and those that were discarded, and say that some wait', () => {
    const rows = compared(
      published(5),
      received({ in: 3, delivered: 3 }, { ...letter, open: 1, discarded: 1 }),
    );
    expect(rows).toMatchObject([{ published: 5, in: 3, letters: 1, discarded: 1, missing: 0 }]);
    expect(isConsistent(rows)).toBe(true);
    expect(comparisonText('demo', rows)).toContain('Dead letters wait for an operator');
  });

  it.each([
    ['is gone', published(5), { ...letter, discarded: 1 }, 'no dead letter'],
    ['is of another sender', published(4), { ...letter, sender: 'shop-adapter', open: 1 }, 'no dead letter'],
    ['was received as well', published(3), { ...letter, open: 1 }, 'never published'],
  ])('differ when a dead letter %s', (_what, owner, held, words) => {
    const rows = compared(owner, received({ in: 3, delivered: 3 }, held));
    expect(isConsistent(rows)).toBe(false);
    expect(comparisonText('demo', rows)).toContain(words);
  });

  describe('hour by hour', () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 10, 27, hour));
    /** Three events in each of two hours, and two before. */
    const told = [at(8), at(9), null].map((hour) => ({ type, hour, count: hour ? 3 : 2 }));
    const hours = (over: Partial<HourCounts> = {}): HourCounts => ({
      since: at(8),
      published: told.map(({ count, ...one }) => ({ ...one, published: count, waiting: 0 })),
      received: told.map(({ count, ...one }) => ({ ...one, received: count })),
      letters: [],
      stateless: [],
      ...over,
    });
    const receivedBy = (...counts: readonly [number, number, number]) =>
      told.map(({ hour }, index) => ({ type, hour, received: counts[index] ?? 0 }));
    const by = (counts: HourCounts, acknowledged: readonly { hour: Date | null; missing: number }[] = []) => {
      const explained = acknowledged.map((one) => ({ ...byHand, ...one }));
      const rows = compared(published(8), received({ in: 8, delivered: 8 }), explained, counts);
      return { rows, isConsistent: isConsistent(rows), text: comparisonText('demo', rows, explained) };
    };

    it('are consistent when every hour is, also by dead letters and what is in an outbox', () => {
      expect(by(hours())).toMatchObject({ isConsistent: true, rows: [{ hours: [] }] });
      const letters = [{ ...letter, hour: at(9), open: 1 }];
      expect(by(hours({ received: receivedBy(3, 2, 2), letters })).isConsistent).toBe(true);
      const waiting = told.map(({ count, ...one }) => ({ ...one, published: count - 1, waiting: 1 }));
      expect(by(hours({ published: waiting })).isConsistent).toBe(true);
    });

    it('differ when two hours cancel in the sum of the type: both are named', () => {
      const { isConsistent: isWell, rows, text } = by(hours({ received: receivedBy(2, 4, 2) }));
      expect(isWell).toBe(false);
      expect(rows[0]).toMatchObject({ missing: 0, hours: [{ missing: 1 }, { missing: -1 }] });
      expect(text).toContain('Differs: 2026-11-27T08:00 loyalty.CreditChanged.v1: published 3');
    });

    it('differ when something before them does, as one sum', () => {
      expect(by(hours({ received: receivedBy(3, 4, 1) })).rows[0]?.hours).toMatchObject([
        { hour: null, missing: 1 },
        { hour: at(9).toISOString(), missing: -1 },
      ]);
    });

    it('differ when a received event of an hour is in no state, or in two', () => {
      const stateless = [
        { type, hour: at(8), received: 3, inStates: 2 },
        { type, hour: at(9), received: 3, inStates: 4 },
      ];
      expect(by(hours({ stateless })).rows[0]?.hours).toMatchObject([{ stateless: 1 }, { stateless: -1 }]);
    });

    it('are consistent when each difference is explained of its hour, and not when of another', () => {
      const differing = hours({ received: receivedBy(2, 4, 2) });
      const [lost, found] = [
        { hour: at(8), missing: 1 },
        { hour: at(9), missing: -1 },
      ];
      expect(by(differing, [lost, found]).isConsistent).toBe(true);
      expect(by(differing, [lost]).isConsistent).toBe(false);
      expect(by(differing, [lost, { ...found, hour: at(10) }]).isConsistent).toBe(false);
      const old = [
        { hour: at(6), missing: 1 },
        { hour: null, missing: -1 },
      ];
      expect(by(hours(), old).isConsistent).toBe(true);
    });
  });

  it('of a shop without events are consistent', () => {
    expect(isConsistent(compared([], nothing))).toBe(true);
  });
});

it('every event that goes into the mirror is compared', () => {
  const { prototype } = ReceptionHandlers;
  const patternsOf = (name: string): unknown =>
    Reflect.getMetadata(PATTERN_METADATA, Reflect.get(prototype, name) as object);
  const patterns = Object.getOwnPropertyNames(prototype).flatMap(
    (name) => (patternsOf(name) ?? []) as readonly MessageClass[],
  );
  expect(patterns.map((one) => contractOf(one).type).sort()).toEqual([...comparedTypes].sort());
});
