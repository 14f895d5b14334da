import { Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type ConnectionCounts, type ConnectionView, connectionView } from './connection-view';
import { ConnectionsService } from './connections.service';

/** Connections as people may see them. */
@Injectable()
export class ConnectionViewsService {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly dataSource: DataSource,
  ) {}

  async of(shopId: string): Promise<ConnectionView> {
    const connection = await this.connections.find(shopId);
    if (!connection)
      throw new Problem(404, 'no-connection', 'This shop never had a connection. Activate one with PUT.');
    const [counts]: [ConnectionCounts] = await this.dataSource.query(
      `select count(*)::int as contacts,
         count(*) filter (where stored_version > 0)::int as stored,
         count(*) filter (where dirty_since is not null and rejected_reason is null and email is not null)::int as "toWrite",
         count(*) filter (where email is null)::int as "waitingForProfile",
         count(*) filter (where rejected_reason is not null)::int as rejected
       from contacts where shop_id = $1`,
      [shopId],
    );
    return connectionView(connection, counts);
  }
}
