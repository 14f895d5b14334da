import { Transactions } from '@ellity/messaging';
import { Runs } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import { ConnectionMovesService, type MoveOrder } from '../../connection/stages/connection-moves.service';
import { ConnectionsService } from '../../connection/connections.service';
import { noConnection } from '../../connection/stages/no-connection';
import { ParkedEventsService } from '../../events/parked-events.service';

/** Ends a connection: nobody is notified of what waits or is parked; the mirror goes on, so that an activation can write it. */
@Injectable()
export class ConnectionEndService {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly moves: ConnectionMovesService,
    private readonly parkedEvents: ParkedEventsService,
    private readonly runs: Runs,
    private readonly transactions: Transactions,
  ) {}

  async end(shopId: string, order: MoveOrder): Promise<void> {
    const known = await this.connections.find(shopId);
    if (!known || known.state === 'inactive') throw noConnection();
    await this.transactions.run(async (transaction) => {
      await this.moves.moveByOrder(transaction, shopId, 'ended', { state: 'inactive' }, order);
      await this.runs.cancelOpen(transaction.manager, shopId, 'connection-ended');
      await this.parkedEvents.endConnection(transaction.manager, shopId);
    });
  }
}
