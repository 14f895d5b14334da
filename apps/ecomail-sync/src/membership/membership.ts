import type { MarketingConsent, NoticeStatus, StatusCause } from '@ellity/contracts';

export type MembershipStatus = 'subscribed' | 'left' | 'bounced' | 'complained' | 'unconfirmed' | 'unknown';

/** What is known about one address in one list. */
export interface Membership {
  readonly status: MembershipStatus;
  readonly cause: StatusCause;
  /** Since when; of a change by ourselves, when it was first tried. */
  readonly at: Date;
  /** Of a change by ourselves that is not known to have been made: until when it may show. Null: it was made. */
  readonly openUntil: Date | null;
  /** The change is to bring back somebody whom we had put out. */
  readonly isReturn: boolean;
}

/** A call may be carried out this long after it ended without an answer, or with one that leaves it open. */
export const landingMs = 10 * 60_000;
/** The longest that one call for many contacts may take, with its waits and repeats. */
export const callMsMax = 60 * 60_000;
/** Clocks of our services may differ by this much. */
const clockToleranceMs = 5 * 60_000;

/** Ecomail's status codes. 3 is a soft bounce: still a member. */
const statusByCode: Readonly<Record<number, MembershipStatus>> = {
  1: 'subscribed',
  2: 'left',
  3: 'subscribed',
  4: 'bounced',
  5: 'complained',
  6: 'unconfirmed',
};

/** Undefined: not in the list. */
export const membershipStatusOf = (code: number | undefined): MembershipStatus | undefined =>
  code === undefined ? undefined : (statusByCode[code] ?? 'unknown');

export const statusToldBy = (status: NoticeStatus): MembershipStatus =>
  status === 'subscribed' ? 'subscribed' : 'left';

/**
 * Whether what we did ourselves can be what a notice of then tells of. An intent that never became true ends: whoever
 * signs up after it can no longer show did so alone, and so did whoever was there before we tried. Leaving is ours
 * for an hour only: taking a later one for ours could bring somebody back who left.
 */
export function mayBeOurs({ status, cause, at, openUntil }: Membership, then: Date): boolean {
  if (cause !== 'ourselves') return false;
  const time = then.getTime();
  if (time < at.getTime() - clockToleranceMs) return false;
  if (status === 'left') return openUntil === null && time <= at.getTime() + callMsMax;
  return openUntil === null || time <= openUntil.getTime();
}

export type MembershipAction = 'subscribe' | 'unsubscribe' | 'none';

/**
 * What a shop's word about consent asks for at Ecomail. A denial ends what we began; it ends what the contact or
 * somebody else began only where it is news, so that the box left unticked at the till does not undo a sign-up. A
 * grant brings back only those whose leaving was ours. `carried`: the word that membership follows already.
 */
export function membershipActionFor(
  consent: MarketingConsent,
  carried: MarketingConsent | null,
  membership: Membership | undefined,
): MembershipAction {
  if (consent === carried || consent === 'unknown') return 'none';
  const isOurs = membership?.cause === 'ourselves';
  if (consent === 'granted') {
    const isReturnOpen = membership?.isReturn === true && membership.openUntil !== null;
    return isOurs && (membership.status === 'left' || isReturnOpen) ? 'subscribe' : 'none';
  }
  if (membership === undefined) return carried === null ? 'none' : 'unsubscribe';
  if (isOurs && membership.status === 'left') return membership.openUntil === null ? 'none' : 'unsubscribe';
  const isOut = ['left', 'bounced', 'complained'].includes(membership.status);
  return !isOut && (isOurs || carried !== null) ? 'unsubscribe' : 'none';
}

/** Whether there is anybody to be put out; to put out again who left alone would make their leaving look like ours. */
export const isIn = (seen: SeenMember | undefined): boolean =>
  seen?.status === 'subscribed' || seen?.status === 'unconfirmed';

/** A member as one read-back shows it. */
export interface SeenMember {
  readonly status: MembershipStatus;
  readonly leftAt: Date | null;
}

/**
 * The last word before somebody is subscribed again: they are out, and nobody but us put them out. Ecomail leaves the
 * time of leaving empty for some who were imported; those who were there before us are known by the list we read.
 */
export function isOutByUs(seen: SeenMember | undefined, membership: Membership): boolean {
  if (seen?.status !== 'left' || membership.cause !== 'ourselves') return false;
  const { status, at, openUntil, isReturn } = membership;
  if (status !== 'left' && !isReturn) return false;
  if (seen.leftAt === null) return true;
  const leftAt = seen.leftAt.getTime();
  if (isReturn) return leftAt <= at.getTime() + clockToleranceMs;
  const until = openUntil?.getTime() ?? at.getTime() + callMsMax;
  return leftAt >= at.getTime() - clockToleranceMs && leftAt <= until + clockToleranceMs;
}
