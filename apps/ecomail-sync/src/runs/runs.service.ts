import { type Transaction, Transactions } from '@ellity/messaging';
import { Keyset, type Page, Problem, SecretBox } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { runContext } from '../sealed-columns';
import type { Cursor, Run, RunKindName, RunOrder } from './run';
import { stateAfter } from './run';

/** What a run is started with. */
export interface NewRun {
  readonly kind: RunKindName;
  readonly shopId: string;
  readonly step: string;
  readonly cursor?: Cursor;
  /** May hold secrets; kept sealed until the run ends. */
  readonly input?: unknown;
  readonly actor?: string | null;
}

/** Runs as rows: starting, finding and ordering them. Carrying them out is `RunExecutorService`. */
@Injectable()
export class RunsService {
  private readonly keyset = new Keyset('runs', ['instant', 'uuid']);

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly box: SecretBox,
  ) {}

  /** Takes the place of an open run of the kind and shop, which ends as superseded. */
  async supersede(run: NewRun): Promise<Run> {
    return this.dataSource.transaction(async (manager) => {
      await this.cancelOpen(manager, run.shopId, 'superseded', run.kind);
      return (await this.insert(manager, run)) ?? openMeanwhile();
    });
  }

  /** Undefined when one of the kind and shop is open already. */
  async startUnlessOpen(run: NewRun): Promise<Run | undefined> {
    return this.insert(this.dataSource.manager, run);
  }

  private async insert(manager: EntityManager, run: NewRun): Promise<Run | undefined> {
    const id = randomUUID();
    const input = run.input === undefined ? null : this.box.seal(JSON.stringify(run.input), runContext(id));
    const rows: Run[] = await manager.query(
      `insert into runs (id, kind, shop_id, step, cursor, input_sealed, actor) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (shop_id, kind) where state in ('waiting', 'running', 'paused') do nothing
       returning *`,
      [id, run.kind, run.shopId, run.step, JSON.stringify(run.cursor ?? {}), input, run.actor ?? null],
    );
    return rows[0];
  }

  inputOf<T>(run: Run): T {
    if (run.input_sealed === null)
      throw new TypeError(`the ${run.kind} run ${run.id} was started with nothing`);
    return JSON.parse(this.box.open(run.input_sealed, runContext(run.id))) as T;
  }

  async cancelOpen(
    manager: EntityManager,
    shopId: string,
    reason: string,
    kind: RunKindName | null = null,
  ): Promise<void> {
    await manager.query(
      `update runs set state = 'cancelled', reason = $2, finished_at = now(), changed_at = now(), lease = null,
         lease_until = null, input_sealed = null
       where shop_id = $1 and state in ('waiting', 'running', 'paused') and ($3::text is null or kind = $3)`,
      [shopId, reason, kind],
    );
  }

  /** What the run is in the middle of is not recorded; a chunk that was recorded stays. */
  async order(
    id: string,
    order: RunOrder,
    gaveUp: (transaction: Transaction, run: Run) => Promise<void>,
  ): Promise<Run> {
    let after: Run | undefined;
    await this.transactions.run(async (transaction) => {
      const rows: Run[] = await transaction.manager.query('select * from runs where id = $1 for update', [
        id,
      ]);
      const before = rows[0] ?? unknownRun();
      const state = stateAfter(order, before.state);
      if (state === undefined)
        throw new Problem(409, 'run-state', `A run that is ${before.state} cannot be told to ${order}.`);
      const [changed]: [Run[], number] = await transaction.manager.query(
        `update runs set state = $2, reason = $3, changed_at = now(), due_at = now(), lease = null, lease_until = null,
           attempts = 0, finished_at = case when $2 = 'cancelled' then now() end,
           input_sealed = case when $2 <> 'cancelled' then input_sealed end
         where id = $1 returning *`,
        [id, state, state === 'waiting' ? null : `${state}-by-order`],
      );
      if (state === 'cancelled') await gaveUp(transaction, before);
      after = changed[0];
    });
    return after ?? unknownRun();
  }

  async find(id: string): Promise<Run> {
    const rows: Run[] = await this.dataSource.query('select * from runs where id = $1', [id]);
    return rows[0] ?? unknownRun();
  }

  /** The newest first. */
  async page(shopId: string | undefined, before: string | undefined, limit: number): Promise<Page<Run>> {
    const [at = null, id = null] = this.keyset.keysOf(before) ?? [];
    const rows: Run[] = await this.dataSource.query(
      `select * from runs where ($1::text is null or shop_id = $1)
         and ($2::timestamptz is null or (date_trunc('milliseconds', created_at), id) < ($2, $3::uuid))
       order by date_trunc('milliseconds', created_at) desc, id desc limit $4`,
      [shopId ?? null, at, id, limit + 1],
    );
    return this.keyset.pageOf(rows, limit, (run) => [run.created_at.toISOString(), run.id]);
  }
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
