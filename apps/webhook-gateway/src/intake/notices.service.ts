import { identityOf } from '@ellity/contracts';
import { Transactions } from '@ellity/messaging';
import { Keyset, Problem, shortenAddresses } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Source } from '../addresses/sources';
import type { Translation } from './intake.service';
import type { NoticesQuery } from './notices.request';
import type { NoticeAnswer, NoticeDetailAnswer, NoticesAnswer, NoticeTotal } from './notices.response';
import { openCondition } from './open-notices';

/** How each source reads its bodies. */
export type BodyReaders = Readonly<Record<Source, (body: Buffer) => Translation>>;
export const bodyReaders = Symbol('body readers');

type NoticeRow = Omit<NoticeAnswer, 'receivedAt' | 'verifiedAt' | 'settledAt'> & {
  readonly receivedAt: Date;
  readonly verifiedAt: Date | null;
  readonly settledAt: Date | null;
};

const columns = `id, source, received_at as "receivedAt", state, email, status, rejected_reason as "rejectedReason",
  verdict, command_type as command, outcome, outcome_reason as "outcomeReason", outcome_amount::text as "outcomeAmount",
  verified_at as "verifiedAt", settled_at as "settledAt", ${openCondition} as "isOpen", octet_length(body) as bytes`;

const bodyMax = 4_000;

/** What came in and what became of it; addresses shortened. */
@Injectable()
export class NoticesService {
  private readonly pages = new Keyset('notices', ['uuid']);

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    @Inject(bodyReaders) private readonly readers: BodyReaders,
  ) {}

  /** The newest first; deleted ones are missing. */
  async page(shopId: string, query: NoticesQuery): Promise<NoticesAnswer> {
    const { before, limit, source, state, verdict, outcome, open, email, from, to } = query;
    const [last = null] = this.pages.keysOf(before) ?? [];
    const rows: NoticeRow[] = await this.dataSource.query(
      `select ${columns} from notices
        where shop_id = $1 and ($2::uuid is null or id < $2)
          and ($4::text is null or source = $4) and ($5::text is null or state = $5)
          and ($6::text is null or verdict = $6) and ($7::text is null or outcome = $7)
          and ($8::boolean is null or ${openCondition}) and ($9::text is null or lower(email) = $9)
          and ($10::timestamptz is null or received_at >= $10) and ($11::timestamptz is null or received_at < $11)
        order by id desc
        limit $3`,
      [
        ...[shopId, last, limit + 1, source, state, verdict, outcome, open === undefined ? null : true],
        ...[email === undefined ? null : identityOf(email), from, to],
      ],
    );
    return this.pages.pageOf(rows.map(answerFrom), limit, ({ id }) => [id]);
  }

  async show(shopId: string, noticeId: string): Promise<NoticeDetailAnswer> {
    const [row]: (NoticeRow & { contentType: string; body: Buffer })[] = await this.dataSource.query(
      `select ${columns}, content_type as "contentType", body from notices where shop_id = $1 and id = $2`,
      [shopId, noticeId],
    );
    if (!row) throw unknownNotice();
    const { contentType, body, ...notice } = row;
    return {
      ...answerFrom(notice),
      contentType,
      body: shortenAddresses(new TextDecoder().decode(body)).slice(0, bodyMax),
    };
  }

  /**
   * Has a notice verified once more: one whose answer never came, or whose verdict may be another by now. A verdict that
   * stays so is told again, and what it asks for counts once.
   */
  async askAgain(shopId: string, noticeId: string): Promise<NoticeDetailAnswer> {
    await this.transactions.run(async (transaction) => {
      const [row]: { source: Source; body: Buffer; received_at: Date }[] = await transaction.manager.query(
        'select source, body, received_at from notices where shop_id = $1 and id = $2 for update',
        [shopId, noticeId],
      );
      if (!row) throw unknownNotice();
      const translation = this.readers[row.source](row.body);
      if ('unusable' in translation)
        throw new Problem(
          409,
          'notice-unusable',
          'The notice says nothing that could be verified; see rejectedReason.',
        );
      const notice = { noticeId, receivedAt: row.received_at.toISOString(), again: true };
      const { type, data } = translation.ask(notice);
      transaction.publish(type, data, { shopId });
    });
    return this.show(shopId, noticeId);
  }

  /** Of all time: those that are here and those that were deleted. */
  totals(shopId: string): Promise<NoticeTotal[]> {
    return this.dataSource.query(
      `select source, state, verdict, rejected_reason as "rejectedReason", sum(notices)::int as notices
         from (select source, state, verdict, rejected_reason, count(*) as notices
                 from notices where shop_id = $1 group by 1, 2, 3, 4
               union all
               select source, state, verdict, rejected_reason, notices from notice_totals where shop_id = $1) as every
        group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
      [shopId],
    );
  }
}

const unknownNotice = (): Problem =>
  new Problem(404, 'unknown-notice', 'The shop has no notice with this id (any more).');

const answerFrom = (row: NoticeRow): NoticeAnswer => ({
  ...row,
  receivedAt: row.receivedAt.toISOString(),
  verifiedAt: row.verifiedAt?.toISOString() ?? null,
  settledAt: row.settledAt?.toISOString() ?? null,
  email: row.email === null ? null : shortenAddresses(row.email),
});
