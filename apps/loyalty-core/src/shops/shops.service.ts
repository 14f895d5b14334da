import { ShopChanged } from '@ellity/contracts';
import { type Transaction, Transactions } from '@ellity/messaging';
import { type Caller, Clock, Keyset, type Page, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { nowMicros } from '../values/database-clock.service';
import { sequenceAfter, sequenceText } from '../values/sequence';
import { PersonChangesService } from './person-changes.service';
import {
  changedSettings,
  defaultSettings,
  type Shop,
  shopIdPattern,
  type ShopRules,
  type ShopSettings,
  shopSnapshotOf,
} from './shop';
import { beginningOf, rowOf, rulesFrom, settingColumns, shopFrom, type ShopRow } from './shop-row';

@Injectable()
export class ShopsService {
  private readonly pages = new Keyset('shops', ['text']);

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly changes: PersonChangesService,
  ) {}

  async get(shopId: string): Promise<Shop> {
    if (!shopIdPattern.test(shopId)) throw unknownShop();
    const [row]: ShopRow[] = await this.dataSource.query('select * from shops where id = $1', [shopId]);
    if (!row) throw unknownShop();
    return shopFrom(row);
  }

  /** By id. `only`: no others than these; null: all. */
  async list(asked: {
    readonly limit: number;
    readonly before: string | undefined;
    readonly only: readonly string[] | null;
  }): Promise<Page<Shop>> {
    const [last = ''] = this.pages.keysOf(asked.before) ?? [];
    const rows: ShopRow[] = await this.dataSource.query(
      `select * from shops where id > $1 and ($2::text[] is null or id = any($2)) order by id limit $3`,
      [last, asked.only, asked.limit + 1],
    );
    return this.pages.pageOf(rows.map(shopFrom), asked.limit, ({ id }) => [id]);
  }

  create(id: string, name: string, settings: Partial<ShopSettings>, caller: Caller): Promise<Shop> {
    const shop = changedSettings({ ...defaultSettings, id, name }, settings);
    return this.transactions.run(async (transaction) => {
      const created: unknown[] = await transaction.manager.query(
        `insert into shops select * from json_populate_record(null::shops, $1::json) on conflict do nothing returning id`,
        [JSON.stringify({ ...rowOf(shop), ...beginningOf(shop, this.clock.now()) })],
      );
      if (created.length === 0)
        throw new Problem(409, 'shop-exists', 'A shop with this id exists; change it by PATCH.');
      await this.changes.record(transaction.manager, { shopId: id, what: 'shop-created', caller });
      await publish(transaction, shop, 0n);
      return shop;
    });
  }

  async change(shopId: string, change: Partial<ShopSettings>, caller: Caller): Promise<Shop> {
    if (!shopIdPattern.test(shopId)) throw unknownShop();
    return this.transactions.run(async (transaction) => {
      const [row]: ShopRow[] = await transaction.manager.query(
        'select * from shops where id = $1 for no key update',
        [shopId],
      );
      if (!row) throw unknownShop();
      const shop = changedSettings(shopFrom(row), change);
      await transaction.manager.query(
        `update shops s set (${settingColumns}) = (select ${settingColumns} from json_populate_record(null::shops, $2::json)),
           newsletter_reward_since = case when $3::numeric is null then null
             when s.newsletter_reward is null then $4::timestamptz else s.newsletter_reward_since end
         where s.id = $1`,
        [shopId, JSON.stringify(rowOf(shop)), shop.newsletterReward, this.clock.now()],
      );
      await this.changes.record(transaction.manager, { shopId, what: 'settings-changed', caller });
      await publish(transaction, shop, BigInt(row.last_sequence));
      return shop;
    });
  }

  /** What the ledger needs to know of these shops, by id; unknown ones are absent. */
  async rules(manager: EntityManager, shopIds: Iterable<string>): Promise<Map<string, ShopRules>> {
    const rows: ShopRow[] = await manager.query('select * from shops where id = any($1)', [
      [...new Set(shopIds)],
    ]);
    const now = this.clock.now();
    return new Map(rows.map((row) => [row.id, rulesFrom(row, now)]));
  }
}

export const unknownShop = (): Problem => new Problem(404, 'unknown-shop', 'There is no shop with this id.');

async function publish(transaction: Transaction, shop: Shop, lastSequence: bigint): Promise<void> {
  const sequence = sequenceAfter(lastSequence, await nowMicros(transaction.manager));
  await transaction.manager.query('update shops set last_sequence = $2 where id = $1', [
    shop.id,
    sequence.toString(),
  ]);
  transaction.publish(ShopChanged, shopSnapshotOf(shop), {
    shopId: shop.id,
    sequence: sequenceText(sequence),
  });
}
