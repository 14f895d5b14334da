import type { ConnectionRow, PastFailure } from '../../connection/connection-row';
import type { JournalStep } from '../../events/journal-entries.service';
import { type Fact, type FactCode, type FactReason, reasonOf, sentenceOf } from './story-facts';

export const places = ['loyalty-core', 'RabbitMQ', 'ecomail-sync', 'Ecomail'] as const;

/** One line of a customer's story. */
export interface StoryStep {
  /** Milliseconds since the first thing the story tells of. */
  readonly atMs: number;
  readonly where: (typeof places)[number];
  /** In English, for the command line and for whoever reads the answer as it is. */
  readonly what: string;
  /** What `what` says, for whoever has words of their own. */
  readonly code: FactCode;
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly reason: FactReason | null;
  readonly at: string;
  readonly eventId: string | null;
}

export interface Story {
  readonly shopId: string;
  readonly customerId: string;
  readonly steps: readonly StoryStep[];
}

export interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly occurred_at: Date;
  readonly received_at: Date;
  readonly numbers: Readonly<Record<string, unknown>>;
  readonly announce: boolean;
  readonly reference: string | null;
  readonly entry_id: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly settled_at: Date | null;
  readonly label: string | null;
}

export interface JournalRow {
  readonly at: Date;
  readonly step: string;
  readonly event_id: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What of its shop's connection stands in the way of a customer for whom something waits. */
export type Hindrance = Pick<ConnectionRow, 'state' | 'reason' | 'detail' | 'changed_at' | 'failing'>;

/** Puts what is known of events, the journal and what hinders or hindered in the order in which it happened. */
export function storySteps(
  events: readonly EventRow[],
  journal: readonly JournalRow[],
  hindrance?: Hindrance,
  past: readonly PastFailure[] = [],
): StoryStep[] {
  const lines = [
    ...events.flatMap((event) => [
      line(event.occurred_at, 'loyalty-core', happeningOf(event), event.id),
      line(event.received_at, 'RabbitMQ', receptionOf(event), event.id),
      ...(event.state === 'suppressed' && event.reason === 'no-connection'
        ? [line(event.received_at, 'ecomail-sync', withoutConnection, event.id)]
        : []),
    ]),
    ...journal.flatMap(journalLines),
    ...(hindrance ? hindranceLines(hindrance) : []),
    ...past.filter((one) => events.some((event) => waitedDuring(event, one))).flatMap(pastLines),
  ].sort((a, b) => a.time - b.time);
  const start = lines[0]?.time ?? 0;
  return lines.map(({ time, ...rest }) => ({ atMs: time - start, ...rest }));
}

function line(at: Date, where: StoryStep['where'], fact: Fact, eventId: string | null) {
  const { code, values } = fact;
  const said = { what: sentenceOf(fact), code, values, reason: reasonOf(fact) };
  return { time: at.getTime(), where, ...said, at: at.toISOString(), eventId };
}

function hindranceLines({ state, reason, detail, changed_at: at, failing }: Hindrance) {
  if (state === 'paused') {
    const values = { reason: reason ?? '', message: detail ?? '' };
    return [line(at, 'ecomail-sync', { code: 'connection-paused', values }, null)];
  }
  return Object.entries(failing).flatMap(
    ([kind, { code: failure, message, failures, since, nextAttemptAt }]) => {
      const codes = failingWork[kind];
      const values = { failure, message, failures, nextAttemptAt };
      return codes === undefined ? [] : [line(new Date(since), 'Ecomail', { code: codes.now, values }, null)];
    },
  );
}

const waitedDuring = ({ received_at, settled_at }: EventRow, { since, until }: PastFailure): boolean =>
  received_at <= new Date(until) && (settled_at === null || settled_at >= new Date(since));

function pastLines({ kind, code: failure, message, failures, since, until }: PastFailure) {
  const values = { failure, message, failures, until };
  if (kind === 'pause') {
    return [line(new Date(since), 'ecomail-sync', { code: 'connection-was-paused', values }, null)];
  }
  const codes = failingWork[kind];
  return codes === undefined ? [] : [line(new Date(since), 'Ecomail', { code: codes.past, values }, null)];
}

/** Work that a customer waits for; notices are checked by themselves. */
const failingWork: Readonly<
  Record<
    string,
    {
      readonly now: Extract<FactCode, `${string}-failing`>;
      readonly past: Extract<FactCode, `${string}-failed`>;
    }
  >
> = {
  writes: { now: 'writes-failing', past: 'writes-failed' },
  calls: { now: 'calls-failing', past: 'calls-failed' },
  unconfirmed: { now: 'read-backs-failing', past: 'read-backs-failed' },
};

const receptionOf = ({ type }: EventRow): Fact => ({ code: 'received', values: { event: shortType(type) } });
const withoutConnection: Fact = { code: 'event-suppressed', values: { reason: 'no-connection' } };

const shortType = (type: string): string => type.replace(/^\w+\./, '').replace(/\.v\d+$/, '');

function happeningOf({ type, numbers, entry_id, reference, announce: announced }: EventRow): Fact {
  const value = (name: string): string => text(numbers[name]);
  switch (shortType(type)) {
    case 'CreditChanged': {
      const told = { reference: reference ?? '', entryId: entry_id ?? '', announced };
      const [amount, reason, balance] = [value('amount'), value('reason'), value('balance')];
      return { code: 'credit-changed', values: { amount, reason, balance, ...told } };
    }
    case 'PinChanged':
      return { code: numbers['dropped'] === true ? 'pin-dropped' : 'pin-issued', values: { announced } };
    case 'CreditsExpiring':
      return {
        code: 'credits-expiring',
        values: { amount: value('amount'), expiresOn: value('expiresOn') },
      };
    default:
      return { code: 'profile-changed', values: {} };
  }
}

/** A step that is not known here is left out: an older version wrote it, or a newer one. */
function journalLines({ at, step, details, event_id: eventId }: JournalRow) {
  const found = journalFacts[step as JournalStep] as (typeof journalFacts)[JournalStep] | undefined;
  if (!found) return [];
  const [where, factFrom] = found;
  return [
    line(
      at,
      where,
      factFrom((name) => text(details[name]), details),
      eventId,
    ),
  ];
}

type Value = (name: string) => string;
type FactFrom = (value: Value, details: JournalRow['details']) => Fact;
const ofLabel =
  (code: 'event-accepted' | 'event-found' | 'event-resent'): FactFrom =>
  (value) => ({ code, values: { label: value('label') } });
const ofFailure =
  (code: 'event-unanswered' | 'event-not-taken'): FactFrom =>
  (value) => ({ code, values: { label: value('label'), failure: value('code') } });
const ofReason =
  (code: 'event-suppressed' | 'event-parked' | 'event-freed'): FactFrom =>
  (value) => ({ code, values: { reason: value('reason') } });

const journalFacts: Readonly<Record<JournalStep, readonly [StoryStep['where'], FactFrom]>> = {
  stored: [
    'Ecomail',
    (_, { fields }) => ({ code: 'contact-stored', values: { fields: fieldsText(fields) } }),
  ],
  rejected: ['Ecomail', (value) => ({ code: 'contact-refused', values: { message: value('reason') } })],
  accepted: ['Ecomail', ofLabel('event-accepted')],
  found: ['Ecomail', ofLabel('event-found')],
  resent: ['ecomail-sync', ofLabel('event-resent')],
  'in-doubt': ['Ecomail', ofFailure('event-unanswered')],
  'not-sent': ['Ecomail', ofFailure('event-not-taken')],
  merged: ['ecomail-sync', (value) => ({ code: 'event-merged', values: { into: value('into') } })],
  suppressed: ['ecomail-sync', ofReason('event-suppressed')],
  parked: ['ecomail-sync', ofReason('event-parked')],
  freed: ['ecomail-sync', ofReason('event-freed')],
};

/** The fields that say most, in their order; empty ones are left out. */
function fieldsText(fields: unknown): string {
  const entries = Object.entries((fields ?? {}) as Record<string, unknown>).filter(
    ([name, value]) => value !== null && value !== '' && !name.endsWith('_num'),
  );
  return entries.map(([name, value]) => `${name}=${text(value)}`).join(' ');
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** A story as people read it, offsets aligned. */
export function storyText(story: Story): string {
  const width = Math.max(8, ...story.steps.map(({ atMs }) => offset(atMs).length));
  return [
    `Story of ${story.customerId}`,
    ...story.steps.map(
      ({ atMs, where, what }) => `  ${offset(atMs).padEnd(width)} ${where.padEnd(14)} ${what}`,
    ),
  ].join('\n');
}

const offset = (ms: number): string => `+${ms} ms`;
