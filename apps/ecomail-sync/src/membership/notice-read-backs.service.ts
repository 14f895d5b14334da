import type { NoticeStatus, NoticeVerdict } from '@ellity/contracts';
import { type Transaction, Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../config';
import type { ConnectionRow } from '../connection/connection-row';
import { Account } from '../accounts/accounts.service';
import { publishStatus } from './contact-status';
import { type NoticeOrigin, publishVerdict } from './notices.service';
import { MembershipService } from './membership.service';
import { type Membership, type MembershipStatus, membershipStatusOf } from './membership';
import { verdictAfterReadBack, verdictWithoutReadBack } from './verdict';

interface PendingNotice {
  readonly notice_id: string;
  readonly email: string;
  readonly status: NoticeStatus;
  readonly list_id: number;
  readonly received_at: Date;
  readonly origin: NoticeOrigin;
}

/** A contact with the notices that were there before the read-back; one that comes during it may tell of something newer. */
interface ContactToRead {
  readonly email_key: string;
  readonly email: string;
  readonly notice_ids: readonly string[];
  readonly attempts: number;
}

const longestWaitMs = 10 * 60_000;
/** How many contacts are read back before other work of the key has its turn. */
const readBacksPerTurn = 10;

/** Decides list notices by one read-back of the contact; all notices of a contact share it. */
@Injectable()
export class NoticeReadBacksService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly memberships: MembershipService,
    private readonly clock: Clock,
  ) {}

  /** Resolves with whether there was anything to read back. A failed read-back is repeated with the shop's next turn. */
  async readBackNext(connection: ConnectionRow, account: Account): Promise<boolean> {
    const contacts: ContactToRead[] = await this.dataSource.query(
      `select email_key, min(email) as email, array_agg(notice_id) as notice_ids, max(attempts)::int as attempts from verifications
       where shop_id = $1 and verdict is null and due_at <= $2 group by email_key order by min(due_at) limit ${readBacksPerTurn}`,
      [connection.shop_id, this.clock.now()],
    );
    for (const contact of contacts) {
      const seen = await this.readBack(connection, account, contact);
      await this.decide(connection, contact, membershipStatusOf(seen?.status));
    }
    return contacts.length > 0;
  }

  /** A contact that cannot be read back waits longer each time, so that it holds up neither others nor delivery. */
  private async readBack(connection: ConnectionRow, account: Account, contact: ContactToRead) {
    try {
      return await account.call((client) => client.getSubscriber(connection.list_id, contact.email));
    } catch (error) {
      const waitMs = Math.min(longestWaitMs, this.config.delivery.pollMs * 2 ** (contact.attempts + 1));
      await this.dataSource.query(
        `update verifications set attempts = least(attempts + 1, 30), due_at = $2 where notice_id = any($1) and verdict is null`,
        [contact.notice_ids, new Date(this.clock.now().getTime() + waitMs)],
      );
      throw error;
    }
  }

  private async decide(
    connection: ConnectionRow,
    { email_key: emailKey, notice_ids: noticeIds }: ContactToRead,
    seen: MembershipStatus | undefined,
  ): Promise<void> {
    const shopId = connection.shop_id;
    const now = this.clock.now();
    await this.transactions.run(async (transaction) => {
      const { manager } = transaction;
      const pending: PendingNotice[] = await manager.query(
        `select notice_id, email, status, list_id, received_at, origin from verifications
         where notice_id = any($1) and verdict is null order by received_at, notice_id for update`,
        [noticeIds],
      );
      let known = (await this.memberships.find(manager, [{ shopId, emailKey }])).get(`${shopId}/${emailKey}`);
      const verdicts: NoticeVerdict[] = [];
      for (const one of pending) {
        const notice = { status: one.status, listId: one.list_id, receivedAt: one.received_at };
        const verdict =
          verdictWithoutReadBack(notice, connection, known) ?? verdictAfterReadBack(notice, seen, known);
        if (verdict === 'genuine' || verdict === 'unconfirmed')
          known = await this.accept(transaction, shopId, emailKey, one.email, seen, now);
        verdicts.push(verdict);
        publishVerdict(
          transaction,
          shopId,
          { noticeId: one.notice_id, email: one.email, status: one.status },
          verdict,
          one.origin,
        );
      }
      await manager.query(
        `update verifications v set verdict = input.verdict, decided_at = $3, email = ''
         from unnest($1::uuid[], $2::text[]) as input (notice_id, verdict) where v.notice_id = input.notice_id`,
        [pending.map(({ notice_id }) => notice_id), verdicts, now],
      );
    });
  }

  /** The contact did it: the membership is recorded, and everybody is told of a membership that changed. */
  private async accept(
    transaction: Transaction,
    shopId: string,
    emailKey: string,
    email: string,
    seen: MembershipStatus | undefined,
    now: Date,
  ): Promise<Membership> {
    const row: Membership = {
      status: seen ?? 'unknown',
      cause: 'contact',
      at: now,
      openUntil: null,
      isReturn: false,
    };
    await this.memberships.set(transaction.manager, shopId, emailKey, row, now);
    publishStatus(transaction, shopId, { email, status: row.status, cause: 'contact', changedAt: now });
    return row;
  }
}
