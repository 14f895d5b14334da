import { CreditChanged, CustomerChanged, type CreditReason, type Day } from '@ellity/contracts';
import { filledIn, type MessageForm, type Transaction } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { type Customer, snapshotInSql } from '../../customers/customer';
import type { PostedBy } from '../posting';

/** A registered customer who was created by this transaction, whose row holds these credits already. */
export interface Opening {
  readonly customer: Customer;
  /** Whether there are credits: then the balance is those of one award. */
  readonly isAwarded: boolean;
  readonly expiresOn: Day | null;
  readonly reference: string | null;
}

export interface OpeningOrder {
  readonly shopId: string;
  /** Of the shop. */
  readonly today: Day;
  readonly announce: boolean;
  readonly by: PostedBy;
}

/** The number of the last message about a customer who is opened now: of the profile, then of the credits. */
export const openedSequence = (nowMicros: bigint, isAwarded: boolean): bigint =>
  isAwarded ? nowMicros + 1n : nowMicros;

/**
 * Books and tells of many customers who come with their credits, as files bring them: what a posting of the kind `award`
 * would book for each, and what is told of a new customer, by one statement. A test holds both ways against each other.
 */
@Injectable()
export class OpeningService {
  async open(
    transaction: Transaction,
    order: OpeningOrder,
    openings: readonly Opening[],
    now: Date,
  ): Promise<void> {
    if (openings.length === 0) return;
    const { shopId, today, by } = order;
    const profile = profileForm(transaction, shopId, now);
    const credit = creditForm(transaction, order, now);
    const [row]: { bodies: string[] }[] = await transaction.manager.query(openSql, [
      openings.map(({ customer }) => customer.id),
      openings.map(({ isAwarded }) => (isAwarded ? uuidv7() : null)),
      openings.map(() => uuidv7()),
      openings.map(() => uuidv7()),
      openings.map(({ expiresOn }) => expiresOn),
      openings.map(({ reference }) => reference),
      ...[shopId, today, now, reason, by.service, by.actor, by.runId],
      ...[profile.exchange, profile.type, profile.time, profile.body],
      ...[credit.exchange, credit.type, credit.time, credit.body],
      await observedTypes(transaction, shopId, [profile, credit]),
    ]);
    transaction.wrote(row?.bodies ?? []);
  }
}

const reason: CreditReason = 'import';

async function observedTypes(
  transaction: Transaction,
  shopId: string,
  [profile, credit]: readonly [MessageForm, MessageForm],
): Promise<string[]> {
  const isHeard = {
    [profile.type]: await transaction.isObserved(CustomerChanged, shopId),
    [credit.type]: await transaction.isObserved(CreditChanged, shopId),
  };
  return Object.keys(isHeard).filter((type) => isHeard[type]);
}

/** As `CustomersService.announce` tells of somebody new. */
const profileForm = (transaction: Transaction, shopId: string, now: Date): MessageForm =>
  transaction.form(CustomerChanged, filledIn.json(4), { ...aboutFilledIn(shopId), time: now.toISOString() });

/** As `LedgerService.record` tells of a posting. */
const creditForm = (transaction: Transaction, { shopId, announce }: OpeningOrder, now: Date): MessageForm =>
  transaction.form(
    CreditChanged,
    {
      balance: filledIn.text(4),
      change: {
        amount: filledIn.text(4),
        reason,
        entryId: filledIn.text(5),
        reference: filledIn.json(6),
      },
      nextExpiration: filledIn.json(7),
      changedAt: now.toISOString(),
      announce,
    },
    { ...aboutFilledIn(shopId), time: now.toISOString() },
  );

const aboutFilledIn = (shopId: string) => ({
  ...{ shopId, id: filledIn.text(1), subject: filledIn.text(2), sequence: filledIn.text(3) },
});

/**
 * $1 customers, $2 ids of their entries or null, $3 and $4 ids of messages, $5 last days, $6 references, $7 shop, $8 today,
 * $9 now, $10 reason, $11 service, $12 actor, $13 run, $14 to $17 the form of a profile, $18 to $21 that of a credit
 * change, $22 types whose bodies are asked for.
 */
const openSql = `
  with input as (
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::date[], $6::text[])
      as i (customer_id, entry_id, profile_message_id, credit_message_id, expires_on, reference)
  ), people as (
    select i.*, c.balance, c.last_sequence, ${snapshotInSql('c')} as profile
    from input i join customers c on c.id = i.customer_id
  ), awarded as (
    select * from people where entry_id is not null
  ), entries as (
    insert into ledger_entries (id, shop_id, customer_id, sequence, kind, amount, balance_after, reason, reference,
      service, actor, run_id, changed_at, day)
    select entry_id, $7, customer_id, last_sequence, 'award', balance, balance, $10, reference, $11, $12, $13::uuid, $9, $8
    from awarded
  ), opened as (
    insert into lots (id, shop_id, customer_id, amount, remaining, expires_on)
    select entry_id, $7, customer_id, balance, balance, expires_on from awarded
  ), moved as (
    insert into lot_movements (entry_id, lot_id, shop_id, amount) select entry_id, entry_id, $7, balance from awarded
  ), messages as (
    select profile_message_id as id, $14 as exchange, $15 as type, $16::timestamptz as time,
      format($17, profile_message_id, customer_id,
        lpad((last_sequence - case when entry_id is null then 0 else 1 end)::text, 16, '0'), profile) as body
    from people
    union all
    select credit_message_id, $18, $19, $20::timestamptz,
      format($21, credit_message_id, customer_id, lpad(last_sequence::text, 16, '0'), balance, entry_id,
        coalesce(to_json(reference)::text, 'null'),
        case when expires_on is null then 'null' else format('{"date":"%s","amount":"%s"}', expires_on, balance) end)
    from awarded
  ), told as (
    insert into outbox (is_bulk, message_id, exchange, type, shop_id, occurred_at, body)
    select true, id, exchange, type, $7, time, body from messages returning type, body
  )
  select coalesce(array_agg(body) filter (where type = any($22::text[])), '{}') as bodies from told`;
