import { type CreditChange, CreditChanged, amountText } from '@ellity/contracts';
import type { Transaction } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Customer } from '../../customers/customer';
import type { LockedCustomers } from '../../customers/locked-customers';
import { sequenceText } from '../../values/sequence';
import type { CreditAccount, Lot } from '../credit-account';
import {
  entryRow,
  lotFrom,
  type LotRow,
  movementRows,
  type NumberedPosting,
  shortfallRow,
} from './ledger-rows';
import type { PostingBatch, PostingState } from '../posting';
import { UndoneService } from './undone.service';

interface LastEntryRow {
  readonly customer_id: string;
  readonly id: string;
  readonly amount: string;
  readonly reason: string;
  readonly reference: string | null;
  readonly changed_at: Date;
}

export interface LastEntry {
  readonly change: CreditChange;
  readonly changedAt: Date;
}

/** The tables of the ledger. Reads and writes whole batches; decides nothing. */
@Injectable()
export class LedgerService {
  constructor(private readonly undone: UndoneService) {}

  /** Everything that postings about locked customers are decided on; `entryIds`: awards and spendings that they name. */
  async stateOf(
    manager: EntityManager,
    customers: readonly Customer[],
    {
      entryIds = [],
      lotIds = [],
    }: { readonly entryIds?: readonly string[]; readonly lotIds?: readonly string[] },
  ): Promise<Omit<PostingState, 'newId'>> {
    const spendings = await this.undone.spendings(manager, entryIds);
    const taken = [...spendings.values()].flatMap((spending) => [...spending.taken.keys()]);
    return {
      spendings,
      accounts: await this.accounts(manager, customers, [...entryIds, ...lotIds, ...taken]),
      shortfalls: await this.undone.shortfalls(manager, customers),
      claims: await this.undone.claims(manager, entryIds),
    };
  }

  /** The accounts of locked customers: lots with something left, and those named although empty. */
  async accounts(
    manager: EntityManager,
    customers: readonly Customer[],
    namedLotIds: readonly string[] = [],
  ): Promise<Map<string, CreditAccount>> {
    const ids = customers.map(({ id }) => id);
    const rows: LotRow[] =
      ids.length === 0
        ? []
        : await manager.query(
            `select id, customer_id, amount, remaining, expires_on::text from lots
             where customer_id = any($1::uuid[]) and remaining > 0
             union all
             select id, customer_id, amount, remaining, expires_on::text from lots
             where id = any($2::uuid[]) and remaining = 0`,
            [ids, namedLotIds],
          );
    const lots = new Map<string, Lot[]>(ids.map((id) => [id, []]));
    for (const row of rows) lots.get(row.customer_id)?.push(lotFrom(row));
    return new Map(customers.map(({ id, balance }) => [id, { balance, lots: lots.get(id) ?? [] }]));
  }

  /** The newest entry of each customer, as a message names its change; absent: there is none. */
  async lastEntries(manager: EntityManager, customerIds: readonly string[]): Promise<Map<string, LastEntry>> {
    const rows: LastEntryRow[] = await manager.query(
      `select input.id as customer_id, e.id, e.amount::text, e.reason, e.reference, e.changed_at
       from unnest($1::uuid[]) as input (id)
       cross join lateral (
         select * from ledger_entries where customer_id = input.id order by sequence desc limit 1
       ) e`,
      [customerIds],
    );
    return new Map(
      rows.map(({ customer_id: customerId, id, amount, reason, reference, changed_at: changedAt }) => [
        customerId,
        { change: { amount, reason, entryId: id, reference }, changedAt },
      ]),
    );
  }

  /**
   * Writes what a batch decided about locked customers, and publishes each change. The customers' balances and numbers
   * are changed in `locked`; whoever holds the locks saves them.
   */
  async record(
    transaction: Transaction,
    locked: LockedCustomers,
    batch: PostingBatch,
    now: Date,
  ): Promise<void> {
    const entries = batch.posted.map((posted) => ({
      ...posted,
      sequence: locked.nextSequence(posted.posting.customerId),
    }));
    for (const entry of entries) publishChange(transaction, entry, now);
    for (const [id, { balance }] of batch.accounts) locked.change(id, { balance });
    await this.write(transaction.manager, entries, batch.accounts, now);
    await this.writeShortfalls(transaction.manager, batch, now);
  }

