import { type EcomailMember, type MemberStatusWord, memberStatusWords } from '@ellity/ecomail';
import type { Account } from '../accounts/accounts.service';
import { type MembershipStatus, membershipStatusOf } from './membership';

/** Some who were in a list at a time, by the key of the address. */
export interface SeenMembers {
  readonly members: ReadonlyMap<string, MembershipStatus>;
  /** The first page of the list was asked for then or later. */
  readonly seenAt: Date;
}

const statusOfWord: Readonly<Record<MemberStatusWord, MembershipStatus>> = {
  subscribed: 'subscribed',
  unsubscribed: 'left',
  not_confirmed: 'unconfirmed',
  bounced: 'bounced',
  complained: 'complained',
};
const perPageUsual = 1_000;

/** Where the next page of members is. */
export interface MembersPlace {
  /** Index of the status that is being read. */
  readonly status: number;
  readonly page: number;
}

export interface ListedMember {
  readonly row: EcomailMember;
  readonly status: MembershipStatus;
}

/**
 * A page of the members of a list, and where the next one is; null: this was the last. There is one pass per status,
 * since there is no word for all. Pages may repeat rows, and pass over some, while the list changes. The row's own
 * status is believed before the word of its page, which has soft and hard bounces in one.
 */
export async function readMembersPage(
  account: Account,
  listId: number,
  { status: index, page }: MembersPlace,
  perPage: number = perPageUsual,
): Promise<{ listed: readonly ListedMember[]; next: MembersPlace | null }> {
  const word = memberStatusWords[index];
  if (word === undefined) return { listed: [], next: null };
  const { rows } = await account.call((client) =>
    client.listSubscribers(listId, { status: word, page, perPage }),
  );
  const isLastOfStatus = rows.length < perPage;
  const next = isLastOfStatus ? { status: index + 1, page: 1 } : { status: index, page: page + 1 };
  return {
    listed: rows.map((row) => ({ row, status: statusIn(row.status) ?? statusOfWord[word] })),
    next: next.status < memberStatusWords.length ? next : null,
  };
}

function statusIn(code: number): MembershipStatus | undefined {
  const status = membershipStatusOf(code);
  return status === 'unknown' ? undefined : status;
}
