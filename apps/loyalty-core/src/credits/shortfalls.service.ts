import { Keyset, type Page } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ShortfallView } from './shortfall.response';

/** What revokes of a shop could not take. */
@Injectable()
export class ShortfallsService {
  private readonly pages = new Keyset('shortfalls', ['text']);

  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  async list(
    shopId: string,
    { limit, before }: { readonly limit: number; readonly before: string | undefined },
  ): Promise<Page<ShortfallView>> {
    const [last = null] = this.pages.keysOf(before) ?? [];
    const rows: ShortfallView[] = await this.dataSource.query(
      `select id, customer_id as "customerId", lot_id as "awardId", amount::text, open::text, is_owed as "isOwed", reason,
         reference, recorded_at as "recordedAt"
       from shortfalls where shop_id = $1 and ($2::uuid is null or id < $2::uuid) order by id desc limit $3`,
      [shopId, last, limit + 1],
    );
    return this.pages.pageOf(rows, limit, ({ id }) => [id]);
  }
}
