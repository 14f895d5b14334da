import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { requestKeyDays } from '@ellity/platform';
import { DataSource } from 'typeorm';
import { AddressesService } from '../addresses/addresses.service';
import { type RetentionOptions, retentionOptionsToken } from '../config';

const batchMax = 1_000;
const everyMs = 60 * 60 * 1_000;

/** Deletes notices, which hold addresses as received, when they are older than the configured days; counts stay exact. Answered requests go as well. */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RetentionService.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly addresses: AddressesService,
    @Inject(retentionOptionsToken) private readonly options: RetentionOptions,
  ) {}

  onApplicationBootstrap(): void {
    const start = () => {
      this.running = this.deleteOld().then(
        (deleted) => deleted > 0 && this.logger.log({ deleted }, 'old notices were deleted'),
        (err: unknown) =>
          this.logger.warn({ err }, 'old notices could not be deleted; tried again in an hour'),
      ) as Promise<void>;
    };
    this.timer = setInterval(start, everyMs).unref();
    start();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /**
   * Resolves with how many went. Each batch is counted in the statement that deletes it, so that a kill loses no count;
   * several instances share the work.
   */
  async deleteOld(): Promise<number> {
    await this.dataSource.query(
      'delete from request_keys where claimed_at < now() - make_interval(days => $1)',
      [requestKeyDays],
    );
    await this.addresses.retireEnded();
    let total = 0;
    for (let deleted = batchMax; deleted === batchMax; total += deleted) deleted = await this.deleteBatch();
    return total;
  }

  private async deleteBatch(): Promise<number> {
    const [row] = await this.dataSource.query<{ deleted: number }[]>(
      `with gone as (
         delete from notices where id in (
           select id from notices
            where received_at < now() - make_interval(days => $1)
            order by received_at limit $2 for update skip locked)
         returning shop_id, source, state, verdict, rejected_reason
       ), counted as (
         insert into notice_totals as totals (shop_id, source, state, verdict, rejected_reason, notices)
         select shop_id, source, state, verdict, rejected_reason, count(*) from gone group by 1, 2, 3, 4, 5
         order by 1, 2, 3, 4, 5
         on conflict (shop_id, source, state, verdict, rejected_reason)
           do update set notices = totals.notices + excluded.notices
       )
       select count(*)::int as deleted from gone`,
      [this.options.noticeDays, batchMax],
    );
    return row?.deleted ?? 0;
  }
}
