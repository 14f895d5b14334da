import { type Transaction, Transactions } from '@ellity/messaging';
import { Clock, SecretBox } from '@ellity/platform';
import { type Chunk, type Recorded, type Run, Runs, type RunWork } from '@ellity/runs';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type ImportLine, lineContext, type LineProblem, type LineProblemCode, partsOf } from './import-line';
import { ImportWorkService, type NumberedLine } from './import-work.service';

const linesAtOnce = 1_000;
/** How many transactions carry out the lines of a chunk at the same time. */
const partsAtOnce = 2;
/** A line that fails this often in a row, the last times alone, is set aside, so that the rest goes on. */
const attemptsMax = 3;

interface LineRow {
  readonly line: number;
  readonly content: string;
}

interface OrderRow {
  readonly id: string;
  readonly shop_id: string;
  readonly announce: boolean;
  readonly service: string;
  readonly actor: string | null;
  readonly created_at: Date;
}

/**
 * An import is carried out by a run, in chunks of two transactions beside one another: a line and what it did commit
 * together, so that a process may end at any moment and another goes on with the lines that are not done. Imports of a shop that were
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

  /**
   * Lines of different customers do not depend on one another, so a chunk is carried out in parts. After one that failed,
   * the first line alone is tried, then more and more again: so the line that fails is found.
   */
  async prepare(run: Run): Promise<Chunk> {
    const id = importOf(run);
    const size = run.attempts === 0 ? Number(run.cursor['size']) : 1;
    const isHopeless = run.attempts >= attemptsMax;
    const rows = await this.dataSource.query<LineRow[]>(
      `select l.line, l.content from import_lines l join imports i on i.id = l.import_id and i.state = 'running'
       where l.import_id = $1 and l.state = 'ready' order by l.line limit $2`,
      [id, size],
    );
    const chunk = {
      cursor: { ...run.cursor, size: Math.min(size * 2, linesAtOnce) },
      total: run.total ?? (await this.readyLines(id)),
    };
    if (rows.length === 0)
      return { ...chunk, next: null, record: (transaction) => this.end(transaction, run, 'done') };
    if (isHopeless) {
      const setAsideAll = (transaction: Transaction) => settle(transaction, id, rows.map(setAside));
      return { ...chunk, next: 'lines', parts: [setAsideAll] };
    }
    const lines = rows.map(({ line, content }) => ({ line, content: this.opened(id, line, content) }));
    const parts = partsOf(lines, partsAtOnce).map(
      (part) => (transaction: Transaction) => this.carryOut(transaction, id, part),
    );
    return { ...chunk, next: 'lines', parts };
  }

  async gaveUp(transaction: Transaction, run: Run): Promise<void> {
    await this.end(transaction, run, 'stopped');
  }

  private async carryOut(
    transaction: Transaction,
    id: string,
    part: readonly NumberedLine[],
  ): Promise<number> {
    const { manager } = transaction;
    const [row]: OrderRow[] = await manager.query(
      `select id, shop_id, announce, service, actor, created_at from imports where id = $1 and state = 'running' for share`,
      [id],
    );
    if (!row) return 0;
    const { shop_id: shopId, created_at: createdAt, ...order } = row;
    const ready: { line: number }[] = await manager.query(
      `select line from import_lines where import_id = $1 and line = any($2) and state = 'ready' order by line for update`,
      [id, part.map(({ line }) => line)],
    );
    const isReady = new Set(ready.map(({ line }) => line));
    const lines = part.filter(({ line }) => isReady.has(line));
    const problems = await this.work.carryOut(transaction, { ...order, shopId, createdAt }, lines);
    return settle(
      transaction,
      id,
      lines.map((line) => settledLine(line, problems.get(line.line))),
    );
  }

  /** What waits behind it in its shop begins after the commit; where that fails, with the next tick. */
  private async end(transaction: Transaction, run: Run, state: 'done' | 'stopped'): Promise<Recorded> {
    const shopId = run.shop_id;
    await transaction.manager.query(
      `update imports set state = $2, finished_at = $3 where id = $1 and state = 'running'`,
      [importOf(run), state, this.clock.now()],
    );
    transaction.afterCommit(() => {
      this.startDue(shopId).catch((err: unknown) =>
        this.logger.warn({ err, shop: shopId }, 'the next import of a shop begins with the next tick'),
      );
    });
    return {};
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

/** How many. */
async function settle(
  { manager }: Transaction,
  id: string,
  settled: readonly SettledLine[],
): Promise<number> {
  await manager.query(
    `update import_lines l set state = n.state, content = null,
       problems = case when n.problems is null then l.problems else coalesce(l.problems, '[]') || n.problems end
     from json_to_recordset($2::json) as n (line integer, state text, problems jsonb)
     where l.import_id = $1 and l.line = n.line and l.state = 'ready'`,
    [id, JSON.stringify(settled)],
  );
  return settled.length;
}

/** $1 shop or null, $2 kind of run. */
const dueSql = `
  select distinct on (i.shop_id) i.id, i.shop_id, i.actor from imports i
  where i.state = 'running' and ($1::text is null or i.shop_id = $1) and not exists (
    select from runs r where r.shop_id = i.shop_id and r.kind = $2 and r.state in ('waiting', 'running', 'paused'))
  order by i.shop_id, i.created_at, i.id`;
