import { Clock } from '@ellity/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { emptyStoppedImports, type Retention, retentions, stoppedImportDays } from './retention';

const everyMs = 3_600_000;
const rowsAtOnce = 5_000;
const dayMs = 86_400_000;

/** Takes away what was kept long enough, in small transactions. Any process may do it, any number of times. */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('retention');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  /** Up to when the rows of a table were looked through. */
  private readonly seen = new Map<string, Date>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.retire().catch((error: unknown) =>
        this.logger.error({ err: error }, 'not retired'),
      );
    }, everyMs);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Resolves when nothing is left that may go. */
  async retire(): Promise<void> {
    for (const retention of retentions) {
      const before = new Date(this.clock.now().getTime() - retention.days * dayMs);
      while ((await this.retireSome(retention, before)) === rowsAtOnce);
      this.seen.set(retention.table, before);
    }
    while ((await this.emptySome()) > 0);
  }

  private async emptySome(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - stoppedImportDays * dayMs);
    const [{ emptied } = { emptied: 0 }]: { emptied: number }[] = await this.dataSource.query(
      emptyStoppedImports,
      [before],
    );
    return emptied;
  }

  /** Rows go and are counted in one statement. */
  private async retireSome({ table, isOver, since, shop, kind }: Retention, before: Date): Promise<number> {
    const unseen = since === undefined ? '' : `and ${since} >= $2`;
    const [{ gone } = { gone: 0 }]: { gone: number }[] = await this.dataSource.query(
      `with gone as (
         delete from ${table} where ctid = any(array(
           select ctid from ${table} where ${isOver} ${unseen} limit ${rowsAtOnce} for update skip locked))
         returning ${shop} as shop_id, ${kind} as kind
       ), counted as (
         insert into retired_rows (table_name, shop_id, kind, rows)
         select '${table}', shop_id, kind, count(*) from gone group by shop_id, kind order by shop_id, kind
         on conflict (table_name, shop_id, kind) do update set rows = retired_rows.rows + excluded.rows
       )
       select count(*)::int as gone from gone`,
      since === undefined ? [before] : [before, this.unseenSince(table, before)],
    );
    return gone;
  }

  /** A day before the last look, for rows that somebody held then; and no later than now, if a clock was set back. */
  private unseenSince(table: string, before: Date): Date {
    const seen = this.seen.get(table)?.getTime() ?? 0;
    return new Date(Math.max(0, Math.min(seen, before.getTime()) - dayMs));
  }
}
