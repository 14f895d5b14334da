import { Transactions } from '@ellity/messaging';
import { Problem, Repeated } from '@ellity/platform';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { type RunsOptions, runsOptions } from './options';
import { backoffMs, type Chunk, type Recorded, type Run, type RunProblem } from './run';
import { RunKinds } from './run-kinds';
import {
  claimRun,
  countPart,
  failRun,
  holdRun,
  isHeld,
  keepRun,
  recordChunk,
  releaseRun,
  retryRun,
  selectWaiting,
  takeTurn,
  takeTurnBeside,
} from './runs-table';
import { WakeQueue } from './wake-queue';

/** How many runs a process carries out at a time. */
const runsMax = 4;

/**
 * Carries runs out, chunk by chunk. Any process takes any run that is due and that nobody holds; a lease says who
 * holds it, and every chunk is recorded under that lease together with how far it came. So a run that loses its
 * process, or is paused or cancelled in the middle of a chunk, goes on from the last chunk that was recorded, or stops
 * there; nothing is recorded twice. Words in Redis say when to look, and a slow poll finds what they did not tell.
 */
@Injectable()
export class RunExecutor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('runs');
  private readonly running = new Set<Promise<void>>();
  private readonly looks: Repeated;
  private isStopped = false;

  constructor(
    @Inject(runsOptions) private readonly options: RunsOptions,
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly kinds: RunKinds,
    private readonly queue: WakeQueue,
  ) {
    this.looks = new Repeated(
      options.pollMs,
      () => this.claimAll(),
      (error) => this.logger.warn({ err: error }, 'the poll for runs failed and is repeated'),
    );
    queue.onRun(() => this.look());
  }

  onApplicationBootstrap(): void {
    void this.look();
    void this.remindOfWaiting();
  }

  /** A chunk under way is finished and recorded; what follows is left to the next process. */
  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    await this.looks.stop();
    await Promise.all(this.running);
  }

  /** Looks for runs now; resolves when those that are due are under way, as many as one process takes. */
  look(): Promise<void> {
    return this.looks.now();
  }

  /** The word of a run that waits may have reached the process that ended just now. */
  private async remindOfWaiting(): Promise<void> {
    const waiting = await this.dataSource
      .query<{ id: string; wait: number }[]>(selectWaiting, [this.kinds.names])
      .catch(() => []);
    for (const { id, wait } of waiting) await this.queue.wake(id, wait);
  }

  private async claimAll(): Promise<void> {
    while (!this.isStopped && this.running.size < runsMax) {
      const lease = randomUUID();
      const parameters = [lease, this.leaseSeconds, this.kinds.names];
      const [rows]: [Run[], number] = await this.dataSource.query(claimRun, parameters);
      const run = rows[0];
      if (!run) return;
      const execution = this.execute(run, lease).finally(() => {
        this.running.delete(execution);
        void this.look();
      });
      this.running.add(execution);
    }
  }

  private async execute(claimed: Run, lease: string): Promise<void> {
    // One at a time: while a chunk is recorded, its row is locked, and each renewal that waits holds a connection.
    const renewals = new Repeated(
      this.options.leaseMs / 3,
      () => this.keep(claimed, lease),
      (error) => this.logger.warn({ err: error, run: claimed.id }, 'the lease of a run was not renewed'),
    );
    renewals.later();
    let run: Run | undefined = claimed;
    try {
      while (run && !this.isStopped) run = await this.advance(run, lease);
      if (run) await this.release(run, lease);
    } catch (error) {
      await this.failed(run ?? claimed, lease, error).catch((cause: unknown) =>
        this.logger.error(
          { err: cause, run: claimed.id },
          'a run that failed is taken up again after its lease',
        ),
      );
    } finally {
      await renewals.stop();
    }
  }

  /** The run after its next chunk; undefined when it ended, or is no longer ours. */
  private async advance(run: Run, lease: string): Promise<Run | undefined> {
    const chunk = await this.kinds.workOf(run).prepare(run);
    await this.carryOutParts(run, lease, chunk);
    let after: Run | undefined;
    let waitMs = 0;
    await this.transactions.run(async (transaction) => {
      await transaction.manager.query(takeTurn, [run.id]);
      const held: unknown[] = await transaction.manager.query(holdRun, [run.id, lease]);
      if (held.length === 0) return;
      const recorded = { done: 0, waitMs, ...chunk, ...(await chunk.record?.(transaction)) };
      waitMs = recorded.waitMs;
      const [rows]: [Run[], number] = await transaction.manager.query(
        recordChunk,
        parametersOf(run, recorded),
      );
      after = rows[0];
    });
    if (after?.state === 'waiting') await this.queue.wake(after.id, waitMs);
    return after?.state === 'running' ? after : undefined;
  }

  /** Resolves when none is under way any more. */
  private async carryOutParts({ id }: Run, lease: string, { parts = [], total }: Chunk): Promise<void> {
    const ends = await Promise.allSettled(
      parts.map((part) =>
        this.transactions.run(async (transaction) => {
          await transaction.manager.query(takeTurnBeside, [id]);
          const held: unknown[] = await transaction.manager.query(isHeld, [id, lease]);
          if (held.length === 0) return;
          const done = await part(transaction);
          await transaction.manager.query(countPart, [id, done, total ?? null]);
        }),
      ),
    );
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  private async keep({ id }: Run, lease: string): Promise<void> {
    await this.dataSource.query(keepRun, [id, lease, this.leaseSeconds]);
  }

  private async release({ id }: Run, lease: string): Promise<void> {
    const [rows]: [unknown[], number] = await this.dataSource.query(releaseRun, [id, lease]);
    if (rows.length > 0) await this.queue.wake(id);
  }

  /** A problem is final. Anything else may pass, and is tried again from the last chunk. */
  private async failed(run: Run, lease: string, error: unknown): Promise<void> {
    if (this.isStopped) return this.release(run, lease);
    if (error instanceof Problem) return this.giveUp(run, lease, error);
    const waitMs = backoffMs(run.attempts + 1);
    const { id, kind, step } = run;
    this.logger.warn({ err: error, run: id, kind, step, waitMs }, 'a run is tried again later');
    await this.dataSource.query(retryRun, [id, lease, codeOf(error), waitMs / 1_000]);
    await this.queue.wake(id, waitMs);
  }

  private async giveUp(run: Run, lease: string, problem: Problem): Promise<void> {
    const { code, detail, fields, texts } = problem;
    const kept: RunProblem = { status: problem.getStatus(), code, detail, fields, ...(texts && { texts }) };
    this.logger.warn({ run: run.id, kind: run.kind, step: run.step, code }, 'a run was given up');
    await this.transactions.run(async (transaction) => {
      const [rows]: [unknown[], number] = await transaction.manager.query(failRun, [
        ...[run.id, lease, code, JSON.stringify(kept)],
      ]);
      if (rows.length > 0) await this.kinds.workOf(run).gaveUp?.(transaction, run, code);
    });
  }

  private get leaseSeconds(): number {
    return this.options.leaseMs / 1_000;
  }
}

const parametersOf = (
  run: Run,
  {
    next,
    cursor,
    total,
    done,
    waitMs,
    pause,
  }: Chunk & Recorded & Required<Pick<Recorded, 'done' | 'waitMs'>>,
): unknown[] => [
  run.id,
  next,
  JSON.stringify(cursor),
  total ?? run.total,
  done,
  waitMs / 1_000,
  pause ?? null,
];

/** The stable code of what went wrong. */
function codeOf(error: unknown): string {
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown };
  return typeof code === 'string' ? code : 'unknown';
}
