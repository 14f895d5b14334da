import { ShopChanged } from '@ellity/contracts';
import { type Transaction, Transactions } from '@ellity/messaging';
import { type Caller, Clock, Keyset, type Page, type Precondition, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { nowMicros } from '../values/database-clock.service';
import { sequenceAfter, sequenceText } from '../values/sequence';
import { SettingsHistoryService } from './settings-history.service';
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

/** A shop whose settings are being changed, and what follows from that in the same transaction. */
export interface ShopChange {
  readonly before: Shop;
  readonly after: Shop;
  /** Whoever comes inside the lead time of warnings by this change is warned now. */
  readonly warnNow: boolean;
}

export type ShopChangeListener = (transaction: Transaction, change: ShopChange) => Promise<void>;

/** Settings as they are asked for; `warnNow` is about the change, and not kept. */
export type AskedSettings = Partial<Omit<ShopSettings, 'expiryNotice'>> & {
  readonly expiryNotice?: (ShopSettings['expiryNotice'] & { readonly warnNow?: boolean }) | undefined;
};

@Injectable()
export class ShopsService {
  private readonly pages = new Keyset('shops', ['text']);
  private readonly listeners: ShopChangeListener[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: SettingsHistoryService,
  ) {}

  /** For rooms that keep something which follows from settings. */
  onChange(listener: ShopChangeListener): void {
    this.listeners.push(listener);
  }

  async get(shopId: string, manager = this.dataSource.manager): Promise<Shop> {
    if (!shopIdPattern.test(shopId)) throw unknownShop();
    const [row]: ShopRow[] = await manager.query('select * from shops where id = $1', [shopId]);
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

  create(id: string, name: string, asked: AskedSettings, caller: Caller): Promise<Shop> {
    const shop = changedSettings({ ...defaultSettings, id, name }, settingsOf(asked));
    return this.transactions.run(async (transaction) => {
      const created: unknown[] = await transaction.manager.query(
        `insert into shops select * from json_populate_record(null::shops, $1::json) on conflict do nothing returning id`,
        [JSON.stringify({ ...rowOf(shop), ...beginningOf(shop, this.clock.now()) })],
      );
      if (created.length === 0)
        throw new Problem(409, 'shop-exists', 'A shop with this id exists; change it by PATCH.');
      await this.record(transaction.manager, { before: null, after: shop, caller });
      await publish(transaction, shop, 0n);
      return shop;
    });
  }

  async change(
    shopId: string,
    asked: AskedSettings,
    { caller, ifMatch }: { readonly caller: Caller; readonly ifMatch: Precondition },
  ): Promise<Shop> {
    if (!shopIdPattern.test(shopId)) throw unknownShop();
    return this.transactions.run(async (transaction) => {
      const [row]: ShopRow[] = await transaction.manager.query(
        'select * from shops where id = $1 for no key update',
        [shopId],
      );
      if (!row) throw unknownShop();
      const before = shopFrom(row);
      ifMatch.demand(before);
      const shop = changedSettings(before, settingsOf(asked));
      await transaction.manager.query(
        `update shops s set (${settingColumns}) = (select ${settingColumns} from json_populate_record(null::shops, $2::json)),
           newsletter_reward_since = case when $3::numeric is null then null
             when s.newsletter_reward is null then $5::timestamptz else s.newsletter_reward_since end,
           registration_reward_since = case when $4::numeric is null then null
             when s.registration_reward is null then $5::timestamptz else s.registration_reward_since end
         where s.id = $1`,
        [
          shopId,
          JSON.stringify(rowOf(shop)),
          shop.newsletterReward,
          shop.registrationReward,
          this.clock.now(),
        ],
      );
      const change = { before, after: shop, warnNow: asked.expiryNotice?.warnNow ?? false };
      for (const listener of this.listeners) await listener(transaction, change);
      await this.record(transaction.manager, { before, after: shop, caller });
      await publish(transaction, shop, BigInt(row.last_sequence));
      return shop;
    });
  }

  private record(
    manager: EntityManager,
    { before, after, caller }: { before: Shop | null; after: Shop; caller: Caller },
  ): Promise<void> {
    const { id: shopId, ...settings } = after;
    return this.history.record(manager, { shopId, part: 'shop', before, after: settings, caller });
  }

  /** Digits of new PINs, by shop. */
  async pinLengths(manager: EntityManager, shopIds: readonly string[]): Promise<Map<string, number>> {
    if (shopIds.length === 0) return new Map();
    const rows: { id: string; pin_length: number }[] = await manager.query(
      'select id, pin_length from shops where id = any($1)',
      [[...new Set(shopIds)]],
    );
    return new Map(rows.map(({ id, pin_length: length }) => [id, length]));
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

function settingsOf({ expiryNotice, ...asked }: AskedSettings): Partial<ShopSettings> {
  if (typeof asked.expiryDays === 'number' && typeof asked.expiryMonths === 'number')
    throw new Problem(400, 'request-invalid', 'Credits live for days or for months; give only one of them.', [
      { field: 'expiryMonths', problem: 'give only one of expiryDays, expiryMonths' },
    ]);
  if (!expiryNotice) return asked;
  const { target, leadDays } = expiryNotice;
  return { ...asked, expiryNotice: { target, leadDays } };
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
