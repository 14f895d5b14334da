import { contractOf, CustomerErased, ErasureDone } from '@ellity/contracts';
import type { Staged, Transaction, Writer } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';

interface ErasedCustomer {
  readonly shopId: string;
  readonly customerId: string;
  /** Undefined: it could not be read. */
  readonly addressHash: string | undefined;
}

/**
 * Empties the letters about somebody who is erased: those that name the customer, and those of the shop, or of none that
 * is known, that hold the address which is erased or one that a letter of the customer holds. The rows stay, discarded,
 * for the counts. Those that name the customer and come later are emptied as they are stored; of those that hold an
 * address alone nobody could say whether they are about who had it or about who has it now. What erases somebody
 * elsewhere stays as it is, to be replayed: only services can read it.
 */
@Injectable()
export class ErasuresService implements Writer<ErasedCustomer> {
  /** Empties what was stored in this transaction about customers who were erased before. */
  static async emptyLate({ manager }: Transaction, customerIds: readonly string[]): Promise<void> {
    if (customerIds.length > 0) await manager.query(blankLate, [customerIds, erasureTypes]);
  }

  /** Whoever stores letters comes before it or after it, never beside it (`erasuresOut`). */
  async write(transaction: Transaction, staged: readonly Staged<ErasedCustomer>[]): Promise<void> {
    await transaction.manager.query(`select pg_advisory_xact_lock(hashtext('erasures'))`);
    for (const { item } of staged) {
      const count = await this.erase(transaction, item);
      const { shopId, customerId } = item;
      const result = count > 0 ? 'deleted' : 'unknown';
      const done = { result, places: `letters blanked ${count}`, noticeIds: null } as const;
      transaction.publish(ErasureDone, done, { shopId, subject: customerId });
    }
  }

  private async erase(
    { manager }: Transaction,
    { shopId, customerId, addressHash }: ErasedCustomer,
  ): Promise<number> {
    const [{ count } = { count: 0 }]: { count: number }[] = await manager.query(blankLetters, [
      shopId,
      customerId,
      erasureTypes,
      addressHash === undefined ? [] : [addressHash],
    ]);
    if (count > 0)
      await manager.query(
        `insert into audit (id, actor, service, what, why, after)
         values ($1, 'loyalty-core', 'dead-letters', 'erased', 'the customer was erased', $2)`,
        [randomUUID(), { letters: count }],
      );
    return count;
  }
}

const erasureTypes = [CustomerErased, ErasureDone].map((message) => contractOf(message).type);

const blank = `content_sealed = null, edited_sealed = null, message = '', stack = null, address_hashes = null,
    is_replayable = false, erased_at = now(), action_id = null, settled_at = coalesce(settled_at, now()),
    state = case when state = 'delivered' then 'delivered' else 'discarded' end`;

/** $1 shop, $2 customer, $3 types of messages that stay, $4 hash of the address that is erased, if it is known */
const blankLetters = `
  with remembered as (
    insert into erased_customers (shop_id, customer_id) values ($1, $2::uuid) on conflict do nothing
  ), hashes as (
    select $4::text[] || array_agg(distinct hash) as known from letters, unnest(address_hashes) as hash
    where shop_id = $1 and customer_id = $2::uuid
  ), blanked as (
  update letters set ${blank}
  where erased_at is null and type <> all($3::text[]) and (shop_id = $1 and customer_id = $2::uuid
    or coalesce(shop_id, $1) = $1 and customer_id is null and address_hashes && (select known from hashes))
  returning id), nameless as (
    update attempts set person = null from blanked where letter_id = blanked.id
  )
  select count(*)::int as count from blanked`;

/** $1 customers whose letters came now, $2 types of messages that stay */
const blankLate = `
  with blanked as (
    update letters set ${blank}
    where customer_id = any($1::uuid[]) and erased_at is null and type <> all($2::text[]) and exists (
      select from erased_customers e where e.shop_id = letters.shop_id and e.customer_id = letters.customer_id)
    returning id
  )
  update attempts set person = null from blanked where letter_id = blanked.id`;
