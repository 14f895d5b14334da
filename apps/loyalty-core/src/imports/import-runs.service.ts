import { type Transaction, Transactions } from '@ellity/messaging';
import { Clock, SecretBox } from '@ellity/platform';
import { type Chunk, type Recorded, type Run, Runs, type RunWork } from '@ellity/runs';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type ImportLine, lineContext, type LineProblem, type LineProblemCode } from './import-line';
import { ImportWorkService, type NumberedLine } from './import-work.service';

const linesAtOnce = 500;
/** A line that fails this often in a row, the last times alone, is set aside, so that the rest goes on. */
const attemptsMax = 3;

interface OrderRow {
  readonly id: string;
  readonly shop_id: string;
  readonly announce: boolean;
  readonly service: string;
  readonly actor: string | null;
  readonly created_at: Date;
}

/**
 * An import is carried out by a run, in chunks of one transaction each: a line and what it did commit together, so that
 * a process may end at any moment and another goes on behind the last line that is done. Imports of a shop that were
 * started wait for one another, the oldest first. One whose run is cancelled or fails is stopped: what was done stays.
 */
@Injectable()
export class ImportRunsService implements RunWork {
  readonly kind = 'import';
  private readonly logger = new Logger('imports');

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly runs: Runs,
    private readonly work: ImportWorkService,
    private readonly secrets: SecretBox,
    private readonly clock: Clock,
  ) {}

  /** Gives the oldest import of a shop, or of each, a run where none is open. Repeating it changes nothing. */
  async startDue(shopId: string | null = null): Promise<void> {
    const due: { id: string; shop_id: string; actor: string | null }[] = await this.dataSource.query(dueSql, [
      shopId,
      this.kind,
    ]);
    for (const { id, shop_id: shop, actor } of due) {
      await this.transactions.run(async (transaction) => {
        const cursor = { import: id, size: linesAtOnce };
        const order = { kind: this.kind, shopId: shop, step: 'lines', cursor, actor };
        const run = await this.runs.startUnlessOpen(order, transaction);
        if (run)
          await transaction.manager.query('update imports set run_id = $2 where id = $1', [id, run.id]);
      });
    }
  }

  /** After a chunk that failed, the first line alone is tried, then more and more again: so the line that fails is found. */
  async prepare(run: Run): Promise<Chunk> {
    const id = importOf(run);
    const size = run.attempts === 0 ? Number(run.cursor['size']) : 1;
    const isHopeless = run.attempts >= attemptsMax;
    return {
      next: 'lines',
      cursor: { ...run.cursor, size: Math.min(size * 2, linesAtOnce) },
      total: run.total ?? (await this.readyLines(id)),
      record: (transaction) => this.record(transaction, id, size, isHopeless),
    };
  }

  async gaveUp(transaction: Transaction, run: Run): Promise<void> {
    await this.end(transaction, importOf(run), run.shop_id, 'stopped');
  }

  private async record(
    transaction: Transaction,
    id: string,
    size: number,
    isHopeless: boolean,
  ): Promise<Recorded> {
    const { manager } = transaction;
    const [row]: OrderRow[] = await manager.query(
      `select id, shop_id, announce, service, actor, created_at from imports where id = $1 and state = 'running' for update`,
      [id],
    );
    if (!row) return { next: null };
    const { shop_id: shopId, created_at: createdAt, ...order } = row;
    const rows: { line: number; content: string }[] = await manager.query(
      `select line, content from import_lines where import_id = $1 and state = 'ready' order by line limit $2`,
      [id, size],
    );
    if (rows.length === 0) {
      await this.end(transaction, id, shopId, 'done');
      return { next: null };
    }
    if (isHopeless) {
      await settle(transaction, id, rows.map(setAside));
      return { done: rows.length };
    }
    const lines = rows.map(({ line, content }) => ({ line, content: this.opened(id, line, content) }));
    const problems = await this.work.carryOut(transaction, { ...order, shopId, createdAt }, lines);
    await settle(
      transaction,
      id,
      lines.map((line) => settledLine(line, problems.get(line.line))),
    );
    return { done: rows.length };
  }

  /** What waits behind it in its shop begins after the commit; where that fails, with the next tick. */
  private async end(
    transaction: Transaction,
    id: string,
    shopId: string,
    state: 'done' | 'stopped',
  ): Promise<void> {
    await transaction.manager.query(
      `update imports set state = $2, finished_at = $3 where id = $1 and state = 'running'`,
      [id, state, this.clock.now()],
    );
    transaction.afterCommit(() => {
      this.startDue(shopId).catch((err: unknown) =>
        this.logger.warn({ err, shop: shopId }, 'the next import of a shop begins with the next tick'),
      );
    });
  }

  private async readyLines(id: string): Promise<number> {
    const [row]: { ready: number }[] = await this.dataSource.query(
      `select count(*)::int as ready from import_lines where import_id = $1 and state = 'ready'`,
      [id],
    );
    return row?.ready ?? 0;
  }

  private opened(id: string, line: number, content: string): ImportLine {
    return JSON.parse(this.secrets.open(content, lineContext(id, line))) as ImportLine;
  }
}

const importOf = ({ cursor }: Run): string => String(cursor['import']);

interface SettledLine {
  readonly line: number;
  readonly state: 'done' | 'failed';
  readonly problems: readonly LineProblem[] | null;
}

function settledLine({ line, content }: NumberedLine, code: LineProblemCode | undefined): SettledLine {
  if (code === undefined) return { line, state: 'done', problems: null };
  const column = code === 'day-past' && content.expiresOn !== null ? 'expiresOn' : 'credits';
  return { line, state: 'failed', problems: [{ column, code }] };
}

const setAside = ({ line }: { readonly line: number }): SettledLine => ({
  ...{ line, state: 'failed', problems: [{ column: null, code: 'not-applied' }] },
});

async function settle({ manager }: Transaction, id: string, settled: readonly SettledLine[]): Promise<void> {
  await manager.query(
    `update import_lines l set state = n.state, content = null,
       problems = case when n.problems is null then l.problems else coalesce(l.problems, '[]') || n.problems end
     from json_to_recordset($2::json) as n (line integer, state text, problems jsonb)
     where l.import_id = $1 and l.line = n.line`,
    [id, JSON.stringify(settled)],
  );
}

/** $1 shop or null, $2 kind of run. */
const dueSql = `
  select distinct on (i.shop_id) i.id, i.shop_id, i.actor from imports i
  where i.state = 'running' and ($1::text is null or i.shop_id = $1) and not exists (
    select from runs r where r.shop_id = i.shop_id and r.kind = $2 and r.state in ('waiting', 'running', 'paused'))
  order by i.shop_id, i.created_at, i.id`;
