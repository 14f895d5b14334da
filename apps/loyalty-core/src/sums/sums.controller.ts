import { CallableBy } from '@ellity/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DailySumsService } from './daily-sums.service';
import { SumsQuery } from './sums.request';
import { SumsView } from './sums.response';

@ApiTags('sums')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId')
export class SumsController {
  constructor(private readonly sums: DailySumsService) {}

  @Get('sums')
  @ApiOperation({ summary: 'What was given, spent and lost, and who came, by day of the shop and by reason' })
  @ApiOkResponse({ type: SumsView })
  view(@Param('shopId') shopId: string, @Query() asked: SumsQuery): Promise<SumsView> {
    return this.sums.view(shopId, asked);
  }
}
