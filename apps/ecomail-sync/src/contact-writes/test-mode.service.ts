import { Transactions } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionsService } from '../connection/connections.service';
import { ParkedEventsService } from '../events/parked-events.service';
import { markUnwritten } from '../mirror/exported-contacts';
import { keepBack, testMode } from '../mirror/test-mode';

const nobody: ReadonlySet<string> = new Set();

/**
 * Keeps back whom test mode leaves out: found on their way to Ecomail, they are neither written nor notified, and their
 * events are parked, until they are listed or test mode ends.
 */
@Injectable()
export class TestModeService {
  constructor(
    private readonly transactions: Transactions,
    private readonly connections: ConnectionsService,
    private readonly parkedEvents: ParkedEventsService,
  ) {}

  /** Resolves with those of these contacts that are kept back. */
  async keepBack(connection: ConnectionRow, customerIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (connection.test_addresses === null || customerIds.length === 0) return nobody;
    return this.transactions.run(({ manager }) => this.hold(manager, connection, customerIds));
  }

  /** Holds the connection as it was seen, and the contacts, until the transaction ends; and keeps back as above. */
  async hold(
    manager: EntityManager,
    connection: ConnectionRow,
    customerIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const { shop_id: shopId } = connection;
    await this.connections.hold(manager, connection);
    await manager.query(
      'select 1 from contacts where shop_id = $1 and customer_id = any($2) order by customer_id for update',
      [shopId, customerIds],
    );
    if (connection.test_addresses === null) return nobody;
    const [rows]: [{ customer_id: string }[], number] = await manager.query(keepBack, [shopId, customerIds]);
    const keptBack = rows.map(({ customer_id: id }) => id);
    await manager.query(markUnwritten, [shopId, keptBack]);
    await this.parkedEvents.park(manager, shopId, keptBack, testMode);
    return new Set(keptBack);
  }
}
