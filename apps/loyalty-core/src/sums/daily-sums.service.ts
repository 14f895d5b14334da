import { type Day, dayAfter, dayIn, daysBetween } from '@ellity/contracts';
import { Clock, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ShopsService } from '../shops/shops.service';
import { type DailySum, daysOf, figuresOf } from './daily-sums';
import { selectSums } from './daily-sums-statements';
import type { SumsView } from './sums.response';

interface SumRow extends Omit<DailySum, 'amount'> {
  readonly amount: string;
}

const daysMax = 400;
const daysDefault = 30;

/** What was given, spent and lost in a shop, by day. Costs as much as the days asked for, not as the ledger behind them. */
@Injectable()
export class DailySumsService {
  constructor(
    private readonly shops: ShopsService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** By the days of the shop; without any the last thirty. */
  async view(shopId: string, asked: { readonly from?: Day; readonly to?: Day }): Promise<SumsView> {
    const { timeZone } = await this.shops.get(shopId);
    const to = asked.to ?? dayIn(timeZone, this.clock.now());
    const from = asked.from ?? dayAfter(to, 1 - daysDefault);
    if (from > to) throw rangeProblem('must not be after "to"');
    if (daysBetween(from, to) >= daysMax) throw rangeProblem(`must be within ${daysMax} days before "to"`);
    const rows: SumRow[] = await this.dataSource.query(selectSums, [shopId, from, to]);
    const sums = rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
    return { from, to, total: figuresOf(sums), days: daysOf(sums, from, to) };
  }
}

const rangeProblem = (problem: string): Problem =>
  new Problem(400, 'request-invalid', 'These days cannot be added up; see errors.', [
    { field: 'from', problem },
  ]);
