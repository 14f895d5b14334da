import { amountText, identityOf, parseAmount } from '@ellity/contracts';
import { TransientError } from '@ellity/messaging';
import { keyedHash } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Customer, CustomerRef } from '../customers/customer';
import { type Grant, grantTexts, type RewardName } from './grant';

type Address = Pick<Customer, 'shopId' | 'email' | 'identity'>;

interface GrantRow {
  readonly shop_id: string;
  readonly reward: RewardName;
  readonly address_hash: string;
  readonly customer_id: string | null;
  readonly lot_id: string | null;
  readonly amount: string;
  readonly returnable: string;
}

/** Remembers who was paid which reward, by customer and by a keyed hash of the address. */
@Injectable()
export class GrantsService {
  constructor(private readonly hashKey: string) {}

  addressHashOf({ shopId, email, identity }: Address): string {
    return keyedHash(this.hashKey, 'grant', shopId, identity ?? identityOf(email));
  }

  /**
   * Those whose address was erased at the moment `at` or later. What was asked for before and comes after brings nobody
   * back. Erasures since then are few, so all of them are asked for.
   */
  async erasedSince<T extends { readonly at: Date; readonly customer: CustomerRef }>(
    manager: EntityManager,
    asked: readonly T[],
  ): Promise<ReadonlySet<T>> {
    const since = Math.min(...asked.map(({ at }) => at.getTime()));
    if (!Number.isFinite(since)) return new Set();
    const shops = [...new Set(asked.map(({ customer }) => customer.shopId))];
    const rows: { address_hash: string; requested_at: Date }[] = await manager.query(
      'select address_hash, requested_at from erasures where shop_id = any($1) and requested_at >= $2 order by requested_at',
      [shops, new Date(since)],
    );
    const last = new Map(rows.map((row) => [row.address_hash, row.requested_at]));
    return new Set(
      asked.filter(({ at, customer }) => {
        if (last.size === 0 || customer.email === undefined) return false;
        const erasedAt = last.get(this.addressHashOf(customer));
        return erasedAt !== undefined && erasedAt >= at;
      }),
    );
  }

  /** Grants of these customers or addresses, by `grantText`. */
  async load(
    manager: EntityManager,
    holders: readonly (Address & { readonly id?: string | undefined })[],
  ): Promise<Map<string, Grant>> {
    if (holders.length === 0) return new Map();
    const wanted = holders.map((holder) => ({
      shop_id: holder.shopId,
      customer_id: holder.id ?? null,
      address_hash: this.addressHashOf(holder),
    }));
    const rows: GrantRow[] = await manager.query(
      `with wanted as (
         select * from json_to_recordset($1::json) as w (shop_id text, customer_id uuid, address_hash text)
       )
       select g.* from wanted w join grants g on g.shop_id = w.shop_id and g.customer_id = w.customer_id
       union
       select g.* from wanted w join grants g on g.shop_id = w.shop_id and g.address_hash = w.address_hash`,
      [JSON.stringify(wanted)],
    );
    return new Map(
      rows.map(grantFrom).flatMap((grant) => grantTexts(grant).map((text): [string, Grant] => [text, grant])),
    );
  }

  /**
   * What is remembered of an address stays: only what a paid grant may return changes. Throws TransientError when
   * something else was remembered of an address meanwhile, so that no reward is paid beside it.
   */
  async save(manager: EntityManager, grants: readonly Grant[], now: Date): Promise<void> {
    if (grants.length === 0) return;
    const rows = grants.map((grant) => ({ ...rowOf(grant), granted_at: now.toISOString() }));
    const saved: { address_hash: string }[] = await manager.query(
      `insert into grants select * from json_populate_recordset(null::grants, $1::json)
       on conflict (shop_id, reward, address_hash) do update set returnable = excluded.returnable
       where grants.lot_id = excluded.lot_id
       returning address_hash`,
      [JSON.stringify(rows)],
    );
    const kept = new Set(saved.map((row) => row.address_hash));
    if (grants.some(({ lotId, addressHash }) => lotId !== null && !kept.has(addressHash))) {
      throw new TransientError(
        'grant-changed-meanwhile',
        'another decision about the reward of this address was stored meanwhile',
      );
    }
  }
}

function grantFrom(row: GrantRow): Grant {
  return {
    shopId: row.shop_id,
    reward: row.reward,
    addressHash: row.address_hash,
    customerId: row.customer_id,
    lotId: row.lot_id,
    amount: parseAmount(row.amount),
    returnable: parseAmount(row.returnable),
  };
}

function rowOf(grant: Grant): GrantRow {
  return {
    shop_id: grant.shopId,
    reward: grant.reward,
    address_hash: grant.addressHash,
    customer_id: grant.customerId,
    lot_id: grant.lotId,
    amount: amountText(grant.amount),
    returnable: amountText(grant.returnable),
  };
}
