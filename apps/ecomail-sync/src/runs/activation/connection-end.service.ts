import { Transactions } from '@ellity/messaging';
import { Runs } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import { ConnectionsService } from '../../connection/connections.service';
import { ParkedEventsService } from '../../events/parked-events.service';
import { noConnection } from './connection-records.service';

/** Ends a connection: nobody is notified of what waits or is parked; the mirror goes on, so that an activation can write it. */
@Injectable()
export class ConnectionEndService {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly parkedEvents: ParkedEventsService,
    private readonly runs: Runs,
    private readonly transactions: Transactions,
  ) {}

  async end(shopId: string): Promise<void> {
    const known = await this.connections.find(shopId);
    if (!known || known.state === 'inactive') throw noConnection();
    await this.transactions.run(async (transaction) => {
      await this.connections.change(transaction, shopId, 'inactive', null);
      await this.runs.cancelOpen(transaction.manager, shopId, 'connection-ended');
      await this.parkedEvents.endConnection(transaction.manager, shopId);
    });
  }
}
