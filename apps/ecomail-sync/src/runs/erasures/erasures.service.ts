import { ErasureDone, type ErasureResult, identityOf, type NoticeStatus } from '@ellity/contracts';
import type { Staged, Transaction, Writer } from '@ellity/messaging';
import { Clock, SecretBox } from '@ellity/platform';
import { Runs } from '@ellity/runs';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Config, configToken } from '../../config';
import { holdWrites } from '../../contact-writes/unanswered-writes.service';
import { EventsService } from '../../events/events.service';
import { MembershipService } from '../../membership/membership.service';
import { publishVerdict } from '../../membership/notices.service';
import { erasureContext } from '../../sealed-columns';
import * as statements from './erasure-statements';

/** Whom to forget. */
export interface AskedErasure {
  readonly shopId: string;
  readonly customerId: string;
  readonly email: string;
}

interface ErasureRow {
  readonly result: ErasureResult;
  readonly places: string;
  readonly notice_ids: string;
  readonly done_at: Date | null;
}

export const erasureKind = 'erasures';

/**
 * Forgets a customer in everything this service has, in the transaction of the message; Ecomail is asked by a run, and
 * only then it is told that all is done. Asked again, a finished erasure answers as before.
 */
@Injectable()
export class ErasuresService implements Writer<AskedErasure> {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly events: EventsService,
    private readonly memberships: MembershipService,
    private readonly runs: Runs,
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  async write(transaction: Transaction, staged: readonly Staged<AskedErasure>[]): Promise<void> {
    for (const { item, delivery } of staged) {
      const { shopId, customerId } = item;
      const known: ErasureRow[] = await transaction.manager.query(
        'select result, places, notice_ids, done_at from erasures where shop_id = $1 and customer_id = $2 for update',
        [shopId, customerId],
      );
      const [before] = known;
      if (before?.done_at) publishDone(transaction, item, before);
      else if (before) delivery?.noOp('under-way');
      else await this.forget(transaction, item);
      await this.runs.startUnlessOpen({ kind: erasureKind, shopId, step: 'next' }, transaction);
    }
  }

  private async forget(transaction: Transaction, asked: AskedErasure): Promise<void> {
    const { manager } = transaction;
    const { shopId, customerId } = asked;
    const now = this.clock.now();
    await manager.query(`select ${holdWrites}`, [shopId]);
    const contacts: { email: string | null; stored_email: string | null; is_under_way: boolean }[] =
      await manager.query(statements.selectErased, [shopId, customerId]);
    const [contact] = contacts;
    const [former]: [{ email: string }[], number] = await manager.query(statements.deleteFormerAddresses, [
      ...[shopId, customerId],
    ]);
    const emails = [asked.email, contact?.email, contact?.stored_email, ...former.map(({ email }) => email)];
    const addresses = [
      ...new Map(emails.flatMap((email) => (email ? [[identityOf(email), email]] : []))).values(),
    ];
    await manager.query(statements.blankContact, [shopId, customerId, now]);
    await manager.query(statements.leaveWrites, [shopId, customerId]);
    await manager.query(statements.forgetTestAddresses, [shopId, addresses.map(identityOf)]);
    const journal = await countOf(manager, statements.blankJournal, [shopId, customerId]);
    const events = await this.events.erase(manager, shopId, customerId);
    const keys = await this.keysOfNobody(manager, shopId, addresses);
    const notices = await this.forgetNotices(transaction, shopId, keys);
    const memberships = await countOf(manager, statements.deleteMemberships, [shopId, keys]);
    const places = [
      `contacts blanked ${contact ? 1 : 0}`,
      `former_addresses deleted ${former.length}`,
      `journal blanked ${journal}`,
      `domain_events blanked ${events.length}`,
      `memberships deleted ${memberships}`,
      `verifications deleted ${notices.length}`,
    ];
    const isUnderWay = contact?.is_under_way === true || events.some(({ is_sent }) => is_sent);
    await manager.query(
      `insert into erasures (shop_id, customer_id, addresses_sealed, received_at, due_at, look_again_at, places, notice_ids)
       values ($1, $2, $3, $4, $4, $5, $6, $7)`,
      [
        ...[shopId, customerId],
        this.box.seal(JSON.stringify(addresses), erasureContext(shopId, customerId)),
        ...[now, isUnderWay ? new Date(now.getTime() + this.config.delivery.landingMs + marginMs) : null],
        ...[places.join('; '), notices.join(' ')],
      ],
    );
  }

  /** What still waited for a verdict is answered: there is nobody any more whom it could be about. */
  private async forgetNotices(
    transaction: Transaction,
    shopId: string,
    keys: readonly string[],
  ): Promise<string[]> {
    const [rows]: [
      { notice_id: string; email: string; status: NoticeStatus; verdict: string | null }[],
      number,
    ] = await transaction.manager.query(statements.deleteNotices, [shopId, keys]);
    for (const { notice_id: noticeId, email, status, verdict } of rows)
      if (verdict === null) publishVerdict(transaction, shopId, { noticeId, email, status }, 'not-so');
    return rows.slice(0, noticesMax).map(({ notice_id }) => notice_id);
  }

  /** Where somebody else of the shop has the address, what is known by it is about them and stays. */
  private async keysOfNobody(
    manager: EntityManager,
    shopId: string,
    addresses: readonly string[],
  ): Promise<string[]> {
    const owned: { address: string }[] = await manager.query(
      'select address from contacts where shop_id = $1 and address = any($2) and erased_at is null',
      [shopId, addresses.map(identityOf)],
    );
    const living = new Set(owned.map(({ address }) => address));
    const free = addresses.filter((email) => !living.has(identityOf(email)));
    return free.map((email) => this.memberships.keyOf(email));
  }
}

/** As many ids as a message holds. */
const noticesMax = 1_000;
/** Between clocks: when a call of before the erasure can land no more is counted from the message. */
const marginMs = 60_000;

export function publishDone(
  transaction: Transaction,
  { shopId, customerId }: Pick<AskedErasure, 'shopId' | 'customerId'>,
  { result, places, notice_ids: noticeIds }: Omit<ErasureRow, 'done_at'>,
): void {
  transaction.publish(ErasureDone, { result, places, noticeIds }, { shopId, subject: customerId });
}

async function countOf(manager: EntityManager, sql: string, values: unknown[]): Promise<number> {
  const [, count]: [unknown[], number] = await manager.query(sql, values);
  return count;
}
