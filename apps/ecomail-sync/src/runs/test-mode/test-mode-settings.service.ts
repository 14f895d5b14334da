import { Transactions } from '@ellity/messaging';
import { type Caller, shortenAddresses } from '@ellity/platform';
import { Runs } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ConnectionRow } from '../../connection/connection-row';
import { ConnectionsService } from '../../connection/connections.service';
import {
  ConnectionMovesService,
  type MoveOrder,
  refusedAt,
} from '../../connection/stages/connection-moves.service';
import { stageOf, targetOf } from '../../connection/stages/connection-states';
import { textsOf } from '../../connection/stages/merchant-texts';
import { noConnection } from '../../connection/stages/no-connection';
import { testAddressesOf } from '../../connection/test-addresses';
import { testMode } from '../../mirror/test-mode';
import type { TestModeView } from './test-mode.request';

/** Turns test mode on and off. What was begun before is thrown away; whoever is let through by it, a run has written. */
@Injectable()
export class TestModeSettingsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connections: ConnectionsService,
    private readonly moves: ConnectionMovesService,
    private readonly runs: Runs,
    private readonly transactions: Transactions,
  ) {}

  /** A person who gets through may see the shop's addresses; a service on its own account gets them shortened. */
  async of(shopId: string, { actor }: Caller): Promise<TestModeView> {
    const { test_addresses: addresses } = added(await this.connections.find(shopId));
    const rows: { count: number }[] = await this.dataSource.query(
      'select count(*)::int as count from contacts where shop_id = $1 and rejected_reason = $2',
      [shopId, testMode],
    );
    return {
      isOn: addresses !== null,
      addresses: Object.values(addresses ?? {}).map((address) =>
        actor ? address : shortenAddresses(address),
      ),
      contactsKeptBack: rows[0]?.count ?? 0,
      message: addresses && textsOf(testMode),
    };
  }

  /** `addresses`: null ends it. */
  async set(shopId: string, addresses: readonly string[] | null, order: MoveOrder): Promise<void> {
    const wanted = addresses && testAddressesOf(addresses);
    await this.transactions.run(async (transaction) => {
      const { manager } = transaction;
      const connection = added(await this.connections.find(shopId, manager, 'for update'));
      if (wanted === null && connection.test_addresses === null) return;
      await manager.query('update connections set test_addresses = $2 where shop_id = $1', [
        ...[shopId, wanted && JSON.stringify(wanted)],
      ]);
      const move = wanted ? 'test-mode-set' : 'test-mode-ended';
      const { detail } = connection;
      const target = targetOf(connection);
      if (!(await this.moves.move(transaction, shopId, move, target, { ...order, detail })))
        throw refusedAt(stageOf(connection));
      const { actor } = order;
      await this.runs.startUnlessOpen({ kind: testMode, shopId, step: 'release', actor }, transaction);
    });
  }
}

function added(connection: ConnectionRow | undefined): ConnectionRow {
  if (!connection || stageOf(connection) === 'not-added') throw noConnection();
  return connection;
}
