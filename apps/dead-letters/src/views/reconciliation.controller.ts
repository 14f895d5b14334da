import { CallableBy, HoursQuery, ShopParams } from '@ellity/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LetterReconciliation } from './letters.response';
import { LettersService } from './letters.service';

@ApiTags('letters')
@CallableBy('service', 'operator')
@Controller('shops/:shopId/reconciliation')
export class ReconciliationController {
  constructor(private readonly letters: LettersService) {}

  @Get()
  @ApiOperation({
    summary: 'How many messages of a shop are or were dead letters, by type and sender; deleted ones too',
  })
  @ApiOkResponse({ type: LetterReconciliation })
  of(@Param() { shopId }: ShopParams, @Query() { since }: HoursQuery): Promise<LetterReconciliation> {
    return this.letters.reconciliationOf(shopId, since);
  }
}
