import { amountText, type Day, dayIn } from '@ellity/contracts';
import { type Transaction, Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LapsesService } from './lapses.service';
import type { NightCounts, NightRules } from './night';
import { latestNight, nightsDue, warnedDays } from './night-calendar';
import { WarningsService } from './warnings.service';

interface ShopNightRow {
  readonly id: string;
  readonly time_zone: string;
  readonly night_hour: number;
  readonly last: Day | null;
}

interface NightRow {
  readonly id: string;
  readonly shop_id: string;
  readonly local_date: Day;
  readonly is_ahead: boolean;
  readonly time_zone: string;
  readonly expiry_notice_lead_days: number;
  readonly expiry_notice_target: 'none' | 'system' | 'ecomail';
}

export const nightsConfig = Symbol('nights');

export interface NightsConfig {
  /** How often one of the processes looks at the calendar, in ms; 0: never this one, others do. */
  readonly pollMs: number;
  /** Whether a night may be run before its day: for demonstrations. */
  readonly mayRunAhead: boolean;
}

/**
 * Nights of shops. Each is a row; whoever finds one that is open carries out its next chunk, in one transaction that
 * holds the row, so that any number of processes share the work, and one that is killed leaves nothing half-done.
 */
@Injectable()
export class NightsService {
  constructor(
    @Inject(nightsConfig) private readonly config: NightsConfig,
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly lapses: LapsesService,
    private readonly warnings: WarningsService,
    private readonly clock: Clock,
  ) {}

  get mayRunAhead(): boolean {
    return this.config.mayRunAhead;
  }

  /** Writes down the nights that have begun; repeating it adds none. */
  async openDue(): Promise<void> {
    const now = this.clock.now();
    const shops: ShopNightRow[] = await this.dataSource.query(
      `select s.id, s.time_zone, s.night_hour,
         (select max(local_date)::text from nights n where n.shop_id = s.id and not n.is_ahead) as last
       from shops s`,
    );
    const due = shops.flatMap(({ id, time_zone: zone, night_hour: hour, last }) =>
      nightsDue(last, latestNight(zone, hour, now)).map((localDate) => ({ id, localDate })),
    );
    if (due.length === 0) return;
    await this.dataSource.query(
      `insert into nights (shop_id, local_date, opened_at, due_at)
       select *, $3, $3 from unnest($1::text[], $2::date[])
       on conflict (shop_id, local_date) do update set is_ahead = false where nights.is_ahead`,
      [due.map(({ id }) => id), due.map(({ localDate }) => localDate), now],
    );
  }

  /** Opens one night of a shop, also one that is over or that comes later. */
  async open(shopId: string, localDate: Day, isAhead: boolean): Promise<void> {
    await this.dataSource.query(
      `insert into nights (shop_id, local_date, opened_at, due_at, is_ahead) values ($1, $2, $3, $3, $4)
       on conflict (shop_id, local_date) do update set finished_at = null, due_at = excluded.due_at`,
      [shopId, localDate, this.clock.now(), isAhead],
    );
  }

  /** Warns now of what is due by the rules of the last night. */
  async reopenLast(manager: EntityManager, shopId: string): Promise<void> {
    await manager.query(
      `update nights set finished_at = null where shop_id = $1 and local_date =
         (select max(local_date) from nights where shop_id = $1 and not is_ahead)`,
      [shopId],
    );
  }

  /**
   * Carries out the next chunk of some open night, those of a shop in order. False: none is open and free. A night that
   * throws is left to a later look, so that it holds up no other shop.
   */
  async advance(shopId: string | null = null): Promise<boolean> {
    const claim: { night?: NightRules } = {};
    try {
      await this.transactions.run(async (transaction) => {
        const [row]: NightRow[] = await transaction.manager.query(claimSql, [shopId, this.clock.now()]);
        if (row) await this.carryOut(transaction, (claim.night = this.rulesOf(row)));
      });
    } catch (error) {
      if (!claim.night) throw error;
      await this.putOff(claim.night);
      throw error;
    }
    return claim.night !== undefined;
  }

  private async carryOut(transaction: Transaction, night: NightRules): Promise<void> {
    transaction.publishInBulk();
    const lapsed = await this.lapses.lapseSome(transaction, night);
    const warned = lapsed === null ? await this.warnings.warnSome(transaction, night) : 0;
    const isOver = lapsed === null && warned === null;
    await transaction.manager.query(
      `update nights set lapsed = lapsed + $2, lapsed_amount = lapsed_amount + $3::numeric, warned = warned + $4,
         finished_at = $5, attempts = 0 where id = $1`,
      [
        night.id,
        lapsed?.customers ?? 0,
        amountText(lapsed?.amount ?? 0n),
        warned ?? 0,
        isOver ? this.clock.now() : null,
      ],
    );
  }

  private async putOff({ id }: NightRules): Promise<void> {
    await this.dataSource.query(
      `update nights set attempts = attempts + 1,
         due_at = $2::timestamptz + make_interval(secs => least(3600, 10 * 2 ^ least(attempts, 10))) where id = $1`,
      [id, this.clock.now()],
    );
  }

  /** What a night of this date would do now. */
  async preview(
    shopId: string,
    localDate: Day,
    { target, leadDays }: Pick<NightRules, 'target' | 'leadDays'>,
  ): Promise<NightCounts> {
    const { manager } = this.dataSource;
    const lapses = await this.lapses.preview(manager, { shopId, localDate });
    const days = warnedDays(localDate, leadDays, localDate);
    const { warnings } = await this.warnings.preview(manager, shopId, days);
    return {
      lapsed: lapses.customers,
      lapsedAmount: lapses.amount,
      warned: target === 'none' ? 0 : warnings,
    };
  }

  private rulesOf(row: NightRow): NightRules {
    const now = dayIn(row.time_zone, this.clock.now());
    return {
      id: row.id,
      shopId: row.shop_id,
      localDate: row.local_date,
      today: row.is_ahead && row.local_date > now ? row.local_date : now,
      leadDays: row.expiry_notice_lead_days,
      target: row.expiry_notice_target,
    };
  }
}

/** The oldest open night of a shop that nobody holds: a later one of the same shop waits for it. */
const claimSql = `
  select n.id, n.shop_id, n.local_date::text, n.is_ahead, s.time_zone, s.expiry_notice_lead_days, s.expiry_notice_target
  from nights n join shops s on s.id = n.shop_id
  where n.finished_at is null and n.due_at <= $2 and ($1::text is null or n.shop_id = $1) and not exists (
    select from nights o where o.shop_id = n.shop_id and o.finished_at is null and o.local_date < n.local_date)
  order by n.local_date limit 1 for update of n skip locked`;
