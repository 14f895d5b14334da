import { ContactRejectedError, type EcomailMember } from '@ellity/ecomail';
import { Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { Account } from '../accounts/accounts.service';
import type { ConnectionRow } from '../connection/connection-row';
import type { BuiltContact } from '../mirror/dirty-contacts';
import { publishStatus } from './contact-status';
import {
  isIn,
  isOutByUs,
  type Membership,
  membershipActionFor,
  membershipStatusOf,
  type SeenMember,
} from './membership';
import { MembershipService } from './membership.service';

/** A change of membership is a call or two for one contact: how many before other work of the shop has its turn. */
const changesPerTurn = 50;

export interface ConsentOutcome {
  /** Contacts whose membership Ecomail does not change, with what it said. */
  readonly rejected: readonly { readonly item: BuiltContact; readonly reason: string }[];
  /** Their turn comes later; nothing of them may be written before. */
  readonly postponed: readonly BuiltContact[];
}

/** Makes membership at Ecomail follow what the shop says about consent; brings back nobody who left by themselves. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly memberships: MembershipService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Rejects where nothing is known of a change; it is made again with the next turn. */
  async carryOut(
    connection: ConnectionRow,
    account: Account,
    contacts: readonly BuiltContact[],
  ): Promise<ConsentOutcome> {
    const news = contacts.filter(({ row, carriedConsent }) => row.consent !== carriedConsent);
    if (news.length === 0) return { rejected: [], postponed: [] };
    const known = await this.memberships.findByEmail(
      connection.shop_id,
      news.map(({ row }) => row.email),
    );
    const changes = news.flatMap((contact) => {
      const membership = known.get(contact.row.email);
      const action = membershipActionFor(contact.row.consent, contact.carriedConsent, membership);
      return action === 'none' ? [] : [{ contact, action, membership }];
    });
    const rejected: { item: BuiltContact; reason: string }[] = [];
    for (const { contact, action, membership } of changes.slice(0, changesPerTurn)) {
      const reason = await this.change(connection, account, contact, action, membership);
      if (reason !== undefined) rejected.push({ item: contact, reason });
    }
    return { rejected, postponed: changes.slice(changesPerTurn).map(({ contact }) => contact) };
  }

  /** An address that is no customer's any more leaves the list by us; who left it by themselves has left it. */
  async takeOut(connection: ConnectionRow, account: Account, email: string): Promise<void> {
    const { list_id: listId, shop_id: shopId } = connection;
    const seen = seenOf(await account.call((client) => client.getSubscriber(listId, email)));
    if (isIn(seen))
      await this.cause(shopId, email, 'left', () =>
        account.call((client) => client.unsubscribe(listId, email)),
      );
  }

  /**
   * Reads back first, because what happened without a notice counts as well: who left alone stays out, and their leaving
   * is not taken for ours. Resolves with why Ecomail refuses the change.
   */
  private async change(
    connection: ConnectionRow,
    account: Account,
    { row: { email }, payload }: BuiltContact,
    action: 'subscribe' | 'unsubscribe',
    membership: Membership | undefined,
  ): Promise<string | undefined> {
    const { list_id: listId, shop_id: shopId } = connection;
    const seen = seenOf(await account.call((client) => client.getSubscriber(listId, email)));
    const isDue = action === 'unsubscribe' ? isIn(seen) : membership && isOutByUs(seen, membership);
    if (!isDue) {
      await this.remember(shopId, email, seen, membership);
      return undefined;
    }
    if (action === 'unsubscribe')
      return this.cause(shopId, email, 'left', () =>
        account.call((client) => client.unsubscribe(listId, email)),
      );
    return this.cause(shopId, email, 'subscribed', () =>
      account.call((client) =>
        client.updateSubscriberBulk(listId, {
          subscriber_data: [{ ...payload, status: 1 }],
          allow_resubscribe: true,
        }),
      ),
    );
  }

  /** What a read-back showed: that what we had tried was made, or that somebody else did something. */
  private async remember(
    shopId: string,
    email: string,
    seen: SeenMember | undefined,
    membership: Membership | undefined,
  ): Promise<void> {
    if (!seen) return;
    const isOurs =
      membership?.cause === 'ourselves' &&
      membership.status === seen.status &&
      (seen.status !== 'left' || isOutByUs(seen, membership));
    await this.transactions.run(async (transaction) => {
      const { manager } = transaction;
      if (isOurs) return this.memberships.confirm(manager, shopId, [email]);
      const { status } = seen;
      const now = this.clock.now();
      const row = { status, cause: 'unknown' } as const;
      await this.memberships.set(manager, shopId, this.memberships.keyOf(email), row, now);
      if (status !== membership?.status)
        publishStatus(transaction, shopId, { email, ...row, changedAt: now });
    });
  }

  /** Intent, call, confirmation; everybody is told of a membership that we changed. */
  private async cause(
    shopId: string,
    email: string,
    status: 'subscribed' | 'left',
    call: () => Promise<unknown>,
  ): Promise<string | undefined> {
    await this.memberships.intendChange(shopId, email, status);
    try {
      await call();
    } catch (error) {
      await this.memberships.leaveOpen(shopId, [email]);
      if (error instanceof ContactRejectedError) return error.message.slice(0, 300);
      throw error;
    }
    await this.transactions.run(async (transaction) => {
      await this.memberships.confirm(transaction.manager, shopId, [email]);
      publishStatus(transaction, shopId, { email, status, cause: 'ourselves', changedAt: this.clock.now() });
    });
    return undefined;
  }
}

function seenOf(member: EcomailMember | null): SeenMember | undefined {
  const status = membershipStatusOf(member?.status);
  if (!member || status === undefined) return undefined;
  const leftAt = member.unsubscribedAtUtc === null ? NaN : Date.parse(member.unsubscribedAtUtc);
  return { status, leftAt: Number.isNaN(leftAt) ? null : new Date(leftAt) };
}
