import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { foldSums } from './daily-sums-statements';

const additionsAtOnce = 20_000;

/**
 * Keeps daily sums short: what transactions added becomes one row per day, kind and reason. A sum is the same before,
 * meanwhile and after. Of several processes one does it at a time.
 */
@Injectable()
export class SumFoldingService {
  constructor(private readonly dataSource: DataSource) {}

  /** Resolves when nothing is left that was added before, or when another process does it. */
  async fold(): Promise<void> {
    while (await this.foldSome());
  }

  private foldSome(): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const [lock]: { is_mine: boolean }[] = await manager.query(
        `select pg_try_advisory_xact_lock(hashtext('daily_sums')) as is_mine`,
      );
      if (!lock?.is_mine) return false;
      const folded: unknown[] = await manager.query(foldSums, [additionsAtOnce]);
      return folded.length > 0;
    });
  }
}
