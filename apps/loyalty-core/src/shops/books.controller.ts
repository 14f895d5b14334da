import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { ShopsService } from './shops.service';

interface Books {
  readonly customers: number;
  readonly entries: number;
  readonly balances: string;
  readonly entriesTotal: string;
  readonly lotsRemaining: string;
}

interface MessageCount {
  readonly type: string;
  readonly published: number;
  readonly waiting: number;
}

/** The shop's books in sums, so that others can check their own against them. */
@ApiTags('shops')
@Controller('shops/:shopId/books')
export class BooksController {
  constructor(
    private readonly shops: ShopsService,
    private readonly dataSource: DataSource,
  ) {}

  @Get()
  @ApiOperation({
    summary:
      'Sums of customers, entries and lots, and messages by type: published, and waiting for the broker',
  })
  async books(
    @Param('shopId') shopId: string,
  ): Promise<Books & { isBalanced: boolean; messages: MessageCount[] }> {
    await this.shops.get(shopId);
    const { books, messages } = await this.dataSource.transaction('REPEATABLE READ', async (manager) => ({
      books: (await manager.query<[Books]>(booksSql, [shopId]))[0],
      messages: await manager.query<MessageCount[]>(messagesSql, [shopId]),
    }));
    const isBalanced = books.balances === books.entriesTotal && books.balances === books.lotsRemaining;
    return { ...books, isBalanced, messages };
  }
}

const booksSql = `
  select c.customers, e.entries, c.balances::text, e.total::text as "entriesTotal", l.remaining::text as "lotsRemaining"
  from (select count(*)::int as customers, coalesce(sum(balance), 0.00) as balances from customers where shop_id = $1) c,
       (select count(*)::int as entries, coalesce(sum(amount), 0.00) as total from ledger_entries where shop_id = $1) e,
       (select coalesce(sum(remaining), 0.00) as remaining from lots where shop_id = $1) l`;

const messagesSql = `
  select type, sum(published)::int as published, sum(waiting)::int as waiting
  from (
    select type, messages as published, 0 as waiting from published where shop_id = $1
    union all
    select type, 0, 1 from outbox where shop_id = $1
  ) counted
  group by type order by type`;
