import type { ConnectionRow, PastFailure } from '../connection/connection-row';

export const places = ['loyalty-core', 'RabbitMQ', 'ecomail-sync', 'Ecomail'] as const;

/** One line of a customer's story. */
export interface StoryStep {
  /** Milliseconds since the first thing the story tells of. */
  readonly atMs: number;
  readonly where: (typeof places)[number];
  readonly what: string;
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
      line(event.received_at, 'RabbitMQ', `${shortType(event.type)}, received`, event.id),
      ...(event.state === 'suppressed' && event.reason === 'no-connection'
        ? [line(event.received_at, 'ecomail-sync', 'nobody notified: no-connection', event.id)]
        : []),
    ]),
    ...journal.map((row) => line(row.at, ...stepText(row), row.event_id)),
    ...(hindrance ? hindranceLines(hindrance) : []),
    ...past.filter((one) => events.some((event) => waitedDuring(event, one))).flatMap(pastLines),
  ].sort((a, b) => a.time - b.time);
  const start = lines[0]?.time ?? 0;
  return lines.map(({ time, ...rest }) => ({ atMs: time - start, ...rest }));
}

function line(at: Date, where: StoryStep['where'], what: string, eventId: string | null) {
  return { time: at.getTime(), where, what, at: at.toISOString(), eventId };
}

function hindranceLines({ state, reason, detail, changed_at: at, failing }: Hindrance) {
  if (state === 'paused') {
    const words = detail === null ? '' : ` (${detail})`;
    return [line(at, 'ecomail-sync', `the connection is paused: ${reason ?? ''}${words}; all waits`, null)];
  }
  return Object.entries(failing).flatMap(([kind, { code, message, failures, since, nextAttemptAt }]) => {
    const what = failingWork[kind];
    const often = timesOf(failures);
    return what === undefined
      ? []
      : [
          line(
            new Date(since),
            'Ecomail',
            `${what} failed ${often} since (${code}: ${message}); tried again at ${nextAttemptAt}`,
            null,
          ),
        ];
  });
}

const waitedDuring = ({ received_at, settled_at }: EventRow, { since, until }: PastFailure): boolean =>
  received_at <= new Date(until) && (settled_at === null || settled_at >= new Date(since));

function pastLines({ kind, code, message, failures, since, until }: PastFailure) {
  const words = message === '' ? '' : ` (${message})`;
  if (kind === 'pause') {
    const what = `the connection was paused until ${until}: ${code}${words}`;
    return [line(new Date(since), 'ecomail-sync', what, null)];
  }
  const work = failingWork[kind];
  const what = `${work} failed ${timesOf(failures)} until ${until} (${code}: ${message})`;
  return work === undefined ? [] : [line(new Date(since), 'Ecomail', what, null)];
}

const timesOf = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** Work that a customer waits for; notices are checked by themselves. */
const failingWork: Readonly<Record<string, string>> = {
  writes: 'writing contacts',
  calls: 'sending events',
  unconfirmed: 'looking for events without an answer',
};

const shortType = (type: string): string => type.replace(/^\w+\./, '').replace(/\.v\d+$/, '');

function happeningOf({ type, numbers, entry_id: entryId, reference, announce }: EventRow): string {
  const quiet = announce ? '' : ', not announced';
  switch (shortType(type)) {
    case 'CreditChanged': {
      const amount = text(numbers['amount']);
      const sign = amount.startsWith('-') ? '' : '+';
      return `${sign}${amount} ${text(numbers['reason'])}, balance ${text(numbers['balance'])}${reference ? `, ${reference}` : ''}${quiet}${entryId ? `  entry ${entryId}` : ''}`;
    }
    case 'PinChanged':
      return `${numbers['dropped'] === true ? 'PIN dropped' : 'PIN issued'}${quiet}`;
    case 'CreditsExpiring':
      return `${text(numbers['amount'])} credits lapse after ${text(numbers['expiresOn'])}`;
    default:
      return 'profile changed';
  }
}

function stepText({ step, details }: JournalRow): [StoryStep['where'], string] {
  const label = text(details['label']);
  switch (step) {
    case 'stored':
      return ['Ecomail', `contact stored: ${fieldsText(details['fields'])}`];
    case 'rejected':
      return ['Ecomail', `contact refused: ${text(details['reason'])}`];
    case 'accepted':
      return ['Ecomail', `event ellity/change/${label} accepted`];
    case 'found':
      return ['Ecomail', `event ellity/change/${label} found there after an answer that never came`];
    case 'resent':
      return ['ecomail-sync', `event ellity/change/${label} not found at Ecomail: sent again`];
    case 'in-doubt':
      return [
        'Ecomail',
        `no answer to event ellity/change/${label} (${text(details['code'])}): it will be looked for`,
      ];
    case 'not-sent':
      return [
        'Ecomail',
        `event ellity/change/${label} not taken (${text(details['code'])}): tried again later`,
      ];
    case 'merged':
      return ['ecomail-sync', `merged into event ${text(details['into'])}`];
    case 'suppressed':
      return ['ecomail-sync', `nobody notified: ${text(details['reason'])}`];
    default:
      return ['ecomail-sync', `${step}: ${text(details['reason'] ?? details['code'])}`];
  }
}

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
