import { ConnectionChanged } from '@ellity/contracts';
import { type Transaction, Transactions } from '@ellity/messaging';
import { Clock, Keyset, Problem } from '@ellity/platform';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ConnectionMoved, ConnectionMovesPage } from './connection-moves.response';
import { type ConnectionRow, type PastFailure } from '../connection-row';
import {
  mayMove,
  type Move,
  type PauseReason,
  reasonOf,
  requestsAt,
  type Stage,
  stageOf,
  type Target,
} from './connection-states';
import { noConnection } from './no-connection';
import { ConnectionsService } from '../connections.service';
import { messageOf } from './merchant-texts';

/** Who asks for a move, and why; a move that this service makes by itself has neither. */
export interface MoveOrder {
  readonly actor: string | null;
  readonly why?: string | null;
}

const byItself: MoveOrder = { actor: null };

/** More than anybody reads; older ones go. */
const keptMax = 500;

/** The one way to move a connection from a stage to the next: by the table of moves, published and written down. */
@Injectable()
export class ConnectionMovesService {
  private readonly logger = new Logger('connection');
  private readonly keyset = new Keyset('connection-moves', ['integer']);

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly connections: ConnectionsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the move, unless it does not begin at the stage where the connection is: then nothing happens, and the answer
   * is false. The sequence comes from this database's clock under the row's lock. `detail`: what Ecomail said.
   */
  async move(
    transaction: Transaction,
    shopId: string,
    move: Move,
    target: Target,
    { actor, why = null, detail = null }: MoveOrder & { readonly detail?: string | null } = byItself,
  ): Promise<boolean> {
    const { manager } = transaction;
    const before = await this.connections.find(shopId, manager, 'for update');
    const from = stageOf(before);
    if (!before || !mayMove(move, from, target, before.remarks)) return false;
    const reason = reasonOf(target);
    const now = this.clock.now();
    const pause = pauseEndedBy(before, reason, now);
    if (pause) await this.connections.recordPast(manager, before, pause);
    const [rows]: [ConnectionRow[], number] = await manager.query(
      `update connections set state = $2, reason = $3, changed_at = $4, detail = $5,
         sequence = greatest(sequence + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint)
       where shop_id = $1 returning *`,
      [shopId, target.state, reason, now, detail],
    );
    const [after] = rows;
    if (!after) return false;
    await record(manager, [
      ...[shopId, after.sequence, now, move, from, stageOf(after), reason, detail, actor, why],
    ]);
    this.connections.wakeAfter(transaction, shopId);
    const { state } = target;
    transaction.afterCommit(() => this.logger.log({ shopId, move, state, reason }, 'a connection changed'));
    transaction.publish(
      ConnectionChanged,
      { state, reason, ...listOf(after), texts: isStopByItself(move) ? messageOf(after) : null },
      { shopId, sequence: after.sequence },
    );
    return true;
  }

  /** As `move`, for people: who asks for what cannot be done is told what can. */
  async moveByOrder(
    transaction: Transaction,
    shopId: string,
    move: Move,
    target: Target,
    order: MoveOrder,
  ): Promise<void> {
    if (await this.move(transaction, shopId, move, target, order)) return;
    const stage = stageOf(await this.connections.find(shopId, transaction.manager));
    throw stage === 'not-added' ? noConnection() : refusedAt(stage);
  }

  /**
   * Stops every active connection of the key with which this one was refused, unless it was changed since it was
   * read; what waits is kept.
   */
  async stopKey(connection: ConnectionRow, reason: PauseReason): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const rows: { shop_id: string; sequence: string }[] = await transaction.manager.query(
        `select shop_id, sequence from connections where key_hash = $1 and state = 'active' order by shop_id for update`,
        [connection.key_hash],
      );
      if (!rows.some((row) => row.shop_id === connection.shop_id && row.sequence === connection.sequence))
        return;
      for (const row of rows)
        await this.move(transaction, row.shop_id, 'stopped', { state: 'paused', reason });
    });
  }

  /**
   * Does nothing to a connection that was changed since it was read: what was found out is of the former one.
   * `detail`: what Ecomail said, for the merchant to read.
   */
  async stop(
    connection: ConnectionRow,
    reason: PauseReason,
    detail: string | null = null,
    move: Move = 'stopped',
  ): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const rows: unknown[] = await transaction.manager.query(
        'select 1 from connections where shop_id = $1 and sequence = $2 for update',
        [connection.shop_id, connection.sequence],
      );
      const order = { actor: null, detail };
      if (rows.length > 0)
        await this.move(transaction, connection.shop_id, move, { state: 'paused', reason }, order);
    });
  }

  /** The newest first. */
  async page(shopId: string, before: string | undefined, limit: number): Promise<ConnectionMovesPage> {
    const [sequence = null] = this.keyset.keysOf(before) ?? [];
    const rows: (ConnectionMoved & { readonly sequence: string })[] = await this.dataSource.query(
      selectMoves,
      [shopId, sequence, limit + 1],
    );
    const page = this.keyset.pageOf(rows, limit, (row) => [row.sequence]);
    return { ...page, items: page.items.map(({ sequence: _, ...moved }) => moved) };
  }
}

async function record(manager: EntityManager, values: readonly unknown[]): Promise<void> {
  await manager.query(
    `insert into connection_moves (shop_id, sequence, at, move, from_stage, to_stage, reason, detail, actor, why)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [...values],
  );
  const [shopId] = values;
  await manager.query(
    `delete from connection_moves where shop_id = $1 and sequence <= (
       select sequence from connection_moves where shop_id = $1 order by sequence desc offset ${keptMax} limit 1)`,
    [shopId],
  );
}

const isStopByItself = (move: Move): boolean => move === 'stopped' || move === 'other-account-found';

const listOf = ({ list_id: id, list_name: name }: ConnectionRow) => ({
  listId: id || null,
  listName: name.slice(0, 200) || null,
});

/** What somebody is told who asks for a move that does not begin here. */
export const refusedAt = (stage: Stage): Problem =>
  new Problem(
    409,
    'connection-stage',
    `This cannot be done while the connection is ${stage}. What can be done: ${requestsAt(stage).join(', ')}.`,
  );

/** The pause that a change ends; an activation under way is none that anybody needs to hear of. */
function pauseEndedBy(before: ConnectionRow, reason: string | null, now: Date): PastFailure | undefined {
  if (before.state !== 'paused' || before.reason === 'activating' || reason === before.reason)
    return undefined;
  return {
    kind: 'pause',
    code: before.reason ?? '',
    message: before.detail ?? '',
    status: null,
    failures: 1,
    since: before.changed_at.toISOString(),
    until: now.toISOString(),
  };
}

const selectMoves = `
  select sequence, at, move, from_stage as "from", to_stage as "to", reason, detail, actor, why
  from connection_moves where shop_id = $1 and ($2::bigint is null or sequence < $2)
  order by sequence desc limit $3`;
