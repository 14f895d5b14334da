import { Transactions } from '@ellity/messaging';
import { Clock, Problem } from '@ellity/platform';
import { Runs } from '@ellity/runs';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../../config';
import { ConnectionsService } from '../../connection/connections.service';
import { type DriftCheckRow, type DriftView, driftView } from './drift.response';
import { beginCheck, forgetGivenUp, selectChecks, takeDue } from './drift-statements';

/** How many checks begin at a time. */
const begunPerTick = 10;

/** Checks of what lists really show: when they begin, and what they found. */
@Injectable()
export class DriftChecksService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly connections: ConnectionsService,
    private readonly runs: Runs,
    private readonly clock: Clock,
  ) {}

  /** Begins those whose turn it is; several processes share them. */
  async beginDue(): Promise<void> {
    await this.dataSource.query(forgetGivenUp);
    const now = this.clock.now();
    const since = new Date(now.getTime() - this.config.drift.everyMs);
    const [due]: [{ shopId: string }[], number] = await this.dataSource.query(takeDue, [
      ...[since, begunPerTick, now],
    ]);
    for (const { shopId } of due) await this.begin(shopId, null);
  }

  /** Begins one now, unless one is under way. */
  async start(shopId: string, actor: string | null): Promise<DriftView> {
    const connection = await this.connections.find(shopId);
    if (connection?.state !== 'active')
      throw new Problem(409, 'connection-not-active', 'Only an active connection can be checked.');
    await this.begin(shopId, actor);
    return this.of(shopId);
  }

  async of(shopId: string): Promise<DriftView> {
    const rows: DriftCheckRow[] = await this.dataSource.query(selectChecks, [shopId]);
    return driftView(rows, this.clock.now());
  }

  private async begin(shopId: string, actor: string | null): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const run = await this.runs.startUnlessOpen(
        { kind: 'drift', shopId, step: 'list', actor },
        transaction,
      );
      if (run) await transaction.manager.query(beginCheck, [run.id, shopId, run.created_at]);
    });
  }
}
