import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Customer } from '../customers/customer';
import { amountOf, textOf } from './amount';
import type { CreditAccount, Lot } from './credit-account';
import type { AppliedCommand } from './credit-batch';

interface LotRow {
  readonly id: string;
  readonly customer_id: string;
  readonly amount: string;
  readonly remaining: string;
  readonly expires_on: string | null;
}

/** An applied command with the number of the message that tells of it. */
export type NumberedEntry = AppliedCommand & { readonly sequence: bigint };

/** The tables of the books. Reads and writes whole batches; decides nothing. */
@Injectable()
export class LedgerService {
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

  /** Writes entries, the lots that they opened, what they moved, and what the moved lots now hold. */
  async write(
    manager: EntityManager,
    entries: readonly NumberedEntry[],
    accounts: ReadonlyMap<string, CreditAccount>,
    now: Date,
  ): Promise<void> {
    if (entries.length === 0) return;
    const opened = new Set(
      entries.filter(({ entry }) => entry.kind === 'award').map(({ entry }) => entry.id),
    );
    const remaining = new Map(
      [...accounts.values()].flatMap(({ lots }) => lots.map((lot) => [lot.id, lot.remaining])),
    );
    const remainingOf = (lotId: string) => textOf(remaining.get(lotId) ?? 0n);
    const moved = new Set(entries.flatMap(({ entry }) => entry.movements.map(({ lotId }) => lotId)));

    await insert(
      manager,
      'ledger_entries',
      entries.map((entry) => entryRow(entry, now)),
    );
    await insert(
      manager,
      'lots',
      entries
        .filter(({ entry }) => opened.has(entry.id))
        .map(({ command, customerId, entry, expiresOn }) => ({
          id: entry.id,
          shop_id: command.shopId,
          customer_id: customerId,
          amount: textOf(entry.amount),
          remaining: remainingOf(entry.id),
          expires_on: expiresOn,
        })),
    );
    await insert(
      manager,
      'lot_movements',
      entries.flatMap(({ command, entry }) =>
        entry.movements.map(({ lotId, amount }) => ({
          entry_id: entry.id,
          lot_id: lotId,
          shop_id: command.shopId,
          amount: textOf(amount),
        })),
      ),
    );
    const changed = [...moved]
      .filter((id) => !opened.has(id))
      .map((id) => ({ id, remaining: remainingOf(id) }));
    if (changed.length > 0) {
      await manager.query(
        `update lots l set remaining = n.remaining
         from json_populate_recordset(null::lots, $1::json) n where l.id = n.id`,
        [JSON.stringify(changed)],
      );
    }
  }
}

function lotFrom(row: LotRow): Lot {
  return {
    id: row.id,
    amount: amountOf(row.amount),
    remaining: amountOf(row.remaining),
    expiresOn: row.expires_on,
  };
}

function entryRow({ command, customerId, entry, sequence }: NumberedEntry, now: Date) {
  return {
    id: entry.id,
    shop_id: command.shopId,
    customer_id: customerId,
    sequence: sequence.toString(),
    kind: entry.kind,
    amount: textOf(entry.amount),
    balance_after: textOf(entry.balanceAfter),
    reason: command.reason,
    reference: command.reference,
    command_source: command.source,
    command_key: command.key,
    changed_at: now.toISOString(),
  };
}

async function insert(manager: EntityManager, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)`,
    [JSON.stringify(rows)],
  );
}
