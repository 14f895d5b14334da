/** What a line of a story says: a stable code with its values, and the English sentence of it. */
import { notFoundCode } from '../../accounts/ecomail-failure';
import { type PauseReason, pauseReasons } from '../../connection/stages/connection-states';
import { textCodeOfFailure } from '../../connection/stages/merchant-texts';
import { type EventReason, eventReasons } from '../../events/event-reasons';

/** The values of each code; a text that was emptied since, such as after an erasure, is ''. */
interface FactValues {
  readonly 'credit-changed': {
    readonly amount: string;
    readonly reason: string;
    readonly balance: string;
    readonly reference: string;
    readonly entryId: string;
    readonly announced: boolean;
  };
  readonly 'pin-issued': { readonly announced: boolean };
  readonly 'pin-dropped': { readonly announced: boolean };
  readonly 'credits-expiring': { readonly amount: string; readonly expiresOn: string };
  readonly 'profile-changed': Readonly<Record<never, never>>;
  readonly received: { readonly event: string };
  readonly 'contact-stored': { readonly fields: string };
  readonly 'contact-refused': { readonly message: string };
  readonly 'event-accepted': { readonly label: string };
  readonly 'event-found': { readonly label: string };
  readonly 'event-resent': { readonly label: string };
  readonly 'event-unanswered': { readonly label: string; readonly failure: string };
  readonly 'event-not-taken': { readonly label: string; readonly failure: string };
  readonly 'event-merged': { readonly into: string };
  readonly 'event-suppressed': { readonly reason: string };
  readonly 'event-parked': { readonly reason: string };
  readonly 'event-freed': { readonly reason: string };
  readonly 'connection-paused': { readonly reason: string; readonly message: string };
  readonly 'connection-was-paused': PastValues;
  readonly 'writes-failing': FailingValues;
  readonly 'calls-failing': FailingValues;
  readonly 'read-backs-failing': FailingValues;
  readonly 'writes-failed': PastValues;
  readonly 'calls-failed': PastValues;
  readonly 'read-backs-failed': PastValues;
}

type FailingValues = {
  readonly failure: string;
  readonly message: string;
  readonly failures: number;
  readonly nextAttemptAt: string;
};

type PastValues = {
  readonly failure: string;
  readonly message: string;
  readonly failures: number;
  readonly until: string;
};

export type FactCode = keyof FactValues;
export type Fact = {
  [Code in FactCode]: { readonly code: Code; readonly values: FactValues[Code] };
}[FactCode];

const announcedText = (announced: boolean): string => (announced ? '' : ', not announced');
const timesOf = (count: number): string => (count === 1 ? 'once' : `${count} times`);
const tracker = (label: string): string => `event ellity/change/${label}`;
const failing = (work: string) => (of: FailingValues) =>
  `${work} failed ${timesOf(of.failures)} since (${of.failure}: ${of.message}); tried again at ${of.nextAttemptAt}`;
const failed = (work: string) => (of: PastValues) =>
  `${work} failed ${timesOf(of.failures)} until ${of.until} (${of.failure}: ${of.message})`;
const inBrackets = (words: string): string => (words === '' ? '' : ` (${words})`);

/** A code without a sentence does not compile. */
const sentences: { readonly [Code in FactCode]: (values: FactValues[Code]) => string } = {
  'credit-changed': ({ amount, reason, balance, reference, entryId, announced }) =>
    [
      `${amount.startsWith('-') ? '' : '+'}${amount} ${reason}, balance ${balance}`,
      reference === '' ? '' : `, ${reference}`,
      announcedText(announced),
      entryId === '' ? '' : `  entry ${entryId}`,
    ].join(''),
  'pin-issued': ({ announced }) => `PIN issued${announcedText(announced)}`,
  'pin-dropped': ({ announced }) => `PIN dropped${announcedText(announced)}`,
  'credits-expiring': ({ amount, expiresOn }) => `${amount} credits lapse after ${expiresOn}`,
  'profile-changed': () => 'profile changed',
  received: ({ event }) => `${event}, received`,
  'contact-stored': ({ fields }) => `contact stored: ${fields}`,
  'contact-refused': ({ message }) => `contact refused: ${message}`,
  'event-accepted': ({ label }) => `${tracker(label)} accepted`,
  'event-found': ({ label }) => `${tracker(label)} found there after an answer that never came`,
  'event-resent': ({ label }) => `${tracker(label)} not found at Ecomail: sent again`,
  'event-unanswered': ({ label, failure }) =>
    `no answer to ${tracker(label)} (${failure}): it will be looked for`,
  'event-not-taken': ({ label, failure }) => `${tracker(label)} not taken (${failure}): tried again later`,
  'event-merged': ({ into }) => `merged into event ${into}`,
  'event-suppressed': ({ reason }) => `nobody notified: ${reason}`,
  'event-parked': ({ reason }) => `parked: ${reason}`,
  'event-freed': ({ reason }) => `freed: ${reason}`,
  'connection-paused': ({ reason, message }) =>
    `the connection is paused: ${reason}${inBrackets(message)}; all waits`,
  'connection-was-paused': ({ until, failure, message }) =>
    `the connection was paused until ${until}: ${failure}${inBrackets(message)}`,
  'writes-failing': failing('writing contacts'),
  'calls-failing': failing('sending events'),
  'read-backs-failing': failing('looking for events without an answer'),
  'writes-failed': failed('writing contacts'),
  'calls-failed': failed('sending events'),
  'read-backs-failed': failed('looking for events without an answer'),
};

export const factCodes = Object.keys(sentences) as FactCode[];

export const sentenceOf = ({ code, values }: Fact): string =>
  (sentences[code] as (values: Fact['values']) => string)(values);

const failureReasons = [
  ...(['ecomail-unreachable', 'ecomail-maintenance', 'ecomail-busy', 'ecomail-unavailable'] as const),
  ...(['ecomail-refused', 'key-rejected', 'not-at-ecomail', 'contact-changed'] as const),
] as const;
/** Why an event is not sent, why a connection stands still, or what became of a call to Ecomail. */
export type FactReason = EventReason | PauseReason | (typeof failureReasons)[number];

export const factReasons: readonly FactReason[] = [
  ...new Set<FactReason>([
    ...(Object.keys(eventReasons) as EventReason[]),
    ...(Object.keys(pauseReasons) as PauseReason[]),
    ...failureReasons,
  ]),
];

/** As a code that people's words are chosen by; null: there is none, or it is one of an older version. */
export function reasonOf({ code, values }: Fact): FactReason | null {
  if (code === 'credit-changed') return null;
  const said = 'failure' in values ? values.failure : 'reason' in values ? values.reason : undefined;
  if (said === undefined) return null;
  return factReasons.find((known) => known === said) ?? failureReasonOf(said);
}

function failureReasonOf(code: string): FactReason | null {
  if (!code.startsWith('ecomail.')) return null;
  if (code === notFoundCode) return 'not-at-ecomail';
  const reason = textCodeOfFailure({ code });
  return factReasons.find((known) => known === reason) ?? null;
}
