import type { Transaction } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Lapsed, LapsingService } from '../credits/ledger/lapsing.service';
import type { NightRules } from './night';

/** A chunk locks so many lots' owners, and no live spending waits longer than for one chunk. */
const lotsAtOnce = 200;

/** Books what lapsed: one entry per customer and night, which names its lots. */
@Injectable()
export class LapsesService {
  constructor(
    private readonly lapsing: LapsingService,
    private readonly clock: Clock,
  ) {}

  /** Null: nothing is left to lapse in this night. Finds what is due by index, however much there is beside it. */
  async lapseSome(transaction: Transaction, night: NightRules): Promise<Lapsed | null> {
    const { manager } = transaction;
    // Locked before they are read by the next statement, which then sees what others did until now.
    const owners: { id: string }[] = await manager.query(
      `select id from customers where id in (
         select customer_id from lots where shop_id = $1 and remaining > 0 and expires_on < $2
         order by expires_on limit ${lotsAtOnce})
       order by id for no key update`,
      [night.shopId, night.localDate],
    );
    if (owners.length === 0) return null;
    const { shopId, localDate: before, today, id: runId } = night;
    const customerIds = owners.map(({ id }) => id);
    return this.lapsing.lapse(transaction, { shopId, customerIds, before, today, runId }, this.clock.now());
  }

  /** How many customers would lose how much. */
  async preview(
    manager: EntityManager,
    night: Pick<NightRules, 'shopId' | 'localDate'>,
  ): Promise<{ readonly customers: number; readonly amount: string }> {
    const [due]: { customers: number; amount: string }[] = await manager.query(
      `select count(distinct customer_id)::int as customers, coalesce(sum(remaining), 0.00)::text as amount
       from lots where shop_id = $1 and remaining > 0 and expires_on < $2`,
      [night.shopId, night.localDate],
    );
    return due ?? { customers: 0, amount: '0.00' };
  }
}
