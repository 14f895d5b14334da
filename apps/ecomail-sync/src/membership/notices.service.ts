import { type NoticeStatus, NoticeVerified, type NoticeVerdict, type VerifyNotice } from '@ellity/contracts';
import { type Delivery, type Staged, type Transaction, Transactions, type Writer } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { readsByIndex } from '../by-index';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionsService } from '../connection/connections.service';
import { WorkSignal } from '../accounts/work-signal';
import { MembershipService } from './membership.service';
import { selectWithoutConnection } from './retention-statements';
import { verdictWithoutReadBack } from './verdict';

/** What the column holds. No list has a greater id; a notice that names one is about another list. */
const listIdMax = 2_147_483_647;

interface ReceivedNotice {
  readonly shopId: string;
  readonly emailKey: string;
  readonly notice: VerifyNotice;
}

/** Takes list notices to be checked; decides at once what needs no read-back of the contact, and leaves the rest to one. */
@Injectable()
export class NoticesService implements Writer<ReceivedNotice> {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly memberships: MembershipService,
    private readonly signal: WorkSignal,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  stage(delivery: Delivery, notice: VerifyNotice): void {
    const shopId = delivery.envelope.shopid;
    delivery.transaction.stage(
      this,
      { shopId, emailKey: this.memberships.keyOf(notice.email), notice },
      delivery,
    );
  }

