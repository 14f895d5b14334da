import { reasonName } from '@ellity/contracts';
import { byteOrderMark, type Cell, csvForms, csvLine, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { ShopsService } from '../shops/shops.service';
import { customerHeaders, ledgerHeaders } from './export-headers';

interface CustomerCells {
  readonly email: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly phone: string | null;
  readonly registered: boolean;
  readonly group_name: string | null;
  readonly marketing_consent: string;
  readonly balance: string;
  readonly id: string;
}

interface EntryCells {
  readonly at: string;
  readonly email: string;
  readonly amount: string;
  readonly balance_after: string;
  readonly reason: string;
  readonly reference: string | null;
  readonly expires_on: string | null;
  readonly service: string | null;
  readonly actor: string | null;
  readonly id: string;
}

const rowsAtOnce = 1_000;
/** Each holds a connection for as long as its reader takes; the others are for everybody else. */
const openMax = 3;

/** Whole tables of a shop as CSV, of one moment each, however large: what the reader has not taken is not read yet. */
@Injectable()
export class ExportsService {
  private open = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly shops: ShopsService,
  ) {}

  /** PINs are never in it. */
  async customers(shopId: string): Promise<Readable> {
    const { language } = await this.shops.get(shopId);
    return this.csv<CustomerCells>(language, customerHeaders[language], customersSql, shopId, (row) => [
      ...[row.email, row.first_name, row.last_name, row.phone, row.registered, row.group_name],
      ...[row.marketing_consent, row.balance, row.id],
    ]);
  }

  /** Every entry of the ledger, oldest first. */
  async ledger(shopId: string): Promise<Readable> {
    const { language } = await this.shops.get(shopId);
    return this.csv<EntryCells>(language, ledgerHeaders[language], ledgerSql, shopId, (row) => [
      ...[row.at, row.email, row.amount, row.balance_after, reasonName(row.reason, language), row.reference],
      ...[row.expires_on, row.service, row.actor, row.id],
    ]);
  }

  private csv<R>(
    language: 'cs' | 'en',
    header: readonly string[],
    sql: string,
    shopId: string,
    cellsOf: (row: R) => readonly Cell[],
  ): Readable {
    if (this.open >= openMax)
      throw new Problem(
        503,
        'exports-busy',
        `${openMax} files are being written out already: ask again when one of them is done.`,
      );
    const form = csvForms[language];
    const pages = this.pagesOf<R>(sql, shopId);
    async function* parts(): AsyncGenerator<string> {
      yield byteOrderMark + csvLine(header, form);
      for await (const page of pages) yield page.map((row) => csvLine(cellsOf(row), form)).join('');
    }
    this.open += 1;
    return Readable.from(parts(), { objectMode: false }).once('close', () => (this.open -= 1));
  }

  /** From one snapshot; a reader that goes away ends the transaction. */
  private async *pagesOf<R>(sql: string, shopId: string): AsyncGenerator<R[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction('REPEATABLE READ');
      await runner.query(`declare exported no scroll cursor for ${sql}`, [shopId]);
      for (;;) {
        const page = (await runner.query(`fetch ${rowsAtOnce} from exported`)) as R[];
        if (page.length === 0) return;
        yield page;
      }
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
    }
  }
}

const customersSql = `
  select email, first_name, last_name, phone, registered, group_name, marketing_consent, balance::text, id
  from customers where shop_id = $1 and erased_at is null order by id`;

const ledgerSql = `
  select to_char(e.changed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as at, c.email, e.amount::text,
    e.balance_after::text, e.reason, e.reference, l.expires_on::text, e.service, e.actor, e.id
  from ledger_entries e join customers c on c.id = e.customer_id left join lots l on l.id = e.id
  where e.shop_id = $1 order by e.id`;
