import { Keyset } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ShopsService } from '../shops/shops.service';
import type { MailsPage, MailView } from './mails.response';

/** What became of e-mails. Whom they went to is known by id only. */
@Injectable()
export class MailsService {
  private readonly pages = new Keyset('mails', ['instant', 'uuid']);

  constructor(
    private readonly dataSource: DataSource,
    private readonly shops: ShopsService,
  ) {}

  /** Newest first. */
  async list(
    shopId: string,
    asked: {
      readonly customerId?: string | undefined;
      readonly limit: number;
      readonly before?: string | undefined;
    },
  ): Promise<MailsPage> {
    await this.shops.get(shopId);
    const [at = null, id = null] = this.pages.keysOf(asked.before) ?? [];
    const rows: MailView[] = await this.dataSource.query(
      `select id, customer_id as "customerId", kind, state, reason, attempts, settled_at as "settledAt",
         to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "createdAt"
       from mails where shop_id = $1 and ($2::uuid is null or customer_id = $2)
         and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
       order by created_at desc, id desc limit $5`,
      [shopId, asked.customerId ?? null, at, id, asked.limit + 1],
    );
    return this.pages.pageOf(rows, asked.limit, ({ createdAt, id: last }) => [createdAt, last]);
  }
}
