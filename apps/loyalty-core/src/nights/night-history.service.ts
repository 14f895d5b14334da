import type { Day } from '@ellity/contracts';
import { Keyset, type Page, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { NightView } from './night.response';

const columns = `local_date::text as "localDate", lapsed, lapsed_amount::text as "lapsedAmount", warned,
  finished_at as "finishedAt"`;

/** What the nights of a shop did. */
@Injectable()
export class NightHistoryService {
  private readonly pages = new Keyset('nights', ['text']);

  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  async list(
    shopId: string,
    { limit, before }: { readonly limit: number; readonly before: string | undefined },
  ): Promise<Page<NightView>> {
    const [last = null] = this.pages.keysOf(before) ?? [];
    const rows: NightView[] = await this.dataSource.query(
      `select ${columns} from nights where shop_id = $1 and ($2::date is null or local_date < $2::date)
       order by local_date desc limit $3`,
      [shopId, last, limit + 1],
    );
    return this.pages.pageOf(rows, limit, ({ localDate }) => [localDate]);
  }

  /** Null: it never ran, or goes on. */
  async endOf(shopId: string, localDate: Day): Promise<Date | null> {
    const [night]: { finished_at: Date | null }[] = await this.dataSource.query(
      'select finished_at from nights where shop_id = $1 and local_date = $2',
      [shopId, localDate],
    );
    return night?.finished_at ?? null;
  }

  /** A night that ended; one that another process holds is answered as under way. */
  async get(shopId: string, localDate: Day): Promise<NightView> {
    const [night]: NightView[] = await this.dataSource.query(
      `select ${columns} from nights where shop_id = $1 and local_date = $2`,
      [shopId, localDate],
    );
    if (!night?.finishedAt)
      throw new Problem(409, 'night-under-way', 'The night goes on; ask for it again in a while.');
    return night;
  }
}
