import { type MemberStatusWord, memberStatusWords } from '@ellity/ecomail';
import type { Account } from '../accounts/accounts.service';
import type { MembershipStatus } from './membership';

/** Some who were in a list at a time, by the key of the address. */
export interface SeenMembers {
  readonly members: ReadonlyMap<string, MembershipStatus>;
  /** The first page of the list was asked for then or later. */
  readonly seenAt: Date;
}

const statusOf: Readonly<Record<MemberStatusWord, MembershipStatus>> = {
  subscribed: 'subscribed',
  unsubscribed: 'left',
  not_confirmed: 'unconfirmed',
  bounced: 'bounced',
  complained: 'complained',
};
const perPage = 1_000;

/** Where the next page of members is. */
export interface MembersPlace {
  /** Index of the status that is being read. */
  readonly status: number;
  readonly page: number;
}

/**
 * A page of the members of a list, and where the next one is; null: this was the last. There is one pass per status,
 * since there is no word for all. Pages may repeat rows while the list changes; the last word wins.
 */
export async function readMembersPage(
  account: Account,
  listId: number,
  { status: index, page }: MembersPlace,
  keyOf: (email: string) => string,
): Promise<{ members: Map<string, MembershipStatus>; next: MembersPlace | null }> {
  const status = memberStatusWords[index];
  if (status === undefined) return { members: new Map(), next: null };
  const { rows } = await account.call((client) => client.listSubscribers(listId, { status, page, perPage }));
  const isLastOfStatus = rows.length < perPage;
  const next = isLastOfStatus ? { status: index + 1, page: 1 } : { status: index, page: page + 1 };
  return {
    members: new Map(rows.map((row) => [keyOf(row.email), statusOf[status]])),
    next: next.status < memberStatusWords.length ? next : null,
  };
}
