import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { DataSource } from 'typeorm';

export class MessageCount {
  @ApiProperty({ example: 'loyalty.CreditChanged.v1' }) readonly type!: string;
  @ApiProperty({ description: 'Confirmed by the broker' }) readonly published!: number;
  @ApiProperty({ description: 'Still in the outbox: not lost, on its way' }) readonly waiting!: number;
}

export class HourMessages extends MessageCount {
  @ApiProperty({ type: Date, nullable: true, description: 'Of the event; null: all that were before' })
  readonly hour!: Date | null;
}

class Sums {
  @ApiProperty() readonly customers!: number;
  @ApiProperty() readonly entries!: number;
  @ApiProperty({ example: '150.00' }) readonly balances!: string;
  @ApiProperty({ example: '150.00' }) readonly entriesTotal!: string;
  @ApiProperty({ example: '150.00' }) readonly lotsRemaining!: string;
  @ApiProperty({ description: 'Customers found by id only, or with an address that is refused now' })
  readonly addressConflicts!: number;
}

export class Reconciliation extends Sums {
  @ApiProperty({ description: 'Balances, entries and lots have the same sum' })
  readonly isBalanced!: boolean;
  @ApiProperty({ type: [MessageCount] }) readonly messages!: MessageCount[];
  @ApiProperty({ type: [HourMessages], description: 'Empty unless `since` is given' })
  readonly hours!: HourMessages[];
}

/** The shop's ledger in sums, and its messages in counts, so that others can check their own against them. */
@Injectable()
export class ReconciliationService {
  constructor(private readonly dataSource: DataSource) {}

  /** All numbers are of one moment. Messages by hour from `since` on, where it is given. */
  of(shopId: string, since?: string): Promise<Reconciliation> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const [sums] = await manager.query<[Sums]>(sumsSql, [shopId]);
      const messages = await manager.query<MessageCount[]>(messagesSql, [shopId]);
      const hours = since === undefined ? [] : await manager.query<HourMessages[]>(hoursSql, [shopId, since]);
      const isBalanced = sums.balances === sums.entriesTotal && sums.balances === sums.lotsRemaining;
      return { ...sums, isBalanced, messages, hours };
    });
  }
}

const sumsSql = `
  select c.customers, e.entries, c.balances::text, e.total::text as "entriesTotal", l.remaining::text as "lotsRemaining",
    a.conflicts as "addressConflicts"
  from (select count(*)::int as customers, coalesce(sum(balance), 0.00) as balances from customers where shop_id = $1) c,
       (select count(*)::int as entries, coalesce(sum(amount), 0.00) as total from ledger_entries where shop_id = $1) e,
       (select coalesce(sum(remaining), 0.00) as remaining from lots where shop_id = $1) l,
       (select count(*)::int as conflicts from address_conflicts where shop_id = $1) a`;

const messagesSql = `
  select type, sum(published)::int as published, sum(waiting)::int as waiting
  from (
    select type, messages as published, 0 as waiting from published where shop_id = $1
    union all
    select type, 0, 1 from outbox where shop_id = $1
  ) counted
  group by type order by type`;

/** By the hour of the event, on which the receiver counts as well. */
const hoursSql = `
  select type, hour, sum(published)::int as published, sum(waiting)::int as waiting
  from (
    select type, case when hour >= $2 then hour end as hour, messages as published, 0 as waiting
    from published where shop_id = $1
    union all
    select type, case when occurred_at >= $2 then date_trunc('hour', occurred_at, 'UTC') end, 0, 1
    from outbox where shop_id = $1
  ) counted
  group by type, hour order by type, hour`;
