/** How a parked event goes on. Without one of these a reason for parking does not compile. */
export type WayOut =
  /** By itself, as soon as the condition holds for its contact (`c`). */
  | { readonly by: 'cause-gone'; readonly when: string }
  /** An operator has it sent after all, or dismisses it: `POST /events/{shop}/parked`. */
  | { readonly by: 'operator' };

interface SuppressionReason {
  readonly state: 'suppressed';
  /** As the runbook says it. */
  readonly why: string;
}

interface ParkingReason {
  readonly state: 'parked';
  readonly why: string;
  readonly wayOut: WayOut;
  /** Who can do something about it. */
  readonly concerns: 'merchant' | 'operator';
  /** What frees it, as the runbook says it. */
  readonly freedBy: string;
}

/** Every reason for which an event is not sent, or not yet. The runbook has the same table, and a test compares them. */
export const eventReasons = {
  'no-connection': { state: 'suppressed', why: 'The shop has no connection, or it was ended meanwhile.' },
  'net-zero': { state: 'suppressed', why: 'Changes of credit that cancel each other out.' },
  'pin-overtaken': {
    state: 'suppressed',
    why: 'The PIN was dropped, or issued anew after it was dropped, before this event went out.',
  },
  'warning-overtaken': {
    state: 'suppressed',
    why: 'The fields held a newer expiry warning before this one went out.',
  },
  erased: { state: 'suppressed', why: 'The customer was erased.' },
  dismissed: { state: 'suppressed', why: 'An operator dismissed the parked event; the journal says why.' },
  'contact-rejected': {
    state: 'parked',
    why: 'Ecomail refuses the contact; `rejectedReason` of `GET /contacts/{shop}/{customer}` says why.',
    wayOut: { by: 'cause-gone', when: 'c.rejected_reason is null' },
    concerns: 'merchant',
    freedBy: 'A changed profile, or an activation.',
  },
  'address-in-use': {
    state: 'parked',
    why: 'Another customer of the shop claimed the address later ([ADR 0023](adr/0023-an-address-has-one-owner.md)).',
    wayOut: { by: 'cause-gone', when: `c.rejected_reason is distinct from 'address-in-use'` },
    concerns: 'merchant',
    freedBy: 'The other customer leaves the address, or this one takes another.',
  },
  'test-mode': {
    state: 'parked',
    why: 'Test mode leaves the contact out; `GET /connections/{shop}/test-mode` says whom it lets through.',
    wayOut: { by: 'cause-gone', when: `c.rejected_reason is distinct from 'test-mode'` },
    concerns: 'merchant',
    freedBy: 'Test mode is ended, or the address is listed.',
  },
  'no-profile': {
    state: 'parked',
    why: 'No profile came for a day.',
    wayOut: { by: 'cause-gone', when: 'c.email is not null' },
    concerns: 'operator',
    freedBy: 'The profile (`CustomerChanged`) arrives.',
  },
  'pin-unreadable': {
    state: 'parked',
    why: 'The stored PIN cannot be opened: its key is missing from `SECRET_KEYS`, or it was damaged.',
    wayOut: { by: 'cause-gone', when: 'not c.pin_unreadable' },
    concerns: 'operator',
    freedBy: 'The key is back and the service restarted, or the customer gets a new PIN.',
  },
  'event-rejected': {
    state: 'parked',
    why: 'Ecomail refuses the event; the story names its code.',
    wayOut: { by: 'operator' },
    concerns: 'operator',
    freedBy: 'An operator, once Ecomail takes it.',
  },
  'answer-unknown': {
    state: 'parked',
    why: 'The connection was ended before the answer to its call could be found.',
    wayOut: { by: 'operator' },
    concerns: 'operator',
    freedBy: 'An operator: freed, it is looked for at Ecomail before it is sent again.',
  },
} as const satisfies Readonly<Record<string, SuppressionReason | ParkingReason>>;

type Reasons = typeof eventReasons;
export type EventReason = keyof Reasons;
type ReasonOf<State> = {
  [Name in EventReason]: Reasons[Name]['state'] extends State ? Name : never;
}[EventReason];
export type SuppressedReason = ReasonOf<'suppressed'>;
export type ParkedReason = ReasonOf<'parked'>;

export const parkedReasons = (Object.keys(eventReasons) as EventReason[]).filter(
  (name): name is ParkedReason => eventReasons[name].state === 'parked',
);

/** In SQL: whether nothing holds back any longer what is parked in `e`, an event of contact `c`. */
export const causeIsGone = Object.entries(eventReasons)
  .flatMap(([name, reason]) =>
    reason.state === 'parked' && reason.wayOut.by === 'cause-gone'
      ? [`(e.reason = '${name}' and ${reason.wayOut.when})`]
      : [],
  )
  .join(' or ');
