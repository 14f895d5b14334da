import { type Transaction, Transactions } from '@ellity/messaging';
import { Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AddressesService } from '../addresses/addresses.service';
import type { Source } from '../addresses/sources';

/** What came in, from any provider. */
export interface Received {
  readonly source: Source;
  readonly token: string;
  readonly contentType: string;
  readonly body: Buffer;
}

export interface StoredNotice {
  readonly noticeId: string;
  readonly shopId: string;
  readonly receivedAt: string;
}

/** What a provider makes of a body. `send` adds the message that has the notice verified, in the storing transaction. */
export type Translation =
  | { readonly unusable: string }
  | {
      readonly email: string;
      readonly status: string;
      readonly send: (transaction: Transaction, notice: StoredNotice) => void;
    };

/** Takes notices of any provider; knows none. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly addresses: AddressesService,
    private readonly transactions: Transactions,
  ) {}

  /** Refuses a token that is unknown, retired or of another source with 404, and says no more than that. */
  async demandAddress(token: string, source: Source): Promise<{ addressId: string; shopId: string }> {
    const owner = await this.addresses.ownerOf(token, source);
    if (!owner) throw new Problem(404, 'not-found', 'There is nothing at this address.');
    return owner;
  }

  /**
   * Resolves when the notice is committed exactly as received, together with the message that has it verified.
   * An unusable body is stored too, with the reason, and is no error of the sender: a refusal might make it stop, or
   * repeat what will never be readable. Every call is a notice of its own; whether two tell the same is not decided here.
   */
  async take(received: Received, translation: Translation): Promise<void> {
    const { addressId, shopId } = await this.demandAddress(received.token, received.source);
    const notice = { noticeId: uuidv7(), shopId, receivedAt: new Date().toISOString() };
    await this.transactions.run(async (transaction) => {
      const isUsable = !('unusable' in translation);
      await transaction.manager.query(
        `insert into notices
           (id, shop_id, source, address_id, received_at, content_type, body, state, rejected_reason, email, status)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          notice.noticeId,
          shopId,
          received.source,
          addressId,
          notice.receivedAt,
          received.contentType.slice(0, 200),
          received.body,
          isUsable ? 'sent' : 'rejected',
          isUsable ? null : translation.unusable,
          isUsable ? translation.email : null,
          isUsable ? translation.status : null,
        ],
      );
      if (isUsable) translation.send(transaction, notice);
    });
  }
}
