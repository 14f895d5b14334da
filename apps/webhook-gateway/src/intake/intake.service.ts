import { type Transaction, Transactions } from '@ellity/messaging';
import { asPartOfThis, isDatabaseAway, Problem, RetryLaterProblem, runOutsideTrace } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { v7 as uuidv7 } from 'uuid';
import { type AddressOwner, AddressesService, workingOf } from '../addresses/addresses.service';
import type { Source } from '../addresses/sources';
import { Batched } from '../batched';
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
  private readonly storing = new Batched((takings: readonly Taking[]) => this.store(takings), {
    largest: 200,
    atOnce: 2,
    besideFrom: 100,
    isOfAll: isDatabaseAway,
  });

  constructor(
    private readonly addresses: AddressesService,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Whose notices come under a token. One that worked before is believed, without asking the database: `take` refuses
   * what has ended since. All others are refused as by `demandWorkingAddress`.
   */
  async demandAddress(token: string, source: Source, from: string): Promise<AddressOwner> {
    return (
      this.addresses.rememberedOwnerOf(token, source) ??
      (await this.demandWorkingAddress(token, source, from))
    );
  }

  /**
   * Refuses a token that is unknown, ended or of another source with 404, and says no more than that; from somebody who
   * tries many of them with 429. `from`: the sender's network address.
   */
  async demandWorkingAddress(token: string, source: Source, from: string): Promise<AddressOwner> {
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
    throw nothingHere();
  }

  /**
   * Resolves when the notice is committed exactly as received, together with the message that has it verified; those
   * that come at once share a transaction. An unusable body is stored too, with the reason, and is no error of the
   * sender: a refusal might make it stop, or repeat what will never be readable. Without an id of its sender every call
   * is a notice of its own, and whether two tell the same is not decided here; with one the same id is stored once.
   * Of an address that has ended nothing is stored, and it is refused with 404.
   */
  async take(
    { addressId, shopId }: AddressOwner,
    received: Received,
    translation: Translation,
    senderId: string | null = null,
  ): Promise<void> {
    const notice = { noticeId: uuidv7(), shopId, receivedAt: new Date().toISOString(), again: false };
    const { reason, email, status, send } = partsOf(translation);
    // The message belongs to the trace of its request, not to that of whoever the transaction began with.
    const row = { ...notice, addressId, received, senderId, reason, email, status };
    const result = await this.storing.do({ row, send: send && asPartOfThis(send), notice });
    if (result === 'ended') throw nothingHere();
  }

  /** Of the addresses of what was not stored, those that work: there it was known before. */
  private async workingAmong(
    left: readonly Taking[],
    { manager }: Transaction,
  ): Promise<ReadonlySet<string>> {
    if (left.length === 0) return new Set();
    return this.addresses.working(manager, [...new Set(left.map(({ row }) => row.addressId))]);
  }

  private store(takings: readonly Taking[]): Promise<Result[]> {
    return runOutsideTrace(() =>
      this.transactions.run(async (transaction) => {
        const stored: { id: string }[] = await transaction.manager.query(
          insertNotices,
          columnsOf(takings.map(({ row }) => row)),
        );
        const isNew = new Set(stored.map(({ id }) => id));
        const working = await this.workingAmong(
          takings.filter(({ notice }) => !isNew.has(notice.noticeId)),
          transaction,
        );
        for (const { send, notice } of takings) if (isNew.has(notice.noticeId)) send?.(transaction, notice);
        const results = takings.map(({ row, send, notice }): Result => {
          if (isNew.has(notice.noticeId)) return send ? 'stored' : 'unusable';
          return working.has(row.addressId) ? 'repeated' : 'ended';
        });
        transaction.afterCommit(() => {
          results.forEach((result, index) => {
            const source = takings[index]?.row.received.source;
            if (source && result !== 'ended') countNotice(source, result);
          });
        });
        return results;
      }),
    );
  }
}

type Result = 'stored' | 'unusable' | 'repeated' | 'ended';

const nothingHere = () => new Problem(404, 'not-found', 'There is nothing at this address.');

interface NoticeRow extends Omit<StoredNotice, 'again'> {
  readonly addressId: string;
  readonly received: Received;
  readonly senderId: string | null;
  readonly reason: string | null;
  readonly email: string | null;
  readonly status: string | null;
}

interface Taking {
  readonly row: NoticeRow;
  readonly notice: StoredNotice;
  /** Undefined: the body says nothing that could be verified. */
  readonly send: Extract<Translation, { send: unknown }>['send'] | undefined;
}

const partsOf = (translation: Translation) =>
  'unusable' in translation
    ? { reason: translation.unusable, email: null, status: null, send: undefined }
    : { ...translation, reason: null };

/** In one order everywhere, so that two that hold the same ids of senders never wait for each other. */
const insertNotices = `
  insert into notices
    (id, shop_id, source, address_id, received_at, content_type, body, state, rejected_reason, email, status, sender_id)
  select id, shop_id, source, address_id, received_at, content_type, body,
    case when reason is null then 'sent' else 'rejected' end, reason, email, status, sender_id
  from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::timestamptz[], $6::text[], $7::bytea[], $8::text[],
    $9::text[], $10::text[], $11::text[]) as notice (id, shop_id, source, address_id, received_at, content_type, body,
    reason, email, status, sender_id)
  where address_id in (${workingOf('$4')})
  order by shop_id, source, sender_id, id
  on conflict (shop_id, source, sender_id) where sender_id is not null do nothing returning id`;

const columnsOf = (rows: readonly NoticeRow[]): unknown[] => [
  rows.map(({ noticeId }) => noticeId),
  rows.map(({ shopId }) => shopId),
  rows.map(({ received }) => received.source),
  rows.map(({ addressId }) => addressId),
  rows.map(({ receivedAt }) => receivedAt),
  rows.map(({ received }) => received.contentType.slice(0, 200)),
  rows.map(({ received }) => received.body),
  rows.map(({ reason }) => reason),
  rows.map(({ email }) => email),
  rows.map(({ status }) => status),
  rows.map(({ senderId }) => senderId),
];
