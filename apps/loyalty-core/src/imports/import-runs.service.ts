import { type Transaction, Transactions } from '@ellity/messaging';
import { Clock, isDatabaseAway, SecretBox, SecretUnreadableError } from '@ellity/platform';
import { type Chunk, type Recorded, type Run, Runs, type RunWork } from '@ellity/runs';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  blockContext,
  type ImportLine,
  type LineProblem,
  type LineProblemCode,
  partsCount,
} from './import-line';
import { ImportWorkService, type NumberedLine } from './import-work.service';

/** Of each part, in one transaction: as many as a block holds. */
const linesAtOnce = 500;
/** After so many failures in a row the first line is tried alone once more; if it is the line that fails, it is set aside. */
const attemptsMax = 3;

/** Lines of one part that wait, the first of them first. */
interface BlockRow {
  readonly first_line: number;
  readonly lines: readonly number[];
  readonly carried: number;
  readonly content: string;
}

/** With the lines of it that are carried out now. */
interface OpenedBlock extends BlockRow {
  readonly opened: readonly NumberedLine[];
  /** Sealed: the lines after them; null where there are none. */
  readonly rest: string | null;
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
 * An import is carried out by a run, in chunks of one transaction for each part beside one another: lines, how far their
 * block was carried out and what they did commit together, so that a process may end at any moment and another goes on
 * with the lines that are not done. Imports of a shop that were
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
   * The next block of each part. After one that failed, the first line alone is tried, then more and more again: so the
   * line that fails is found.
   */
  async prepare(run: Run): Promise<Chunk> {
    const id = importOf(run);
    const size = run.attempts === 0 ? Number(run.cursor['size']) : 1;
    const isHopeless = run.attempts >= attemptsMax;
    const waiting = await this.dataSource.query<BlockRow[]>(nextBlocksSql, [id]);
    const blocks = size === 1 ? waiting.slice(0, 1) : waiting;
    const chunk = {
      cursor: { ...run.cursor, size: Math.min(size * 2, linesAtOnce) },
      total: run.total ?? (await this.readyLines(id)),
    };
    if (blocks.length === 0)
      return { ...chunk, next: null, record: (transaction) => this.end(transaction, run, 'done') };
    const opened = this.opened(id, blocks, size);
    if (!opened)
      return { ...chunk, next: 'lines', record: () => Promise.resolve({ pause: 'secret-unreadable' }) };
    const [first] = opened;
    if (isHopeless && first) {
      const done = await this.triedAlone(id, first);
      return done === undefined
        ? { ...chunk, next: 'lines', parts: [(transaction) => setAside(transaction, id, first)] }
        : { ...chunk, next: 'lines', record: () => Promise.resolve({ done }) };
    }
    const parts = opened.map((block) => (transaction: Transaction) => this.carryOut(transaction, id, block));
    return { ...chunk, next: 'lines', parts };
  }

  async gaveUp(transaction: Transaction, run: Run): Promise<void> {
    await this.end(transaction, run, 'stopped');
  }

  /** How many; undefined: it fails by the line, and not by the database or by what another version made of it. */
  private async triedAlone(id: string, block: OpenedBlock): Promise<number | undefined> {
    try {
      return await this.transactions.run((transaction) => this.carryOut(transaction, id, block));
    } catch (err) {
      if (isDatabaseAway(err) || notByTheLine.test(String((err as { code?: unknown }).code))) throw err;
      this.logger.warn({ err, import: id, line: block.opened[0]?.line }, 'a line is set aside');
      return undefined;
    }
  }

