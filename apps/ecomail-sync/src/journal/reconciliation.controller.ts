import { CallableBy, CalledBy, type Caller } from '@ellity/platform';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { shopIdOf } from '../connection/shop-params';
import { AcknowledgeRequest } from './acknowledge.request';
import { type Reconciliation, ReconciliationService } from './reconciliation.service';

@ApiTags('journal')
@CallableBy('service', 'operator')
@Controller(['reconciliation/:shopId', 'books/:shopId'])
export class ReconciliationController {
  constructor(private readonly reconciliation: ReconciliationService) {}

  @Get()
  @ApiOperation({
    summary: 'Shows whether events were lost: in = delivered + merged + suppressed + parked + waiting',
  })
  of(@Param('shopId') shopId: string): Promise<Reconciliation> {
    return this.reconciliation.of(shopIdOf(shopId));
  }

  @Post('acknowledgements')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Explains a difference to what loyalty-core counted; it stays visible, with who and why',
  })
  async acknowledge(
    @Param('shopId') shopId: string,
    @Body() { type, missing, reason }: AcknowledgeRequest,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const actor = caller.actor?.id ?? caller.service;
    await this.reconciliation.acknowledge(shopIdOf(shopId), { type, missing, reason, actor });
  }
}
