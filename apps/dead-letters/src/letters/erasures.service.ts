import { ErasureDone } from '@ellity/contracts';
import type { Staged, Transaction, Writer } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';

interface ErasedCustomer {
  readonly shopId: string;
  readonly customerId: string;
}

/**
 * Empties the letters about somebody who is erased: those that name the customer, and those of the shop that hold an
 * address which one of these holds. The rows stay, discarded, for the counts. Letters that hold an address only which
 * nothing connects with the customer cannot be told from others; they go by retention.
 */
@Injectable()
export class ErasuresService implements Writer<ErasedCustomer> {
  async write(transaction: Transaction, staged: readonly Staged<ErasedCustomer>[]): Promise<void> {
    for (const { item } of staged) {
      const count = await this.erase(transaction, item);
      const { shopId, customerId } = item;
      const result = count > 0 ? 'deleted' : 'unknown';
      const done = { result, places: `letters blanked ${count}`, noticeIds: null } as const;
      transaction.publish(ErasureDone, done, { shopId, subject: customerId });
    }
  }

  private async erase({ manager }: Transaction, { shopId, customerId }: ErasedCustomer): Promise<number> {
    const [{ count } = { count: 0 }]: { count: number }[] = await manager.query(blankLetters, [
      shopId,
      customerId,
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

const blankLetters = `
  with hashes as (
    select array_agg(distinct hash) as known from letters, unnest(address_hashes) as hash
    where shop_id = $1 and customer_id = $2::uuid
  ), blanked as (
  update letters set content_sealed = null, edited_sealed = null, message = '', stack = null, address_hashes = null,
    is_replayable = false, erased_at = now(), action_id = null, settled_at = coalesce(settled_at, now()),
    state = case when state = 'delivered' then 'delivered' else 'discarded' end
  where shop_id = $1 and erased_at is null and (customer_id = $2::uuid
    or (customer_id is null and address_hashes && (select coalesce(known, '{}') from hashes)))
  returning id), nameless as (
    update attempts set person = null from blanked where letter_id = blanked.id
  )
  select count(*)::int as count from blanked`;
