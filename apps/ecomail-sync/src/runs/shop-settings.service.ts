import type { ShopChanged } from '@ellity/contracts';
import type { Staged, Transaction, Writer } from '@ellity/messaging';
import { Runs } from '@ellity/runs';
import { Injectable } from '@nestjs/common';

export interface ToldOfShop extends Pick<ShopChanged, 'language' | 'timeZone' | 'unknownConsent'> {
  readonly shopId: string;
  readonly sequence: string;
}

/**
 * Keeps the settings of shops that loyalty-core tells of, the newest of each, and has connections follow. Where amounts
 * and days are written in another way from now on, every contact is written once more.
 */
@Injectable()
export class ShopSettingsService implements Writer<ToldOfShop> {
  constructor(private readonly runs: Runs) {}

  async write(transaction: Transaction, staged: readonly Staged<ToldOfShop>[]): Promise<void> {
    const { manager } = transaction;
    for (const { item, delivery } of staged) {
      const { shopId, sequence, language, timeZone, unknownConsent } = item;
      const kept: unknown[] = await manager.query(keepSettings, [
        ...[shopId, sequence, language, timeZone, unknownConsent],
      ]);
      if (kept.length === 0) {
        delivery?.noOp('overtaken');
        continue;
      }
      const [changed]: [{ is_reworded: boolean }[], number] = await manager.query(followSettings, [shopId]);
      if (changed.some(({ is_reworded }) => is_reworded)) await this.writeAnew(transaction, shopId);
    }
  }

  /** In place of a roll-out of fields that is under way, which has written some in the old form: lists are looked at again. */
  private async writeAnew(transaction: Transaction, shopId: string): Promise<void> {
    await this.runs.cancelOpen(transaction.manager, shopId, 'superseded', 'fields');
    await this.runs.startUnlessOpen(
      { kind: 'fields', shopId, step: 'contacts', cursor: { after: null } },
      transaction,
    );
  }
}

const keepSettings = `
  insert into shop_settings as known (shop_id, sequence, language, time_zone, unknown_consent)
  values ($1, $2, $3, $4, $5)
  on conflict (shop_id) do update set sequence = excluded.sequence, language = excluded.language,
    time_zone = excluded.time_zone, unknown_consent = excluded.unknown_consent
  where known.sequence < excluded.sequence
  returning shop_id`;

const followSettings = `
  with before as (select shop_id, language, time_zone from connections where shop_id = $1 for update)
  update connections c set language = s.language, time_zone = s.time_zone, unknown_consent = s.unknown_consent
  from shop_settings s, before b
  where c.shop_id = $1 and s.shop_id = $1 and b.shop_id = $1
    and (c.language, c.time_zone, c.unknown_consent) is distinct from (s.language, s.time_zone, s.unknown_consent)
  returning c.state <> 'inactive' and (b.language, b.time_zone) is distinct from (s.language, s.time_zone) as is_reworded`;
