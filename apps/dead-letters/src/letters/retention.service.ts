import { Repeated, requestKeyDays } from '@ellity/platform';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../config';

const everyMs = 60 * 60 * 1_000;
const atOnce = 1_000;

/** Deletes letters that were settled long ago, counted in the statement that deletes them. Open ones are never deleted. */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('retention');
  private readonly rounds: Repeated;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(configToken) private readonly config: Config,
  ) {
    this.rounds = new Repeated(
      everyMs,
      () => this.deleteOld().then(() => undefined),
      (error) => this.logger.warn({ err: error }, 'old letters could not be deleted; tried again in an hour'),
    );
  }

  onApplicationBootstrap(): void {
    void this.rounds.now();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  /** Resolves with how many letters went. */
  async deleteOld(): Promise<number> {
    await this.dataSource.query(
      'delete from request_keys where claimed_at < now() - make_interval(days => $1)',
      [requestKeyDays],
    );
    let total = 0;
    for (let gone = atOnce; gone === atOnce; total += gone) {
      const [row]: { gone: number }[] = await this.dataSource.query(deleteSettled, [
        this.config.letters.retentionDays,
        atOnce,
      ]);
      gone = row?.gone ?? 0;
    }
    return total;
  }
}

const deleteSettled = `
  with gone as (
    delete from letters where id in (
      select id from letters where settled_at < now() - make_interval(days => $1)
      order by settled_at limit $2 for update skip locked)
    returning coalesce(shop_id, '') as shop_id, type, state, coalesce(sender, '') as sender,
      coalesce(date_trunc('hour', occurred_at, 'UTC'), '-infinity') as hour
  ), counted as (
    insert into letter_totals as totals (shop_id, type, state, sender, hour, letters)
    select shop_id, type, state, sender, hour, count(*) from gone group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (shop_id, type, state, sender, hour) do update set letters = totals.letters + excluded.letters
  )
  select count(*)::int as gone from gone`;
