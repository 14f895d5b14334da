import { type Caller, Clock, Keyset, type Page } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { changesBetween, type SettingChange } from './setting-change';
import type { SettingsChangeView, SettingsPart } from './settings-history.response';

interface HistoryRow {
  readonly id: string;
  readonly part: SettingsPart;
  readonly service: string;
  readonly actor: string | null;
  readonly changed_at: Date;
  readonly changes: readonly SettingChange[];
}

/** Keeps who changed which settings of a shop from what to what, for ever. */
@Injectable()
export class SettingsHistoryService {
  private readonly pages = new Keyset('settings-history', ['integer']);

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** In the transaction of the change, under the lock of the shop. What changes nothing leaves no trace. */
  async record(
    manager: EntityManager,
    change: {
      readonly shopId: string;
      readonly part: SettingsPart;
      /** Null: the shop is new. */
      readonly before: object | null;
      readonly after: object;
      readonly caller: Caller;
    },
  ): Promise<void> {
    const { shopId, part, caller } = change;
    const changes = changesBetween(change.before, change.after);
    if (changes.length === 0) return;
    await manager.query(
      `insert into settings_changes (shop_id, part, service, actor, changed_at, changes)
       values ($1, $2, $3, $4, $5, $6)`,
      [shopId, part, caller.service, caller.actor?.id ?? null, this.clock.now(), JSON.stringify(changes)],
    );
  }

  /** Newest first. */
  async list(
    shopId: string,
    { limit, before }: { readonly limit: number; readonly before: string | undefined },
  ): Promise<Page<SettingsChangeView>> {
    const [last = null] = this.pages.keysOf(before) ?? [];
    const rows: HistoryRow[] = await this.dataSource.query(
      `select id, part, service, actor, changed_at, changes from settings_changes
       where shop_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
      [shopId, last, limit + 1],
    );
    const { items, next } = this.pages.pageOf(rows, limit, ({ id }) => [id]);
    return { items: items.map(viewOf), next };
  }
}

const viewOf = ({
  part,
  service,
  actor,
  changed_at: changedAt,
  changes,
}: HistoryRow): SettingsChangeView => ({
  ...{ part, service, actor, changedAt, changes },
});