  private async carryOut(transaction: Transaction, id: string, block: OpenedBlock): Promise<number> {
    const { manager } = transaction;
    const [row]: OrderRow[] = await manager.query(
      `select id, shop_id, announce, service, actor, created_at from imports where id = $1 and state = 'running' for share`,
      [id],
    );
    if (!row || !(await isWaiting(transaction, id, block))) return 0;
    const { shop_id: shopId, created_at: createdAt, ...order } = row;
    const problems = await this.work.carryOut(transaction, { ...order, shopId, createdAt }, block.opened);
    const failed = block.opened.flatMap((line) => failedLine(line, problems.get(line.line)));
    return settle(transaction, id, block, { carried: block.opened.length, failed });
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
      `select coalesce(sum(cardinality(lines) - carried), 0)::int as ready from import_blocks where import_id = $1`,
      [id],
    );
    return row?.ready ?? 0;
  }

  /** `size` lines of each at most; undefined where a key is missing, and somebody has to give it first. */
  private opened(id: string, blocks: readonly BlockRow[], size: number): OpenedBlock[] | undefined {
    try {
      return blocks.map((block) => {
        const waiting = this.linesOf(id, block);
        const rest = waiting.slice(size).map(({ content }) => content);
        return {
          ...block,
          opened: waiting.slice(0, size),
          rest: rest.length === 0 ? null : this.sealed(id, block, rest),
        };
      });
    } catch (error) {
      if (error instanceof SecretUnreadableError) return undefined;
      throw error;
    }
  }

  private sealed(id: string, { first_line: firstLine }: BlockRow, lines: readonly ImportLine[]): string {
    return this.secrets.seal(JSON.stringify(lines), blockContext(id, firstLine));
  }

  /** Those that wait: the last ones of the block, whose content has no others. */
  private linesOf(id: string, { first_line: firstLine, lines, carried, content }: BlockRow): NumberedLine[] {
    const opened = JSON.parse(this.secrets.open(content, blockContext(id, firstLine))) as
      ImportLine | ImportLine[];
    const waiting = lines.slice(carried);
    const contents = (Array.isArray(opened) ? opened : [opened]).slice(-waiting.length);
    return contents.map((one, index) => ({ line: waiting[index] ?? firstLine, content: one }));
  }
}

/** Codes of PostgreSQL: conflicts with others, what is not there or not allowed, the server's own trouble. */
const notByTheLine = /^(40|42|53|55|57|58|XX)/;

const importOf = ({ cursor }: Run): string => String(cursor['import']);

interface FailedLine {
  readonly line: number;
  readonly problems: readonly LineProblem[];
}

function failedLine({ line, content }: NumberedLine, code: LineProblemCode | undefined): FailedLine[] {
  if (code === undefined) return [];
  const column = code === 'day-past' && content.expiresOn !== null ? 'expiresOn' : 'credits';
  return [{ line, problems: [{ column, code }] }];
}

/** The first line that waits. */
async function setAside(transaction: Transaction, id: string, block: OpenedBlock): Promise<number> {
  if (!(await isWaiting(transaction, id, block))) return 0;
  const problems: LineProblem[] = [{ column: null, code: 'not-applied' }];
  const failed = block.lines.slice(block.carried, block.carried + 1).map((line) => ({ line, problems }));
  return settle(transaction, id, block, { carried: failed.length, failed });
}

/** Locks it; false: somebody else carried out lines of it meanwhile. */
async function isWaiting({ manager }: Transaction, id: string, block: BlockRow): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    `select from import_blocks where import_id = $1 and first_line = $2 and carried = $3 for update`,
    [id, block.first_line, block.carried],
  );
  return rows.length > 0;
}

/** How many. */
async function settle(
  { manager }: Transaction,
  id: string,
  { first_line: firstLine, rest }: OpenedBlock,
  { carried, failed }: { readonly carried: number; readonly failed: readonly FailedLine[] },
): Promise<number> {
  await manager.query(
    `update import_blocks set carried = carried + $3, content = $4 where import_id = $1 and first_line = $2`,
    [id, firstLine, carried, rest],
  );
  if (failed.length > 0)
    await manager.query(
      `insert into import_lines as l (import_id, line, state, problems)
       select $1, line, 'failed', problems from json_to_recordset($2::json) as n (line integer, problems jsonb)
       on conflict (import_id, line) do update set state = excluded.state, problems = l.problems || excluded.problems`,
      [id, JSON.stringify(failed)],
    );
  return carried;
}

/** The first block of each part, the one whose line comes first first. $1 import. */
const nextBlocksSql = `
  select b.* from imports i cross join generate_series(0, ${partsCount - 1}) as p (part) cross join lateral (
    select first_line, lines, carried, content from import_blocks
    where import_id = i.id and part = p.part and content is not null order by first_line limit 1
  ) b where i.id = $1 and i.state = 'running' order by b.lines[b.carried + 1]`;

/** $1 shop or null, $2 kind of run. */
const dueSql = `
  select distinct on (i.shop_id) i.id, i.shop_id, i.actor from imports i
  where i.state = 'running' and ($1::text is null or i.shop_id = $1) and not exists (
    select from runs r where r.shop_id = i.shop_id and r.kind = $2 and r.state in ('waiting', 'running', 'paused'))
  order by i.shop_id, i.created_at, i.id`;
