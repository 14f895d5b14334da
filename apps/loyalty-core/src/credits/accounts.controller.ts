import { Clock } from '@ellity/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { type CustomerView, customerViewOf } from '../customers/customer-view';
import { sequenceText } from '../customers/customer';
import { CustomersService } from '../customers/customers.service';
import { ShopsService } from '../shops/shops.service';
import { textOf } from './amount';
import { nextExpiration, spendable } from './credit-account';
import { dayIn } from './day';
import { LedgerService } from './ledger.service';

const pageDefault = 50;
const pageMax = 500;

interface AccountView extends CustomerView {
  /** The balance without lots whose last day is over. */
  readonly spendable: string;
  readonly nextExpiration: { readonly date: string; readonly amount: string } | null;
  readonly lots: readonly { id: string; amount: string; remaining: string; expiresOn: string | null }[];
}

interface EntryView {
  readonly id: string;
  readonly sequence: string;
  readonly kind: string;
  readonly amount: string;
  readonly balanceAfter: string;
  readonly reason: string;
  readonly reference: string | null;
  readonly changedAt: Date;
}

class EntriesQuery {
  @ApiPropertyOptional({ default: pageDefault, minimum: 1, maximum: pageMax })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(pageMax)
  limit?: number;

  @ApiPropertyOptional({ description: 'Entries older than this sequence: `next` of the page before' })
  @IsOptional()
  @Matches(/^\d{16}$/, { message: 'before must be the 16 digits of next' })
  before?: string;
}

@ApiTags('customers')
@Controller('shops/:shopId/customers/:customerId')
export class AccountsController {
  constructor(
    private readonly shops: ShopsService,
    private readonly customers: CustomersService,
    private readonly ledger: LedgerService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Profile, balance, lots with something left, and what lapses next' })
  async account(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
  ): Promise<AccountView> {
    await this.customers.require(shopId, customerId);
    const today = dayIn((await this.shops.get(shopId)).timeZone, this.clock.now());
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const customer = await this.customers.require(shopId, customerId, manager);
      const account = (await this.ledger.accounts(manager, [customer])).get(customer.id);
      const lots = account?.lots ?? [];
      const next = account ? nextExpiration(account, today) : null;
      return {
        ...customerViewOf(customer),
        spendable: textOf(account ? spendable(account, today) : 0n),
        nextExpiration: next && { date: next.date, amount: textOf(next.amount) },
        lots: lots.map((lot) => ({ ...lot, amount: textOf(lot.amount), remaining: textOf(lot.remaining) })),
      };
    });
  }

  @Get('entries')
  @ApiOperation({ summary: 'The ledger, newest first, in pages' })
  async entries(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Query() { limit = pageDefault, before }: EntriesQuery,
  ): Promise<{ items: EntryView[]; next: string | null }> {
    const { id } = await this.customers.require(shopId, customerId);
    const rows: EntryView[] = await this.dataSource.query(
      `select id, sequence::text, kind, amount::text, balance_after::text as "balanceAfter", reason, reference,
         changed_at as "changedAt"
       from ledger_entries where customer_id = $1 and sequence < $2::bigint order by sequence desc limit $3`,
      [id, before ?? '9223372036854775807', limit + 1],
    );
    const items = rows
      .slice(0, limit)
      .map((row) => ({ ...row, sequence: sequenceText(BigInt(row.sequence)) }));
    return { items, next: rows.length > limit ? (items.at(-1)?.sequence ?? null) : null };
  }
}
