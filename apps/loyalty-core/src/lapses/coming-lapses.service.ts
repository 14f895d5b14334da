import { amountText, type Day, dayIn } from '@ellity/contracts';
import { Clock, Keyset, type Page } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ShopsService } from '../shops/shops.service';
import { selectMostLosing, selectWeeks } from './lapse-statements';
import { weekOf, weeksFrom } from './lapse-weeks';
import type { CustomerLapseView, LapseWeekView } from './lapses.response';

interface CustomerLapseRow {
  readonly customer_id: string;
  /** In hundredths. */
  readonly loss: string;
  readonly first_day: Day;
  readonly email: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly balance: string;
}

/** What is about to lapse in a shop, if nobody spends it before. */
@Injectable()
export class ComingLapsesService {
  private readonly pages = new Keyset('lapses', ['integer', 'uuid']);

  constructor(
    private readonly shops: ShopsService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async weeks(shopId: string, count: number): Promise<LapseWeekView[]> {
    const weeks = weeksFrom(await this.today(shopId), count);
    const days = [weeks.map(({ from }) => from), weeks.map(({ to }) => to)];
    return this.dataSource.query(selectWeeks, [shopId, ...days]);
  }

  /** Those who lose most in the week of a day first. What was spent between two pages counts no more. */
  async customers(
    shopId: string,
    { day, limit, before }: { readonly day?: Day; readonly limit: number; readonly before?: string },
  ): Promise<Page<CustomerLapseView>> {
    const today = await this.today(shopId);
    const week = weekOf(day ?? today);
    const from = week.from < today ? today : week.from;
    const [loss = null, id = null] = this.pages.keysOf(before) ?? [];
    const rows: CustomerLapseRow[] = await this.dataSource.query(selectMostLosing, [
      ...[shopId, from, week.to, loss, id, limit + 1],
    ]);
    const page = this.pages.pageOf(rows, limit, (row) => [row.loss, row.customer_id]);
    return { items: page.items.map(viewOf), next: page.next };
  }

  private async today(shopId: string): Promise<Day> {
    return dayIn((await this.shops.get(shopId)).timeZone, this.clock.now());
  }
}

const viewOf = (row: CustomerLapseRow): CustomerLapseView => ({
  customerId: row.customer_id,
  email: row.email,
  firstName: row.first_name,
  lastName: row.last_name,
  amount: amountText(BigInt(row.loss)),
  firstDay: row.first_day,
  balance: row.balance,
});
