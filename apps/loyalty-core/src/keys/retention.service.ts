import { Clock } from '@ellity/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Retention, retentions } from './retention';

const everyMs = 3_600_000;
const rowsAtOnce = 5_000;

/** Takes away what was kept long enough, in small transactions. Any process may do it, any number of times. */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('retention');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

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
      while ((await this.retireSome(retention)) === rowsAtOnce);
    }
  }

  /** Rows go and are counted in one statement. */
  private async retireSome({ table, days, isOver, shop, kind }: Retention): Promise<number> {
    const before = new Date(this.clock.now().getTime() - days * 86_400_000);
    const [{ gone } = { gone: 0 }]: { gone: number }[] = await this.dataSource.query(
      `with gone as (
         delete from ${table} where ctid = any(array(
           select ctid from ${table} where ${isOver} limit ${rowsAtOnce} for update skip locked))
         returning ${shop} as shop_id, ${kind} as kind
       ), counted as (
         insert into retired_rows (table_name, shop_id, kind, rows)
         select '${table}', shop_id, kind, count(*) from gone group by shop_id, kind order by shop_id, kind
         on conflict (table_name, shop_id, kind) do update set rows = retired_rows.rows + excluded.rows
       )
       select count(*)::int as gone from gone`,
      [before],
    );
    return gone;
  }
}
