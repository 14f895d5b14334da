import { ErasureDone } from '@ellity/contracts';
import type { Staged, Transaction, Writer } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';

interface NoticesOfPerson {
  readonly shopId: string;
  readonly customerId: string;
  readonly ids: readonly string[];
}

/** Empties notices about somebody who is erased, and says so. The rows stay: counts of notices are exact. */
@Injectable()
export class ErasuresService implements Writer<NoticesOfPerson> {
  async write(transaction: Transaction, staged: readonly Staged<NoticesOfPerson>[]): Promise<void> {
    for (const {
      item: { shopId, customerId, ids },
    } of staged) {
      const [, count]: [unknown[], number] = await transaction.manager.query(
        `update notices set body = '', email = null
         where shop_id = $1 and id = any($2::uuid[]) and (length(body) > 0 or email is not null)`,
        [shopId, ids],
      );
      const done = {
        result: count > 0 ? 'deleted' : 'unknown',
        places: `notices blanked ${count}`,
        noticeIds: null,
      } as const;
      transaction.publish(ErasureDone, done, { shopId, subject: customerId });
    }
  }
}