  /** Notices that nobody will check any more, because their shop's connection was ended meanwhile. */
  async giveUpWithoutConnection(): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await transaction.manager.query(readsByIndex);
      const pending: {
        notice_id: string;
        shop_id: string;
        email: string;
        status: VerifyNotice['status'];
        origin: NoticeOrigin;
      }[] = await transaction.manager.query(selectWithoutConnection);
      for (const { notice_id: noticeId, shop_id: shopId, email, status, origin } of pending) {
        publishVerdict(transaction, shopId, { noticeId, email, status }, 'no-connection', origin);
      }
      await transaction.manager.query(
        `update verifications set verdict = 'no-connection', decided_at = $2, email = '' where notice_id = any($1)`,
        [pending.map(({ notice_id }) => notice_id), this.clock.now()],
      );
    });
  }

  /**
   * Has changes of status that were seen in the list checked as if Ecomail had told of them; one that waits to be
   * checked anyhow is not told twice. Resolves with how many are to be checked.
   */
  async observe(
    transaction: Transaction,
    connection: Pick<ConnectionRow, 'shop_id' | 'list_id'>,
    observed: readonly { readonly email: string; readonly status: NoticeStatus }[],
  ): Promise<number> {
    if (observed.length === 0) return 0;
    const rows: unknown[] = await transaction.manager.query(
      `insert into verifications (notice_id, shop_id, email, email_key, status, list_id, received_at, due_at, origin)
       select gen_random_uuid(), $1, input.email, input.email_key, input.status, $2, $3, $3, 'observed'
       from unnest($4::text[], $5::text[], $6::text[]) as input (email, email_key, status)
       where not exists (select from verifications v
         where v.shop_id = $1 and v.email_key = input.email_key and v.verdict is null)
       returning 1`,
      [
        ...[connection.shop_id, connection.list_id, this.clock.now()],
        observed.map(({ email }) => email),
        observed.map(({ email }) => this.memberships.keyOf(email)),
        observed.map(({ status }) => status),
      ],
    );
    transaction.afterCommit(() => this.signal.wake(connection.shop_id));
    return rows.length;
  }

  async write(transaction: Transaction, staged: readonly Staged<ReceivedNotice>[]): Promise<void> {
    const { manager } = transaction;
    const now = this.clock.now();
    const isTold = await this.tellAgain(transaction, staged);
    const undecided = staged.filter((one) => !isTold.has(one));
    const received = undecided.map(({ item }) => item);
    const connections = await this.connections.findMany(
      [...new Set(received.map(({ shopId }) => shopId))],
      manager,
    );
    for (const { shopId, notice } of received) await this.memberships.rekey(manager, shopId, [notice.email]);
    const known = await this.memberships.find(manager, received);
    const verdicts = received.map(({ shopId, emailKey, notice }) =>
      verdictWithoutReadBack(
        { ...notice, receivedAt: new Date(notice.receivedAt) },
        connections.get(shopId),
        known.get(`${shopId}/${emailKey}`),
      ),
    );
    const column = (valueOf: (one: ReceivedNotice) => unknown) => received.map(valueOf);
    const recorded: { notice_id: string }[] = await manager.query(
      `insert into verifications (notice_id, shop_id, email, email_key, status, list_id, received_at, verdict, due_at, decided_at)
       select input.notice_id, input.shop_id, case when input.verdict is null then input.email else '' end, input.email_key,
         input.status, input.list_id, input.received_at, input.verdict, $9, case when input.verdict is not null then $9::timestamptz end
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::timestamptz[], $8::text[])
         as input (notice_id, shop_id, email, email_key, status, list_id, received_at, verdict)
       on conflict do nothing returning notice_id`,
      [
        column(({ notice }) => notice.noticeId),
        column(({ shopId }) => shopId),
        column(({ notice }) => notice.email),
        column(({ emailKey }) => emailKey),
        column(({ notice }) => notice.status),
        column(({ notice }) => (Math.abs(notice.listId) > listIdMax ? 0 : notice.listId)),
        column(({ notice }) => notice.receivedAt),
        verdicts.map((verdict) => verdict ?? null),
        now,
      ],
    );
    const isRecorded = new Set(recorded.map(({ notice_id }) => notice_id));
    received.forEach((one, index) => {
      const verdict = verdicts[index];
      if (!isRecorded.delete(one.notice.noticeId.toLowerCase()))
        undecided[index]?.delivery?.noOp('already-checked');
      else if (verdict === undefined) transaction.afterCommit(() => this.signal.wake(one.shopId));
      else publishVerdict(transaction, one.shopId, one.notice, verdict);
    });
  }

  /**
   * Of those that are asked about once more: a verdict that lasts is told again; any other is forgotten, so that the
   * notice is verified as if it had just come. Resolves with those that were told.
   */
  private async tellAgain(
    transaction: Transaction,
    staged: readonly Staged<ReceivedNotice>[],
  ): Promise<ReadonlySet<Staged<ReceivedNotice>>> {
    const told = new Set<Staged<ReceivedNotice>>();
    for (const one of staged) {
      const { shopId, notice } = one.item;
      if (notice.again !== true) continue;
      const of = [shopId, notice.noticeId];
      const [decided]: { verdict: NoticeVerdict }[] = await transaction.manager.query(selectDecided, of);
      if (!decided) continue;
      if (lasting.includes(decided.verdict)) {
        publishVerdict(transaction, shopId, notice, decided.verdict);
        told.add(one);
      } else
        await transaction.manager.query(
          'delete from verifications where shop_id = $1 and notice_id = $2',
          of,
        );
    }
    return told;
  }
}

/** What stays as it was decided: a second look would find that the change is known by now. */
const lasting: readonly NoticeVerdict[] = ['genuine', 'echo'];

const selectDecided = `
  select notice_id, verdict from verifications
  where shop_id = $1 and notice_id = $2 and verdict is not null for update`;

/** How a change of status became known: Ecomail told of it, or a drift check found it in the list. */
export type NoticeOrigin = 'notice' | 'observed';

/** Tells everybody the verdict on a notice. */
export function publishVerdict(
  transaction: Transaction,
  shopId: string,
  notice: Pick<VerifyNotice, 'noticeId' | 'email' | 'status'>,
  verdict: NoticeVerdict,
  origin: NoticeOrigin = 'notice',
): void {
  const { noticeId, email, status } = notice;
  transaction.publish(NoticeVerified, { noticeId, email, status, verdict, origin }, { shopId });
}
