import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { DataSource } from 'typeorm';

export class MessageCount {
  @ApiProperty({ example: 'loyalty.CreditChanged.v1' }) readonly type!: string;
  @ApiProperty({ description: 'Confirmed by the broker' }) readonly published!: number;
  @ApiProperty({ description: 'Still in the outbox: not lost, on its way' }) readonly waiting!: number;
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
}

/** The shop's ledger in sums, and its messages in counts, so that others can check their own against them. */
@Injectable()
export class ReconciliationService {
  constructor(private readonly dataSource: DataSource) {}

  /** All numbers are of one moment. */
  of(shopId: string): Promise<Reconciliation> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const [sums] = await manager.query<[Sums]>(sumsSql, [shopId]);
      const messages = await manager.query<MessageCount[]>(messagesSql, [shopId]);
      const isBalanced = sums.balances === sums.entriesTotal && sums.balances === sums.lotsRemaining;
      return { ...sums, isBalanced, messages };
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
