import { Keyset, type Page, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type ConnectionCounts, type ConnectionView, connectionView } from './connection-view';
import { ConnectionsService } from './connections.service';

/** A connection in the list of all. */
export interface ConnectionListed {
  readonly shopId: string;
  readonly state: string;
  readonly reason: string | null;
  readonly changedAt: Date;
  readonly listName: string;
}

/** Connections as people may see them. */
@Injectable()
export class ConnectionViewsService {
  private readonly keyset = new Keyset('connections', ['text']);

  constructor(
    private readonly connections: ConnectionsService,
    private readonly dataSource: DataSource,
  ) {}

  async page(
    state: string | undefined,
    cursor: string | undefined,
    limit: number,
  ): Promise<Page<ConnectionListed>> {
    const [after = ''] = this.keyset.keysOf(cursor) ?? [];
    const rows: ConnectionListed[] = await this.dataSource.query(
      `select shop_id as "shopId", state, reason, changed_at as "changedAt", list_name as "listName" from connections
       where shop_id > $1 and ($2::text is null or state = $2) order by shop_id limit $3`,
      [after, state ?? null, limit + 1],
    );
    return this.keyset.pageOf(rows, limit, ({ shopId }) => [shopId]);
  }

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
