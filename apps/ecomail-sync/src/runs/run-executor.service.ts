import { Transactions } from '@ellity/messaging';
import { Problem } from '@ellity/platform';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../config';
import { ecomailFailureOf } from '../accounts/ecomail-failure';
import { ActivationWorkService } from './activation/activation-work.service';
import { FieldsWorkService } from './fields-work.service';
import {
  backoffMs,
  type Chunk,
  isUnderWay,
  type Recorded,
  type Run,
  type RunProblem,
  type RunWork,
} from './run';
import { type NewRun, RunsService } from './runs.service';

/** How many runs a process carries out at a time. */
const runsMax = 4;
const lookAgainMs = 50;

/**
 * Carries runs out, chunk by chunk. Any process takes any run that is due and that nobody holds; a lease says who
 * holds it, and every chunk is recorded under that lease together with how far it came. So a run that loses its
 * process, or is paused or cancelled in the middle of a chunk, goes on from the last chunk that was recorded, or stops
 * there; nothing is recorded twice.
 */
@Injectable()
export class RunExecutorService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('runs');
  private readonly works: ReadonlyMap<string, RunWork>;
  private readonly running = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private claiming: Promise<void> | undefined;
  private isStopped = false;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly runs: RunsService,
    activation: ActivationWorkService,
    fields: FieldsWorkService,
  ) {
    this.works = new Map([activation, fields].map((work) => [work.kind, work]));
  }

  onApplicationBootstrap(): void {
    this.wake();
  }

  /** A chunk under way is finished and recorded; what follows is left to the next process. */
  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.claiming;
    await Promise.all(this.running);
  }

  /**
   * Starts a run in place of an open one and waits for its end for a while: an open run in the answer goes on by itself.
   * One that failed meanwhile is thrown as its problem.
   */
  async carryOut(newRun: NewRun): Promise<Run> {
    let run = await this.runs.supersede(newRun);
    this.wake();
    const until = performance.now() + this.config.runs.answerMs;
    while (isUnderWay(run.state) && performance.now() < until) {
      await delay(lookAgainMs);
      run = await this.runs.find(run.id);
    }
    if (run.problem) {
      const { status, code, detail, fields } = run.problem;
      throw new Problem(status, code, detail, fields);
    }
    if (run.state === 'cancelled')
      throw new Problem(409, 'run-cancelled', `The run was cancelled: ${run.reason ?? 'by order'}.`);
    return run;
  }

  /** Looks for runs at once. Others are found within a poll. */
  wake(): void {
    clearTimeout(this.timer);
    if (this.isStopped) return;
    this.claiming = (this.claiming ?? Promise.resolve())
      .then(() => this.claimAll())
      .catch((error: unknown) => this.logger.warn({ err: error }, 'the poll for runs failed and is repeated'))
      .then(() => {
        clearTimeout(this.timer);
        if (!this.isStopped) this.timer = setTimeout(() => this.wake(), this.config.runs.pollMs);
      });
  }

  workOf(run: Pick<Run, 'kind'>): RunWork {
    const work = this.works.get(run.kind);
    if (!work) throw new TypeError(`nothing carries out runs of kind ${run.kind}`);
    return work;
  }

  private async claimAll(): Promise<void> {
    while (!this.isStopped && this.running.size < runsMax) {
      const lease = randomUUID();
      const [rows]: [Run[], number] = await this.dataSource.query(claimRun, [lease, this.leaseSeconds]);
      const run = rows[0];
      if (!run) return;
      const execution = this.execute(run, lease).finally(() => {
        this.running.delete(execution);
        this.wake();
      });
      this.running.add(execution);
    }
  }

  private async execute(claimed: Run, lease: string): Promise<void> {
    const keeper = setInterval(() => void this.keep(claimed, lease), this.config.runs.leaseMs / 3);
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
      clearInterval(keeper);
    }
  }

  /** The run after its next chunk; undefined when it ended, or is no longer ours. */
  private async advance(run: Run, lease: string): Promise<Run | undefined> {
    const chunk = await this.workOf(run).prepare(run);
    let after: Run | undefined;
    await this.transactions.run(async (transaction) => {
      const held: unknown[] = await transaction.manager.query(
        `select 1 from runs where id = $1 and lease = $2 and state = 'running' for update`,
        [run.id, lease],
      );
      if (held.length === 0) return;
      const recorded = { done: 0, ...chunk, ...(await chunk.record?.(transaction)) };
      const [rows]: [Run[], number] = await transaction.manager.query(
        recordChunk,
        parametersOf(run, recorded),
      );
      after = rows[0];
    });
    return after?.state === 'running' ? after : undefined;
  }

  private async keep({ id }: Run, lease: string): Promise<void> {
    await this.dataSource
      .query(`update runs set lease_until = now() + make_interval(secs => $3) where id = $1 and lease = $2`, [
        id,
        lease,
        this.leaseSeconds,
      ])
      .catch((error: unknown) =>
        this.logger.warn({ err: error, run: id }, 'the lease of a run was not renewed'),
      );
  }

  private async release({ id }: Run, lease: string): Promise<void> {
    await this.dataSource.query(
      `update runs set state = 'waiting', lease = null, lease_until = null where id = $1 and lease = $2`,
      [id, lease],
    );
  }

  /** A problem is final. Anything else may pass, and is tried again from the last chunk. */
  private async failed(run: Run, lease: string, error: unknown): Promise<void> {
    if (this.isStopped) return this.release(run, lease);
    if (error instanceof Problem) return this.giveUp(run, lease, error);
    const { code } = ecomailFailureOf(error);
    this.logger.warn(
      { err: error, run: run.id, kind: run.kind, step: run.step },
      'a run is tried again later',
    );
    await this.dataSource.query(
      `update runs set state = 'waiting', lease = null, lease_until = null, attempts = attempts + 1, reason = $3,
         failed = failed + 1, changed_at = now(), due_at = now() + make_interval(secs => $4)
       where id = $1 and lease = $2 and state = 'running'`,
      [run.id, lease, code, backoffMs(run.attempts + 1) / 1_000],
    );
  }

  private async giveUp(run: Run, lease: string, problem: Problem): Promise<void> {
    const { code, detail, fields } = problem;
    const kept: RunProblem = { status: problem.getStatus(), code, detail, fields };
    this.logger.warn({ run: run.id, kind: run.kind, step: run.step, code }, 'a run was given up');
    await this.transactions.run(async (transaction) => {
      const [rows]: [unknown[], number] = await transaction.manager.query(
        `update runs set state = 'failed', reason = $3, problem = $4, finished_at = now(), changed_at = now(),
           lease = null, lease_until = null, input_sealed = null
         where id = $1 and lease = $2 and state = 'running' returning 1`,
        [run.id, lease, code, JSON.stringify(kept)],
      );
      if (rows.length > 0) await this.workOf(run).gaveUp?.(transaction, run, code);
    });
  }

  private get leaseSeconds(): number {
    return this.config.runs.leaseMs / 1_000;
  }
}

const parametersOf = (
  run: Run,
  { next, cursor, total, done }: Chunk & Required<Pick<Recorded, 'done'>>,
): unknown[] => [run.id, next, JSON.stringify(cursor), total ?? run.total, done];

const recordChunk = `
  update runs set state = case when $2::text is null then 'done' else 'running' end, step = coalesce($2, step),
    cursor = $3, total = $4, done = done + $5, attempts = 0, reason = null, changed_at = now(),
    finished_at = case when $2::text is null then now() end,
    lease = case when $2::text is not null then lease end,
    input_sealed = case when $2::text is not null then input_sealed end
  where id = $1 returning *`;

const claimRun = `
  update runs set state = 'running', lease = $1, lease_until = now() + make_interval(secs => $2), changed_at = now()
  where id = (
    select id from runs
    where state in ('waiting', 'running') and due_at <= now() and (lease_until is null or lease_until < now())
    order by due_at limit 1 for update skip locked
  ) returning *`;
