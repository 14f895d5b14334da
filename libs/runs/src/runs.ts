import { type Transaction, Transactions } from '@ellity/messaging';
import { Keyset, type Page, Problem, SecretBox } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type EntityManager } from 'typeorm';
import { type RunsOptions, runsOptions } from './options';
import { type Cursor, isUnderWay, type Run, type RunOrder, stateAfter } from './run';
import { RunExecutor } from './run-executor';
import { RunKinds } from './run-kinds';
import {
  cancelOpenRuns,
  deleteEnded,
  insertRun,
  orderRun,
  runContext,
  selectRuns,
  takeTurn,
  takeTurns,
} from './runs-table';
import { WakeQueue } from './wake-queue';

/** What a run is started with. */
export interface NewRun {
  readonly kind: string;
  readonly shopId: string;
  /** The first one. */
  readonly step: string;
  readonly cursor?: Cursor;
  /** May hold secrets; kept sealed until the run ends. */
  readonly input?: unknown;
  readonly actor?: string | null;
}

const lookAgainMs = 50;
/** So long an ended run can be looked at. */
const endedDays = 90;
const retiredAtOnce = 1_000;

/** Starting, finding and ordering runs. One of a kind is open in a shop at a time. */
@Injectable()
export class Runs {
  private readonly keyset = new Keyset('runs', ['instant', 'uuid']);
  private readonly box: SecretBox;

  constructor(
    @Inject(runsOptions) private readonly options: RunsOptions,
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly kinds: RunKinds,
    private readonly executor: RunExecutor,
    private readonly queue: WakeQueue,
  ) {
    this.box = new SecretBox(options.secretKeys);
  }

  /** Undefined when one of the kind and shop is open already. In a transaction it begins after the commit. */
  async startUnlessOpen(newRun: NewRun, transaction?: Transaction): Promise<Run | undefined> {
    const run = await this.insert(transaction?.manager ?? this.dataSource.manager, newRun);
    if (run && transaction) transaction.afterCommit(() => void this.wake(run.id));
    else if (run) await this.wake(run.id);
    return run;
  }

  /**
   * Starts a run in place of an open one, which ends as superseded, and waits for its end for a while: an open run in
   * the answer goes on by itself. One that failed meanwhile is thrown as its problem.
   */
  async carryOut(newRun: NewRun): Promise<Run> {
    let run = await this.dataSource.transaction(async (manager) => {
      await this.cancelOpen(manager, newRun.shopId, 'superseded', newRun.kind);
      return (await this.insert(manager, newRun)) ?? openMeanwhile();
    });
    await this.wake(run.id);
    const until = performance.now() + this.options.answerMs;
    while (isUnderWay(run.state) && performance.now() < until) {
      await delay(lookAgainMs);
      run = await this.find(run.id);
    }
    return endedWell(run);
  }

  inputOf<T>(run: Run): T {
    if (run.input_sealed === null)
      throw new TypeError(`the ${run.kind} run ${run.id} was started with nothing`);
    return JSON.parse(this.box.open(run.input_sealed, runContext(run.id))) as T;
  }

  /** Ends the open runs of a shop, of one kind or all; what they are in the middle of is not recorded. */
  async cancelOpen(
    manager: EntityManager,
    shopId: string,
    reason: string,
    kind: string | null = null,
  ): Promise<void> {
    await manager.query(takeTurns, [shopId, kind]);
    await manager.query(cancelOpenRuns, [shopId, reason, kind]);
  }

  /**
   * Waits for the chunk that is being recorded, if any, and for no other one. A chunk that was recorded stays. `within` a
   * transaction the run stands still until that has ended.
   */
  order(id: string, order: RunOrder, within?: Transaction): Promise<Run> {
    const carryOut = async (transaction: Transaction) => {
      const { manager } = transaction;
      await manager.query(takeTurn, [id]);
      const rows: Run[] = await manager.query('select * from runs where id = $1 for update', [id]);
      const before = rows[0] ?? unknownRun();
      const state = stateAfter(order, before.state);
      if (state === undefined)
        throw new Problem(409, 'run-state', `A run that is ${before.state} cannot be told to ${order}.`);
      const reason = state === 'waiting' ? null : `${state}-by-order`;
      const [changed]: [Run[], number] = await manager.query(orderRun, [id, state, reason]);
      if (state === 'cancelled') await this.kinds.workOf(before).gaveUp?.(transaction, before, 'cancelled');
      transaction.afterCommit(() => void this.wake(id));
      return changed[0] ?? unknownRun();
    };
    return within ? carryOut(within) : this.transactions.run(carryOut);
  }

  async find(id: string): Promise<Run> {
    const rows: Run[] = await this.dataSource.query('select * from runs where id = $1', [id]);
    return rows[0] ?? unknownRun();
  }

  /** The newest run of a kind in a shop. */
  async latest(shopId: string, kind: string): Promise<Run | undefined> {
    const rows: Run[] = await this.dataSource.query(
      'select * from runs where shop_id = $1 and kind = $2 order by created_at desc, id desc limit 1',
      [shopId, kind],
    );
    return rows[0];
  }

  /** The newest first. */
  async page(shopId: string | undefined, before: string | undefined, limit: number): Promise<Page<Run>> {
    const [at = null, id = null] = this.keyset.keysOf(before) ?? [];
    const rows: Run[] = await this.dataSource.query(selectRuns, [shopId ?? null, at, id, limit + 1]);
    return this.keyset.pageOf(rows, limit, (run) => [run.created_at.toISOString(), run.id]);
  }

  /**
   * Ended runs go after their time, but for the newest of its kind in a shop. What refers to a run says in its foreign
   * key whether it goes along or forgets the run. Resolves when nothing is left that may go.
   */
  async retireEnded(): Promise<void> {
    for (let gone = retiredAtOnce; gone === retiredAtOnce;) {
      const [, count]: [unknown[], number] = await this.dataSource.query(deleteEnded, [
        endedDays,
        retiredAtOnce,
      ]);
      gone = count;
    }
  }

  private async insert(manager: EntityManager, run: NewRun): Promise<Run | undefined> {
    const id = randomUUID();
    const input = run.input === undefined ? null : this.box.seal(JSON.stringify(run.input), runContext(id));
    const rows: Run[] = await manager.query(insertRun, [
      ...[id, run.kind, run.shopId, run.step, JSON.stringify(run.cursor ?? {}), input, run.actor ?? null],
    ]);
    return rows[0];
  }

  /** Where Redis does not take the word, this process looks by itself. */
  private async wake(id: string): Promise<void> {
    if (!(await this.queue.wake(id))) await this.executor.look();
  }
}

function endedWell(run: Run): Run {
  if (run.problem) {
    const { status, code, detail, fields, texts } = run.problem;
    throw new Problem(status, code, detail, fields, texts);
  }
  if (run.state === 'cancelled')
    throw new Problem(409, 'run-cancelled', `The run was cancelled: ${run.reason ?? 'by order'}.`);
  return run;
}

function unknownRun(): never {
  throw new Problem(404, 'run-unknown', 'There is no such run. GET /runs shows those that there are.');
}

function openMeanwhile(): never {
  throw new Problem(
    409,
    'run-open',
    'The same was started at this moment by somebody else. Look at GET /runs.',
  );
}
