import { Keyset, type PageQuery, shortenAddresses } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { NoticeAnswer, NoticesAnswer, NoticeTotal } from './notices.response';

/** What came in and what became of it; addresses shortened. */
@Injectable()
export class NoticesService {
  private readonly pages = new Keyset('notices', ['uuid']);

  constructor(private readonly dataSource: DataSource) {}

  /** The newest first; deleted ones are missing. */
  async page(shopId: string, { before, limit }: PageQuery): Promise<NoticesAnswer> {
    const [last = null] = this.pages.keysOf(before) ?? [];
    const rows: (Omit<NoticeAnswer, 'receivedAt'> & { receivedAt: Date })[] = await this.dataSource.query(
      `select id, source, received_at as "receivedAt", state, email, status, rejected_reason as "rejectedReason",
              verdict, command_type as command, octet_length(body) as bytes
         from notices
        where shop_id = $1 and ($2::uuid is null or id < $2)
        order by id desc
        limit $3`,
      [shopId, last, limit + 1],
    );
    const notices = rows.map((row) => ({
      ...row,
      receivedAt: row.receivedAt.toISOString(),
      email: row.email === null ? null : shortenAddresses(row.email),
    }));
    return this.pages.pageOf(notices, limit, ({ id }) => [id]);
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
