import { CallableBy, HoursQuery } from '@ellity/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExcludeController, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShopsService } from '../shops/shops.service';
import { Reconciliation, ReconciliationService } from './reconciliation.service';

@ApiTags('shops')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/reconciliation')
export class ReconciliationController {
  constructor(
    private readonly shops: ShopsService,
    private readonly reconciliation: ReconciliationService,
  ) {}

  @Get()
  @ApiOperation({
    summary:
      'Sums of customers, entries and lots, and messages by type: published, and waiting for the broker',
  })
  @ApiOkResponse({ type: Reconciliation })
  async of(@Param('shopId') shopId: string, @Query() { since }: HoursQuery): Promise<Reconciliation> {
    await this.shops.get(shopId);
    return this.reconciliation.of(shopId, since);
  }
}

/** The old name of the path. */
@ApiExcludeController()
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/books')
export class BooksController extends ReconciliationController {}
