import { CallableBy, CalledBy, type Caller, HoursQuery, ShopParams } from '@ellity/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AcknowledgeRequest } from './acknowledge.request';
import { ReconciliationView } from './reconciliation.response';
import { ReconciliationService } from './reconciliation.service';

@ApiTags('journal')
@CallableBy('service', 'operator')
@Controller(['reconciliation/:shopId', 'books/:shopId'])
export class ReconciliationController {
  constructor(private readonly reconciliation: ReconciliationService) {}

  @Get()
  @ApiOperation({
    summary: 'Shows whether events were lost: in = delivered + merged + suppressed + parked + waiting',
  })
  @ApiOkResponse({ type: ReconciliationView })
  of(@Param() { shopId }: ShopParams, @Query() { since }: HoursQuery): Promise<ReconciliationView> {
    return this.reconciliation.of(shopId, since);
  }

  @Post('acknowledgements')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Explains a difference to what loyalty-core counted; it stays visible, with who and why',
  })
  async acknowledge(
    @Param() { shopId }: ShopParams,
    @Body() { type, hour = null, missing, reason }: AcknowledgeRequest,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const actor = caller.actor?.id ?? caller.service;
    const difference = { type, hour: hour === null ? null : new Date(hour), missing, reason, actor };
    await this.reconciliation.acknowledge(shopId, difference);
  }
}