  private async writeShortfalls(manager: EntityManager, batch: PostingBatch, now: Date): Promise<void> {
    const { shortfallsAdded: added, shortfallsChanged: changed } = batch;
    await insert(
      manager,
      'shortfalls',
      added.map((shortfall) => shortfallRow(shortfall, changed.get(shortfall.id) ?? shortfall.open, now)),
    );
    const before = [...changed].filter(([id]) => added.every((one) => one.id !== id));
    if (before.length === 0) return;
    await manager.query(
      `update shortfalls s set open = n.open from unnest($1::uuid[], $2::numeric[]) as n (id, open) where s.id = n.id`,
      [before.map(([id]) => id), before.map(([, open]) => amountText(open))],
    );
  }

  /** Entries, the lots that they opened, what they moved, and what the moved lots now hold. */
  private async write(
    manager: EntityManager,
    entries: readonly NumberedPosting[],
    accounts: ReadonlyMap<string, CreditAccount>,
    now: Date,
  ): Promise<void> {
    if (entries.length === 0) return;
    const openers = entries.filter(({ entry }) => entry.kind === 'award');
    const opened = new Set(openers.map(({ entry }) => entry.id));
    const remaining = new Map(
      [...accounts.values()].flatMap(({ lots }) => lots.map((lot) => [lot.id, lot.remaining])),
    );
    const remainingOf = (lotId: string) => amountText(remaining.get(lotId) ?? 0n);
    const moved = new Set(entries.flatMap(({ entry }) => entry.movements.map(({ lotId }) => lotId)));

    const lots = openers.map(({ posting, entry, expiresOn }) => ({
      id: entry.id,
      shop_id: posting.shopId,
      customer_id: posting.customerId,
      amount: amountText(entry.amount),
      remaining: remainingOf(entry.id),
      expires_on: expiresOn,
      is_warned: false,
    }));
    const changed = [...moved]
      .filter((id) => !opened.has(id))
      .map((id) => ({ id, remaining: remainingOf(id) }));
    const rows = [entries.map((entry) => entryRow(entry, now)), lots, entries.flatMap(movementRows), changed];
    await manager.query(
      writeSql,
      rows.map((some) => JSON.stringify(some)),
    );
  }
}

/**
 * All in one statement: somebody waits for each, and so does whoever wants the same customer. What refers to what is
 * checked at its end. $1 entries, $2 lots that they opened, $3 movements, $4 what else was moved and now holds.
 */
const writeSql = `
  with entries as (
    insert into ledger_entries select * from json_populate_recordset(null::ledger_entries, $1::json)
  ), opened as (
    insert into lots select * from json_populate_recordset(null::lots, $2::json)
  ), movements as (
    insert into lot_movements select * from json_populate_recordset(null::lot_movements, $3::json)
  )
  update lots l set remaining = n.remaining from json_populate_recordset(null::lots, $4::json) n where l.id = n.id`;

/** What is told of an entry. */
interface BookedChange {
  readonly posting: Pick<
    NumberedPosting['posting'],
    'shopId' | 'customerId' | 'reason' | 'reference' | 'announce'
  >;
  readonly entry: Pick<NumberedPosting['entry'], 'id' | 'amount' | 'balanceAfter'>;
  readonly nextExpiration: NumberedPosting['nextExpiration'];
  readonly sequence: bigint;
}

function publishChange(transaction: Transaction, posted: BookedChange, now: Date): void {
  const { posting, entry, nextExpiration, sequence } = posted;
  transaction.publish(
    CreditChanged,
    {
      balance: amountText(entry.balanceAfter),
      change: {
        amount: amountText(entry.amount),
        reason: posting.reason,
        entryId: entry.id,
        reference: posting.reference,
      },
      nextExpiration: nextExpiration && {
        date: nextExpiration.date,
        amount: amountText(nextExpiration.amount),
      },
      changedAt: now.toISOString(),
      announce: posting.announce,
    },
    {
      shopId: posting.shopId,
      subject: posting.customerId,
      sequence: sequenceText(sequence),
      time: now.toISOString(),
    },
  );
}

async function insert(manager: EntityManager, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)`,
    [JSON.stringify(rows)],
  );
}
