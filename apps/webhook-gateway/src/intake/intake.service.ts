import { type Transaction, Transactions } from '@ellity/messaging';
import { Problem, RetryLaterProblem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { v7 as uuidv7 } from 'uuid';
import { type AddressOwner, AddressesService } from '../addresses/addresses.service';
import type { Source } from '../addresses/sources';
import { countNotice } from './notice-metrics';

/** What came in, from any provider. */
export interface Received {
  readonly source: Source;
  readonly contentType: string;
  readonly body: Buffer;
}

export interface StoredNotice {
  readonly noticeId: string;
  readonly shopId: string;
  readonly receivedAt: string;
  /** True: it was verified before, and somebody wants it done once more. */
  readonly again: boolean;
}

/** What a provider makes of a body. `send` adds the message that has the notice verified, in the storing transaction. */
export type Translation =
  | { readonly unusable: string }
  | {
      readonly email: string;
      readonly status: string;
      readonly send: (transaction: Transaction, notice: StoredNotice) => void;
    };

/** How often somebody may knock at addresses that do not exist. Known ones are never limited: a lost notice may never come again. */
const unknownsPerMinute = 60;

/** Takes notices of any provider; knows none. */
@Injectable()
export class IntakeService {
  private readonly unknowns = new RateLimiterMemory({ points: unknownsPerMinute, duration: 60 });

  constructor(
    private readonly addresses: AddressesService,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Refuses a token that is unknown, ended or of another source with 404, and says no more than that; from somebody who
   * tries many of them with 429. `from`: the sender's network address.
   */
  async demandAddress(token: string, source: Source, from: string): Promise<AddressOwner> {
    const owner = await this.addresses.ownerOf(token, source);
    if (owner) return owner;
    await this.unknowns.consume(from).catch((error: unknown) => {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.ceil(error.msBeforeNext / 1_000);
      throw new RetryLaterProblem(
        429,
        'too-many-unknown-addresses',
        'There is nothing at these addresses.',
        seconds,
      );
    });
    throw new Problem(404, 'not-found', 'There is nothing at this address.');
  }

  /**
   * Resolves when the notice is committed exactly as received, together with the message that has it verified.
   * An unusable body is stored too, with the reason, and is no error of the sender: a refusal might make it stop, or
   * repeat what will never be readable. Without an id of its sender every call is a notice of its own, and whether two
   * tell the same is not decided here; with one the same id is stored once.
   */
  async take(
    { addressId, shopId }: AddressOwner,
    received: Received,
    translation: Translation,
    senderId: string | null = null,
  ): Promise<void> {
    const notice = { noticeId: uuidv7(), shopId, receivedAt: new Date().toISOString(), again: false };
    await this.transactions.run(async (transaction) => {
      const isUsable = !('unusable' in translation);
      const stored: unknown[] = await transaction.manager.query(
        `insert into notices
           (id, shop_id, source, address_id, received_at, content_type, body, state, rejected_reason, email, status, sender_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         on conflict (shop_id, source, sender_id) where sender_id is not null do nothing returning 1`,
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
          senderId,
        ],
      );
      const isNew = stored.length > 0;
      if (isNew && isUsable) translation.send(transaction, notice);
      const result = isNew ? (isUsable ? 'stored' : 'unusable') : 'repeated';
      transaction.afterCommit(() => countNotice(received.source, result));
    });
  }
}
