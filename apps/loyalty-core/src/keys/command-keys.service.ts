import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** One answer per key of a shop and sender, for ever. */
export interface KeyRow {
  readonly shop_id: string;
  readonly source: string;
  readonly key: string;
  readonly type: string;
  readonly digest: string;
  readonly outcome: 'applied' | 'refused' | null;
  readonly reason: string | null;
  readonly customer_id: string | null;
  readonly entry_id: string | null;
  readonly amount: string | null;
  readonly balance: string | null;
  readonly shortfall?: string | null;
  readonly claimed_at: string;
}

const columns =
  'shop_id, source, key, type, digest, outcome, reason, customer_id, entry_id, amount, balance, shortfall';

/**
 * Makes commands safe to repeat. A key is claimed before anything is decided: whoever comes second, in this batch, in
 * another process or in a hundred years, finds the claim and the first one's answer.
 */
@Injectable()
export class CommandKeysService {
  /**
   * Claims keys and resolves with those that were settled before. A concurrent claim of the same key is waited for.
   * Keys are claimed in their own order, so that two batches never wait for each other in a circle.
   */
  async claim(
    manager: EntityManager,
    keys: readonly Pick<KeyRow, 'shop_id' | 'source' | 'key' | 'type' | 'digest'>[],
    now: Date,
  ): Promise<KeyRow[]> {
    if (keys.length === 0) return [];
    const rows = keys.map((key) => ({ ...key, claimed_at: now.toISOString() })).sort(byKey);
    const claimed: { shop_id: string; source: string; key: string }[] = await manager.query(
      `insert into commands select * from json_populate_recordset(null::commands, $1::json)
       on conflict do nothing returning shop_id, source, key`,
      [JSON.stringify(rows)],
    );
    if (claimed.length === rows.length) return [];
    const isClaimed = new Set(claimed.map(claimText));
    return this.find(
      manager,
      rows.filter((row) => !isClaimed.has(claimText(row))),
    );
  }

  async find(
    manager: EntityManager,
    keys: readonly Pick<KeyRow, 'shop_id' | 'source' | 'key'>[],
  ): Promise<KeyRow[]> {
    if (keys.length === 0) return [];
    return manager.query(
      `select ${columns} from commands join json_to_recordset($1::json) as wanted (shop_id text, source text, key text)
       using (shop_id, source, key) where outcome is not null`,
      [JSON.stringify(keys)],
    );
  }

  /** Records the answers under the claimed keys. */
  async settle(manager: EntityManager, answers: readonly Omit<KeyRow, 'claimed_at'>[]): Promise<void> {
    if (answers.length === 0) return;
    await manager.query(
      `update commands c set outcome = n.outcome, reason = n.reason, customer_id = n.customer_id,
         entry_id = n.entry_id, amount = n.amount, balance = n.balance, shortfall = n.shortfall
       from json_populate_recordset(null::commands, $1::json) n
       where c.shop_id = n.shop_id and c.source = n.source and c.key = n.key`,
      [JSON.stringify(answers)],
    );
  }
}

const claimText = ({ shop_id, source, key }: Pick<KeyRow, 'shop_id' | 'source' | 'key'>): string =>
  `${shop_id}\n${source}\n${key}`;

function byKey(one: Pick<KeyRow, 'shop_id' | 'source' | 'key'>, other: typeof one): number {
  return claimText(one) < claimText(other) ? -1 : 1;
}
