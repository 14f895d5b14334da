import { Keyset, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  type ConnectionCounts,
  type ConnectionListed,
  type ConnectionsPage,
  type ConnectionView,
  connectionView,
} from './connection.response';
import type { ConnectionsQuery } from './connections.request';
import { ConnectionsService } from './connections.service';

/** Connections as people may see them. */
@Injectable()
export class ConnectionViewsService {
  private readonly keyset = new Keyset('connections', ['text']);

  constructor(
    private readonly connections: ConnectionsService,
    private readonly dataSource: DataSource,
  ) {}

  async page({ state, failing, before, limit }: ConnectionsQuery): Promise<ConnectionsPage> {
    const [after = ''] = this.keyset.keysOf(before) ?? [];
    const rows: ConnectionListed[] = await this.dataSource.query(selectConnections, [
      after,
      state ?? null,
      limit + 1,
      failing ?? null,
    ]);
    return this.keyset.pageOf(rows, limit, ({ shopId }) => [shopId]);
  }

  async of(shopId: string): Promise<ConnectionView> {
    const connection = await this.connections.find(shopId);
    if (!connection)
      throw new Problem(404, 'no-connection', 'This shop never had a connection. Activate one with PUT.');
    const [counts]: [ConnectionCounts] = await this.dataSource.query(selectCounts, [shopId]);
    const [last]: [{ at: Date | null }] = await this.dataSource.query(selectLastNotice, [
      shopId,
      connection.list_id,
    ]);
    return connectionView(connection, counts, last.at);
  }
}

const selectConnections = `
  select shop_id as "shopId", state, reason, changed_at as "changedAt", list_name as "listName",
    failing <> '{}' as failing
  from connections
  where shop_id > $1 and ($2::text is null or state = $2)
    and ($4::boolean is null or (failing <> '{}') = $4::boolean)
  order by shop_id limit $3`;

/** All are counted in an index of little else; each other number is that of a partial one. */
const selectCounts = `
  with counted as materialized (select
    (select count(*)::int from contacts where shop_id = $1) as contacts,
    (select count(*)::int from contacts where shop_id = $1 and stored_version = 0) as unstored)
  select contacts, contacts - unstored as stored,
    (select count(*)::int from contacts where shop_id = $1 and due_lane is not null) as "toWrite",
    (select count(*)::int from contacts where shop_id = $1 and email is null) as "waitingForProfile",
    (select count(*)::int from contacts where shop_id = $1 and rejected_reason is not null and rejected_reason <> 'test-mode') as rejected,
    (select count(*)::int from contacts where shop_id = $1 and rejected_reason is not null and rejected_reason = 'test-mode') as "keptBack",
    (select count(*)::int from contacts where shop_id = $1 and left_out <> '{}') as incomplete
  from counted`;

const selectLastNotice = `
  select max(received_at) as at from verifications where shop_id = $1 and list_id = $2 and origin = 'notice'`;
