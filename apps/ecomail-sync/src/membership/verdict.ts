import type { NoticeStatus, NoticeVerdict, StatusCause } from '@ellity/contracts';

export type MembershipStatus = 'subscribed' | 'left' | 'bounced' | 'complained' | 'unconfirmed' | 'unknown';

/** What is known about one address in one list. */
export interface Membership {
  readonly status: MembershipStatus;
  readonly cause: StatusCause;
}

export interface Notice {
  readonly status: NoticeStatus;
  readonly listId: number;
}

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

/**
 * The verdict as far as it needs no call; undefined: look at the contact. A status that we ourselves gave and that
 * nobody changed since is an echo. Our intents are recorded before our calls, so the order of answers and
 * notices does not matter; and once the contact left, our having subscribed it counts no more.
 */
export function verdictWithoutLook(
  notice: Notice,
  connection: { readonly state: string; readonly list_id: number } | undefined,
  known: Membership | undefined,
): NoticeVerdict | undefined {
  if (!connection || connection.state === 'inactive') return 'no-connection';
  if (notice.listId !== connection.list_id) return 'other-list';
  return known?.cause === 'ourselves' && known.status === statusToldBy(notice) ? 'echo' : undefined;
}

/**
 * The verdict after a look: `seen` is the contact's status at Ecomail now. A notice that tells what was known
 * already tells no change; taking it for one would let a repeated or forged notice earn something.
 */
export function verdictAfterLook(
  notice: Notice,
  seen: MembershipStatus | undefined,
  known: Membership | undefined,
): NoticeVerdict {
  if (seen === undefined || seen === 'unknown') return 'not-so';
  if (notice.status === 'subscribed') {
    if (seen === 'unconfirmed') return 'unconfirmed';
    return seen === 'subscribed' && known?.status !== 'subscribed' ? 'genuine' : 'not-so';
  }
  const isGone = seen === 'left' || seen === 'bounced' || seen === 'complained';
  return isGone && known?.status !== seen ? 'genuine' : 'not-so';
}

const statusToldBy = (notice: Notice): MembershipStatus =>
  notice.status === 'subscribed' ? 'subscribed' : 'left';
