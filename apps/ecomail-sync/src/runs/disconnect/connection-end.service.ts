import { type Transaction, Transactions } from '@ellity/messaging';
import { type Run, Runs } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import { ConnectionMovesService, type MoveOrder } from '../../connection/stages/connection-moves.service';
import type { Move } from '../../connection/stages/connection-states';
import { ParkedEventsService } from '../../events/parked-events.service';

export const disconnectKind = 'disconnect';

/** Ends a connection: nobody is notified of what waits or is parked; the mirror goes on, so that an activation can write it. */
@Injectable()
export class ConnectionEndService {
  constructor(
    private readonly moves: ConnectionMovesService,
    private readonly parkedEvents: ParkedEventsService,
    private readonly runs: Runs,
    private readonly transactions: Transactions,
  ) {}

  /** At once; what is at Ecomail stays there. */
  async end(shopId: string, order: MoveOrder): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await this.ended(transaction, shopId, 'ended', order);
      await this.runs.cancelOpen(transaction.manager, shopId, 'connection-ended');
    });
  }

  /** A run makes our fields blank first; asked again, it begins anew. Until then everything waits. */
  async beginBlanking(shopId: string, order: MoveOrder): Promise<Run | undefined> {
    return this.transactions.run(async (transaction) => {
      const target = { state: 'paused', reason: 'disconnecting' } as const;
      await this.moves.moveByOrder(transaction, shopId, 'disconnect-began', target, order);
      await this.runs.cancelOpen(transaction.manager, shopId, 'connection-ended');
      const { actor } = order;
      return this.runs.startUnlessOpen({ kind: disconnectKind, shopId, step: 'wait', actor }, transaction);
    });
  }

  /** The key is forgotten with the connection. */
  async ended(
    transaction: Transaction,
    shopId: string,
    move: Extract<Move, 'ended' | 'disconnected'>,
    order: MoveOrder,
  ): Promise<void> {
    const { manager } = transaction;
    await this.moves.moveByOrder(transaction, shopId, move, { state: 'inactive' }, order);
    await manager.query(
      `update connections set key_sealed = null, key_hash = '', key_tail = '', test_addresses = null where shop_id = $1`,
      [shopId],
    );
    await this.parkedEvents.endConnection(manager, shopId);
  }
}
