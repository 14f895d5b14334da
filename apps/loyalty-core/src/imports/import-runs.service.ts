import { type Transaction, Transactions } from '@ellity/messaging';
import { Clock, SecretBox } from '@ellity/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type ImportLine, lineContext, type LineProblemCode } from './import-line';
import { ImportWorkService, type NumberedLine } from './import-work.service';

const pollMs = 2_000;
const linesAtOnce = 200;
const attemptsMax = 5;

interface OrderRow {
  readonly id: string;
  readonly shop_id: string;
  readonly announce: boolean;
  readonly service: string;
  readonly actor: string | null;
}

/**
 * Carries out imports in chunks of one transaction each: a line and what it did commit together, so that a process may
 * end at any moment and another goes on behind the last line that is done. One process works on an import at a time.
 */
@Injectable()
export class ImportRunsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('imports');
  private timer: NodeJS.Timeout | undefined;
  private isStopped = true;
  private isAsked = false;
  private running: Promise<void> | undefined;
  /** One at a time after a chunk failed, so that the line that fails is found. */
  private chunkSize = linesAtOnce;
  private first: { readonly id: string; readonly line: number } | undefined;
  private failures = 0;

  constructor(
    private readonly transactions: Transactions,
    private readonly work: ImportWorkService,
    private readonly secrets: SecretBox,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.isStopped = false;
    this.timer = setInterval(() => this.wake(), pollMs);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** There may be something to do. */
  wake(): void {
    if (this.isStopped) return;
    this.isAsked = true;
    this.running ??= this.goOn().finally(() => (this.running = undefined));
  }

  private async goOn(): Promise<void> {
    while (this.isAsked && !this.isStopped) {
      this.isAsked = false;
      try {
        while (!this.isStopped && (await this.chunk()))
          this.chunkSize = Math.min(this.chunkSize * 2, linesAtOnce);
      } catch (error) {
        await this.failed(error).catch((err: unknown) => this.logger.error({ err }, 'imports stand still'));
      }
    }
  }

  /** The next attempt is at the first line alone. One that fails again and again is set aside, so that the rest goes on. */
  private async failed(err: unknown): Promise<void> {
    const { first } = this;
    this.logger.warn({ err, import: first?.id, line: first?.line }, 'a chunk of an import failed');
    const isAlone = this.chunkSize === 1 && first !== undefined;
    this.chunkSize = 1;
    this.failures = isAlone ? this.failures + 1 : 0;
    if (!isAlone || this.failures < attemptsMax) return;
    this.failures = 0;
    await this.transactions.run(({ manager }) =>
      manager.query(
        `update import_lines set state = 'failed', content = null, problems = '[{"column": null, "code": "not-applied"}]'
         where import_id = $1 and line = $2 and state = 'ready'`,
        [first.id, first.line],
      ),
    );
  }

  /** Whether there was something to do. */
  private chunk(): Promise<boolean> {
    return this.transactions.run(async (transaction) => {
      const { manager } = transaction;
      const [row]: OrderRow[] = await manager.query(
        `select id, shop_id, announce, service, actor from imports where state = 'running'
         order by created_at limit 1 for update skip locked`,
      );
      if (!row) return false;
      const rows: { line: number; content: string }[] = await manager.query(
        `select line, content from import_lines where import_id = $1 and state = 'ready' order by line limit $2`,
        [row.id, this.chunkSize],
      );
      if (rows.length === 0) {
        await manager.query(`update imports set state = 'done', finished_at = $2 where id = $1`, [
          row.id,
          this.clock.now(),
        ]);
        return true;
      }
      this.first = rows[0] && { id: row.id, line: rows[0].line };
      const lines = rows.map(({ line, content }) => ({ line, content: this.opened(row.id, line, content) }));
      const { shop_id: shopId, ...order } = row;
      await this.settle(
        transaction,
        row.id,
        lines,
        await this.work.carryOut(transaction, { ...order, shopId }, lines),
      );
      return true;
    });
  }

  private async settle(
    { manager }: Transaction,
    id: string,
    lines: readonly NumberedLine[],
    problems: ReadonlyMap<number, LineProblemCode>,
  ): Promise<void> {
    const settled = lines.map(({ line, content }) => {
      const code = problems.get(line);
      const column = code === 'day-past' && content.expiresOn !== null ? 'expiresOn' : 'credits';
      return { line, state: code ? 'failed' : 'done', problems: code ? [{ column, code }] : null };
    });
    await manager.query(
      `update import_lines l set state = n.state, problems = n.problems, content = null
       from json_to_recordset($2::json) as n (line integer, state text, problems jsonb)
       where l.import_id = $1 and l.line = n.line`,
      [id, JSON.stringify(settled)],
    );
  }

  private opened(id: string, line: number, content: string): ImportLine {
    return JSON.parse(this.secrets.open(content, lineContext(id, line))) as ImportLine;
  }
}
