import { contractOf, CreditChanged, CreditsExpiring, CustomerChanged, PinChanged } from '@ellity/contracts';
import { type ComparedHour, differingHoursOf, type HourCounts, missingOf } from './compared-hours';
import type { Acknowledged, EventCounts } from './reconciliation';

/** What loyalty-core says of a type in `GET /shops/{shop}/reconciliation`: confirmed by the broker, and in its outbox. */
export interface PublishedCount {
  readonly type: string;
  readonly published: number;
  readonly waiting: number;
}

/** What dead-letters says of a type and a sender in `GET /shops/{shop}/reconciliation`. Delivered ones were received. */
export interface LetterCount {
  readonly type: string;
  readonly sender: string;
  readonly open: number;
  readonly discarded: number;
}

export interface ComparedType extends EventCounts {
  readonly type: string;
  readonly published: number;
  /** Still in the owner's outbox: waiting for the broker, not lost. */
  readonly outbox: number;
  /** Dead letters that wait for an operator, and those that one discarded. */
  readonly letters: number;
  readonly discarded: number;
  /** Published, not received, and no dead letter: on the way, or lost. Negative: received and never published. */
  readonly missing: number;
  /** Of `missing`, what an operator explained. */
  readonly acknowledged: number;
  /** Received and in no state; negative: in more states than one. */
  readonly stateless: number;
  /** The hours in which something of this differs and is not explained. */
  readonly hours: readonly ComparedHour[];
}

type ReceivedCounts = Readonly<Record<string, EventCounts>>;

/** Whose count is closed. Letters of others in its name are none of its messages. */
const publisher = 'loyalty-core';

/** The events that ecomail-sync takes into its mirror. */
export const comparedTypes: readonly string[] = [
  CustomerChanged,
  CreditChanged,
  PinChanged,
  CreditsExpiring,
].map((message) => contractOf(message).type);

/**
 * Puts the owner's count of every type beside the receiver's and that of the dead letters: services that counted for
 * themselves, each in the transaction of the thing itself. What others published counts apart. Read the receiver first
 * and the owner last, so that what comes in between counts as on the way.
 */
export function compared(
  published: readonly PublishedCount[],
  { received, letters }: { readonly received: ReceivedCounts; readonly letters: readonly LetterCount[] },
  acknowledged: readonly Pick<Acknowledged, 'type' | 'hour' | 'missing'>[] = [],
  hours?: HourCounts,
): ComparedType[] {
  return comparedTypes.flatMap((type) => {
    const own = published.find((one) => one.type === type) ?? { published: 0, waiting: 0 };
    const counts = received[type] ?? nothing;
    const held = letters.filter((one) => one.type === type && one.sender === publisher);
    if (own.published + own.waiting + held.length === 0 && counts === nothing) return [];
    const open = held.reduce((sum, one) => sum + one.open, 0);
    const discarded = held.reduce((sum, one) => sum + one.discarded, 0);
    const { delivered, merged, suppressed, parked, waiting } = counts;
    return [
      {
        type,
        ...counts,
        published: own.published,
        outbox: own.waiting,
        letters: open,
        discarded,
        missing: missingOf(own, counts.in - counts.elsewhere + open + discarded),
        acknowledged: acknowledged
          .filter((one) => one.type === type)
          .reduce((sum, { missing }) => sum + missing, 0),
        stateless: counts.in - (delivered + merged + suppressed + parked + waiting),
        hours: hours ? differingHoursOf(type, hours, publisher, acknowledged) : [],
      },
    ];
  });
}

const nothing: EventCounts = {
  in: 0,
  elsewhere: 0,
  delivered: 0,
  merged: 0,
  suppressed: 0,
  parked: 0,
  waiting: 0,
};

export const isConsistent = (rows: readonly ComparedType[]): boolean =>
  rows.every(
    ({ missing, acknowledged, stateless, hours }) =>
      missing === acknowledged && stateless === 0 && hours.length === 0,
  );

const columns = [
  'published',
  'outbox',
  'elsewhere',
  'in',
  'delivered',
  'merged',
  'suppressed',
  'parked',
  'waiting',
  'letters',
  'discarded',
  'missing',
] as const;

/** As people read it, one type a line. */
export function comparisonText(
  shopId: string,
  rows: readonly ComparedType[],
  acknowledged: readonly Acknowledged[] = [],
): string {
  const lines = [
    ['', ...columns],
    ...rows.map((row) => [row.type, ...columns.map((column) => String(row[column]))]),
  ];
  const table = lines.map(([type = '', ...cells]) =>
    [type.padEnd(28), ...cells.map((cell) => cell.padStart(11))].join(''),
  );
  const explained = acknowledged.map(
    ({ type, hour, missing, reason, actor }) =>
      `Acknowledged: ${missing} ${type}${hour === null ? '' : ` of ${instantText(hour)}`}, by ${actor}: ${reason}`,
  );
  const hours = rows.flatMap(({ type, hours: differing }) => differing.map((hour) => hourText(type, hour)));
  return [`Reconciliation of ${shopId}`, ...table, ...hours, ...explained, verdictOf(rows)].join('\n');
}

const instantText = (hour: Date | string): string => new Date(hour).toISOString().slice(0, 16);

function hourText(type: string, one: ComparedHour): string {
  const { published, outbox, received, letters, missing, stateless } = one;
  const at = one.hour === null ? 'before' : instantText(one.hour);
  const counts = `published ${published}, outbox ${outbox}, received ${received}, letters ${letters}`;
  return `Differs: ${at} ${type}: ${counts}: missing ${missing}, in no state ${stateless}`;
}

function verdictOf(rows: readonly ComparedType[]): string {
  const waiting = rows.some(({ outbox }) => outbox > 0)
    ? ' What is in the outbox waits for the broker; nothing of it is lost.'
    : '';
  const letters = rows.some((row) => row.letters > 0)
    ? ' Dead letters wait for an operator (npm run dlq -- list).'
    : '';
  if (isConsistent(rows))
    return `All that loyalty-core published was received or is a dead letter, and is in exactly one state.${letters}${waiting}`;
  const isMissing = rows.some(
    ({ missing, acknowledged, hours }) => missing > acknowledged || hours.some((hour) => hour.missing > 0),
  );
  return isMissing
    ? `Something published was not received and is no dead letter: on the way (ask again), or lost.${waiting}`
    : `Something was received that loyalty-core never published, or is not in exactly one state: see the runbook, Reconciliation differs.${waiting}`;
}
