import { CallableBy, PageQuery } from '@ellity/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShopsService } from '../shops/shops.service';
import { CustomerStatesPage } from './customer-state.response';
import { CustomerStatesService } from './customer-states.service';

@ApiTags('customers')
@CallableBy('service')
@Controller('shops/:shopId/customer-states')
export class CustomerStatesController {
  constructor(
    private readonly shops: ShopsService,
    private readonly states: CustomerStatesService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Everything that messages would say of the customers of a shop, in pages, for services only',
  })
  @ApiOkResponse({ type: CustomerStatesPage })
  async page(
    @Param('shopId') shopId: string,
    @Query() { before, limit }: PageQuery,
  ): Promise<CustomerStatesPage> {
    await this.shops.get(shopId);
    return this.states.page(shopId, before, limit);
  }
}
