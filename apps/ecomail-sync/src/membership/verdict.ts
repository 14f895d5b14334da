import type { NoticeStatus, NoticeVerdict } from '@ellity/contracts';
import { mayBeOurs, type Membership, type MembershipStatus, statusToldBy } from './membership';

export interface Notice {
  readonly status: NoticeStatus;
  readonly listId: number;
  /** When it came to us. */
  readonly receivedAt: Date;
}

/**
 * The verdict as far as it needs no call; undefined: read the contact back. A status that we ourselves gave and that
 * nobody changed since is an echo. Our intents are recorded before our calls, so the order of answers and
 * notices does not matter; and once the contact left, our having subscribed it counts no more.
 */
export function verdictWithoutReadBack(
  notice: Notice,
  connection: { readonly state: string; readonly list_id: number } | undefined,
  known: Membership | undefined,
): NoticeVerdict | undefined {
  if (!connection || connection.state === 'inactive') return 'no-connection';
  if (notice.listId !== connection.list_id) return 'other-list';
  const isOurs = known?.status === statusToldBy(notice.status) && mayBeOurs(known, notice.receivedAt);
  return isOurs ? 'echo' : undefined;
}

/**
 * The verdict after a read-back: `seen` is the contact's status at Ecomail now. A notice that tells what was known
 * already tells no change; taking it for one would let a repeated or forged notice earn something. What we caused
 * ourselves is known of a notice only where it can be what the notice tells of.
 */
export function verdictAfterReadBack(
  notice: Notice,
  seen: MembershipStatus | undefined,
  membership: Membership | undefined,
): NoticeVerdict {
  const known =
    membership?.cause === 'ourselves' && !mayBeOurs(membership, notice.receivedAt) ? undefined : membership;
  if (seen === undefined || seen === 'unknown') return 'not-so';
  if (notice.status === 'subscribed') {
    if (seen === 'unconfirmed') return 'unconfirmed';
    return seen === 'subscribed' && known?.status !== 'subscribed' ? 'genuine' : 'not-so';
  }
  const isGone = seen === 'left' || seen === 'bounced' || seen === 'complained';
  return isGone && known?.status !== seen ? 'genuine' : 'not-so';
}

/**
 * What Ecomail would have told of a status that was seen in the list, had it told; undefined: it is what was known, or
 * nobody needs to hear of it. Nothing is decided by it: a page may be older than what is known, so the notice's path
 * looks at the contact. Somebody who was never known and is out changed nothing.
 */
export function noticeMissed(
  seen: MembershipStatus,
  known: Pick<Membership, 'status'> | undefined,
): NoticeStatus | undefined {
  if (seen === known?.status || seen === 'unknown') return undefined;
  if (seen === 'subscribed' || seen === 'unconfirmed') return 'subscribed';
  return known === undefined ? undefined : 'unsubscribed';
}
