import { CallableBy, PageQuery } from '@ellity/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountView, EntriesPage } from './account.response';
import { AccountsService } from './accounts.service';

@ApiTags('customers')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/customers/:customerId')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  @ApiOperation({ summary: 'Profile, balance, lots with something left, and what lapses next' })
  @ApiOkResponse({ type: AccountView })
  account(@Param('shopId') shopId: string, @Param('customerId') customerId: string): Promise<AccountView> {
    return this.accounts.account(shopId, customerId);
  }

  @Get('entries')
  @ApiOperation({ summary: 'The ledger, newest first, in pages' })
  @ApiOkResponse({ type: EntriesPage })
  entries(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Query() { limit, before }: PageQuery,
  ): Promise<EntriesPage> {
    return this.accounts.entries(shopId, customerId, { limit, before });
  }
}
