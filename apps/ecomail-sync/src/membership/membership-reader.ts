import { type MemberStatusWord, memberStatusWords } from '@ellity/ecomail';
import type { Account } from '../accounts/accounts.service';
import type { MembershipStatus } from './membership';

/** Everybody who was in a list at a time, by the key of the address. */
export interface SeenMembers {
  readonly members: ReadonlyMap<string, MembershipStatus>;
  /** The first page was asked for then. */
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

/**
 * Everybody in a list by status: one pass per status, since there is no word for all. Pages may repeat rows while
 * the list changes; the last word wins.
 */
export async function readMembers(
  account: Account,
  listId: number,
  keyOf: (email: string) => string,
): Promise<Map<string, MembershipStatus>> {
  const members = new Map<string, MembershipStatus>();
  for (const status of memberStatusWords) {
    for (let page = 1; ; page += 1) {
      const { rows } = await account.call((client) =>
        client.listSubscribers(listId, { status, page, perPage }),
      );
      for (const row of rows) members.set(keyOf(row.email), statusOf[status]);
      if (rows.length < perPage) break;
    }
  }
  return members;
}
