import type { MessageClass } from '@ellity/contracts';
import { type ComposedMessage, Transactions } from '@ellity/messaging';
import { isDatabaseAway, Problem, RetryLaterProblem, runOutsideTrace } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
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

export interface AskedNotice {
  readonly noticeId: string;
  readonly receivedAt: string;
  /** True: it was verified before, and somebody wants it done once more. */
  readonly again: boolean;
}

/** A message, by its contract and its data. */
export interface Asked {
  readonly type: MessageClass<object>;
  readonly data: object;
}

export const asking = <T extends object>(type: MessageClass<T>, data: T): Asked => ({ type, data });

/** What a provider makes of a body. `ask` is the message that has the notice verified, or what it asks for itself. */
export type Translation =
  | { readonly unusable: string }
  | {
      readonly email: string;
      readonly status: string;
      readonly ask: (notice: AskedNotice) => Asked;
    };

/** How often somebody may knock at addresses that do not exist. Known ones are never limited: a lost notice may never come again. */
const unknownsPerMinute = 60;

/** Takes notices of any provider; knows none. */
@Injectable()
export class IntakeService {
  private readonly unknowns = new RateLimiterMemory({ points: unknownsPerMinute, duration: 60 });
  private readonly storing = new Batched((notices: readonly NoticeRow[]) => this.store(notices), {
    largest: 200,
    atOnce: 2,
    besideFrom: 100,
    isOfAll: isDatabaseAway,
  });

  constructor(
    private readonly addresses: AddressesService,
    private readonly dataSource: DataSource,
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
   * that come at once share a statement. An unusable body is stored too, with the reason, and is no error of the
   * sender: a refusal might make it stop, or repeat what will never be readable. Without an id of its sender every call
   * is a notice of its own, and whether two tell the same is not decided here; with one the same id is stored once.
   * Of an address that has ended nothing is stored, and it is refused with 404.
   */
  async take(
    { addressId, shopId }: AddressOwner,
    { source, contentType, body }: Received,
    translation: Translation,
    senderId: string | null = null,
  ): Promise<void> {
    const asked = { noticeId: uuidv7(), receivedAt: new Date().toISOString(), again: false };
    const what =
      'unusable' in translation
        ? { reason: translation.unusable, email: null, status: null, message: null }
        : {
            ...{ reason: null, email: translation.email, status: translation.status },
            // Composed here: the message belongs to the trace of its request, not to that of whoever a batch began with.
            message: this.composed(translation.ask(asked), shopId, asked.receivedAt),
          };
    const result = await this.storing.do({
      ...{
        id: asked.noticeId,
        receivedAt: asked.receivedAt,
        shopId,
        addressId,
        source,
        contentType,
        body,
        senderId,
      },
      ...what,
    });
    if (result === 'ended') throw nothingHere();
  }

  private composed({ type, data }: Asked, shopId: string, time: string): ComposedMessage {
    return this.transactions.compose(type, data, { shopId, time });
  }

  /** Of the addresses of what was not stored, those that work: there it was known before. */
  private async workingAmong(left: readonly NoticeRow[]): Promise<ReadonlySet<string>> {
    if (left.length === 0) return new Set();
    return this.addresses.working([...new Set(left.map(({ addressId }) => addressId))]);
  }

  private store(notices: readonly NoticeRow[]): Promise<Result[]> {
    return runOutsideTrace(async () => {
      const stored: { id: string }[] = await this.dataSource.query(storeNotices, columnsOf(notices));
      const isNew = new Set(stored.map(({ id }) => id));
      if (isNew.size > 0) this.transactions.wroteOutgoing();
      const working = await this.workingAmong(notices.filter(({ id }) => !isNew.has(id)));
      return notices.map(({ id, addressId, source, message }) => {
        if (!isNew.has(id) && !working.has(addressId)) return 'ended';
        const result = !isNew.has(id) ? 'repeated' : message ? 'stored' : 'unusable';
        countNotice(source, result);
        return result;
      });
    });
  }
}

type Result = 'stored' | 'unusable' | 'repeated' | 'ended';

const nothingHere = () => new Problem(404, 'not-found', 'There is nothing at this address.');

interface NoticeRow extends Received {
  readonly id: string;
  readonly shopId: string;
  readonly addressId: string;
  readonly receivedAt: string;
  readonly senderId: string | null;
  readonly reason: string | null;
  readonly email: string | null;
  readonly status: string | null;
  /** Null: the body says nothing that could be verified. */
  readonly message: ComposedMessage | null;
}

/**
 * Notices and the messages that have them verified, in one statement, which commits by itself. In one order everywhere, so
 * that two that hold the same ids of senders never wait for each other. The messages are lines of one text.
 */
const storeNotices = `
  with given as materialized (
    select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::timestamptz[], $6::text[], $7::bytea[],
      $8::text[], $9::text[], $10::text[], $11::text[], $12::uuid[], string_to_array($13, E'\\n'), $14::text[], $15::text[]) as notice
      (id, shop_id, source, address_id, received_at, content_type, body, reason, email, status, sender_id, message_id,
       message, exchange, type)
  ), stored as (
    insert into notices
      (id, shop_id, source, address_id, received_at, content_type, body, state, rejected_reason, email, status, sender_id)
    select id, shop_id, source, address_id, received_at, content_type, body,
      case when reason is null then 'sent' else 'rejected' end, reason, email, status, sender_id
    from given where address_id in (${workingOf('$4')})
    order by shop_id, source, sender_id, id
    on conflict (shop_id, source, sender_id) where sender_id is not null do nothing returning id
  ), asked as (
    insert into outbox (message_id, exchange, type, shop_id, occurred_at, body)
    select message_id, exchange, type, shop_id, received_at, message
    from given where message_id is not null and id in (select id from stored)
  )
  select id from stored`;

const columnsOf = (notices: readonly NoticeRow[]): unknown[] => {
  const column = (valueOf: (notice: NoticeRow) => unknown) => notices.map(valueOf);
  return [
    column(({ id }) => id),
    column(({ shopId }) => shopId),
    column(({ source }) => source),
    column(({ addressId }) => addressId),
    column(({ receivedAt }) => receivedAt),
    column(({ contentType }) => contentType.slice(0, 200)),
    column(({ body }) => body),
    column(({ reason }) => reason),
    column(({ email }) => email),
    column(({ status }) => status),
    column(({ senderId }) => senderId),
    column(({ message }) => message?.id ?? null),
    column(({ message }) => message?.body ?? '').join('\n'),
    column(({ message }) => message?.exchange ?? null),
    column(({ message }) => message?.type ?? null),
  ];
};
