import type { Transaction } from '@ellity/messaging';
import { Clock, keyedHash } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Config, configToken } from '../config';
import { WorkSignal } from '../accounts/work-signal';
import { type ConnectionRow, type PastFailure, withPastFailure } from './connection-row';
import { markedAddress } from './addresses';

/** A shop's connection was changed while work for it was under way; what that work found out is thrown away. */
export class ConnectionChangedMeanwhileError extends Error {
  readonly code = 'connection-changed-meanwhile';
}

/** The connections as rows; ConnectionMovesService changes their state. */
@Injectable()
export class ConnectionsService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly signal: WorkSignal,
  ) {}

  async find(
    shopId: string,
    manager: EntityManager = this.dataSource.manager,
    lock: '' | 'for update' = '',
  ): Promise<ConnectionRow | undefined> {
    const rows: ConnectionRow[] = await manager.query(
      `select * from connections where shop_id = $1 ${lock}`,
      [shopId],
    );
    return rows[0];
  }

  async findMany(shopIds: readonly string[], manager: EntityManager): Promise<Map<string, ConnectionRow>> {
    const rows: ConnectionRow[] = await manager.query('select * from connections where shop_id = any($1)', [
      shopIds,
    ]);
    return new Map(rows.map((row) => [row.shop_id, row]));
  }

  /** An address for list notices as it may be kept and shown. */
  hookAddress(address: string | null): string | null {
    return address && markedAddress(address, keyedHash(this.config.hashKey, 'hook-address', address));
  }

  activeOfKey(keyHash: string): Promise<ConnectionRow[]> {
    return this.dataSource.query(
      `select * from connections where key_hash = $1 and state = 'active' order by shop_id`,
      [keyHash],
    );
  }

  /** The keys of those of these shops whose connections are active. */
  keysOf(shopIds: readonly string[]): Promise<{ readonly shopId: string; readonly keyHash: string }[]> {
    return this.dataSource.query(
      `select shop_id as "shopId", key_hash as "keyHash" from connections
       where shop_id = any($1) and state = 'active'`,
      [shopIds],
    );
  }

  /** The other shops of a key, with their lists and the categories of their events. */
  othersOfKey(
    manager: EntityManager,
    keyHash: string,
    exceptShopId: string,
  ): Promise<Pick<ConnectionRow, 'shop_id' | 'list_id' | 'event_category'>[]> {
    return manager.query(
      `select shop_id, list_id, event_category from connections
       where key_hash = $1 and shop_id <> $2 and state <> 'inactive'`,
      [keyHash, exceptShopId],
    );
  }

  /** Holds the connection as it was seen until the transaction ends; throws when it is no longer that. */
  async hold(manager: EntityManager, connection: ConnectionRow): Promise<void> {
    const rows: unknown[] = await manager.query(
      `select 1 from connections where shop_id = $1 and sequence = $2 and state = 'active' for share`,
      [connection.shop_id, connection.sequence],
    );
    if (rows.length === 0) throw new ConnectionChangedMeanwhileError('the connection was changed meanwhile');
  }

  /** The types of our fields as the list has them now. */
  async recordFields(
    manager: EntityManager,
    shopId: string,
    types: ConnectionRow['field_types'],
  ): Promise<void> {
    await manager.query(
      'update connections set field_types = $2, fields_checked_at = now() where shop_id = $1',
      [shopId, JSON.stringify(types)],
    );
  }

  /** Records where the list sends its notices, as it was seen just now. */
  async sawHook(shopId: string, address: string | null): Promise<void> {
    await this.dataSource.query(
      'update connections set webhook_seen = $2, webhook_seen_at = $3 where shop_id = $1',
      [shopId, this.hookAddress(address), this.clock.now()],
    );
  }

  /** Work of this kind goes on again; what failed is kept for the stories of those who waited. */
  async recovered(shopId: string, kind: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const connection = await this.find(shopId, manager, 'for update');
      const failing = connection?.failing[kind];
      if (!failing) return;
      const { code, message, status, failures, since } = failing;
      const until = this.clock.now().toISOString();
      await this.recordPast(manager, connection, { kind, code, message, status, failures, since, until });
      await manager.query('update connections set failing = failing - $2::text where shop_id = $1', [
        shopId,
        kind,
      ]);
    });
  }

  /** Keeps a failure or a pause that is over. The caller holds the row. */
  async recordPast(
    manager: EntityManager,
    { shop_id: shopId, past_failures: past }: ConnectionRow,
    one: PastFailure,
  ): Promise<void> {
    await manager.query('update connections set past_failures = $2 where shop_id = $1', [
      shopId,
      JSON.stringify(withPastFailure(past, one)),
    ]);
  }

  /** Adds a word to the merchant, once. */
  async remark(manager: EntityManager, shopId: string, remark: string): Promise<void> {
    await manager.query(
      'update connections set remarks = remarks || $2::jsonb where shop_id = $1 and not remarks @> $2::jsonb',
      [shopId, JSON.stringify([remark])],
    );
  }

  /** There is work for the shop as soon as the transaction is committed. */
  wakeAfter(transaction: Transaction, shopId: string): void {
    transaction.afterCommit(() => this.signal.wake(shopId));
  }
}
