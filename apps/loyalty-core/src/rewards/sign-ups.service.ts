import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SignUpReward } from './grant';
import type { SignUp } from './sign-up';

interface SignUpRow {
  readonly shop_id: string;
  readonly reward: SignUpReward;
  readonly address_hash: string;
  readonly signed_up_at: Date;
  readonly has_left: boolean;
}

/** Remembers sign-ups of people who are no customers yet, by a keyed hash of their address. */
@Injectable()
export class SignUpsService {
  /**
   * Until the transaction ends, nobody becomes a customer of the shops where a stranger's sign-up is decided, and no
   * such sign-up is decided where a customer is created: one of both sees what the other did.
   */
  async guard(manager: EntityManager, ofStrangers: Set<string>, ofCreated: Set<string>): Promise<void> {
    const shops = [...new Set([...ofStrangers, ...ofCreated])].sort();
    if (shops.length === 0) return;
    await manager.query(
      `select case when exclusive then pg_advisory_xact_lock(hashtextextended('sign-ups/' || shop, 0))
                   else pg_advisory_xact_lock_shared(hashtextextended('sign-ups/' || shop, 0)) end
       from unnest($1::text[], $2::boolean[]) with ordinality as input (shop, exclusive, position) order by position`,
      [shops, shops.map((shop) => ofStrangers.has(shop))],
    );
  }

  /** By the hash of the address, which no two shops share. */
  async load(manager: EntityManager, addressHashes: readonly string[]): Promise<Map<string, SignUp>> {
    if (addressHashes.length === 0) return new Map();
    const rows: SignUpRow[] = await manager.query(
      `select s.* from unnest($1::text[]) as input (hash) join sign_ups s on s.address_hash = input.hash`,
      [[...new Set(addressHashes)]],
    );
    return new Map(
      rows.map((row) => [
        row.address_hash,
        {
          shopId: row.shop_id,
          reward: row.reward,
          addressHash: row.address_hash,
          signedUpAt: row.signed_up_at,
          hasLeft: row.has_left,
        },
      ]),
    );
  }

  /** Undefined: the sign-up is no longer remembered. */
  async save(manager: EntityManager, changed: ReadonlyMap<string, SignUp | undefined>): Promise<void> {
    const kept = [...changed.values()].flatMap((signUp) => (signUp ? [rowOf(signUp)] : []));
    const gone = [...changed].flatMap(([addressHash, signUp]) => (signUp ? [] : [addressHash]));
    if (kept.length > 0) {
      await manager.query(
        `insert into sign_ups select * from json_populate_recordset(null::sign_ups, $1::json)
         on conflict (address_hash, reward) do update set has_left = excluded.has_left`,
        [JSON.stringify(kept)],
      );
    }
    if (gone.length > 0) await manager.query('delete from sign_ups where address_hash = any($1)', [gone]);
  }
}

const rowOf = (signUp: SignUp) => ({
  shop_id: signUp.shopId,
  reward: signUp.reward,
  address_hash: signUp.addressHash,
  signed_up_at: signUp.signedUpAt.toISOString(),
  has_left: signUp.hasLeft,
});
