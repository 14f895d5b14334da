import { CallableBy } from '@ellity/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ComingLapsesService } from './coming-lapses.service';
import { LapseWeeksQuery, MostLosingQuery } from './lapses.request';
import { CustomerLapsesPage, LapseWeeksView } from './lapses.response';

@ApiTags('sums')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/lapses')
export class LapsesController {
  constructor(private readonly lapses: ComingLapsesService) {}

  @Get()
  @ApiOperation({ summary: 'What is about to lapse, by week of the last day' })
  @ApiOkResponse({ type: LapseWeeksView })
  async weeks(@Param('shopId') shopId: string, @Query() { weeks }: LapseWeeksQuery): Promise<LapseWeeksView> {
    return { weeks: await this.lapses.weeks(shopId, weeks) };
  }

  @Get('customers')
  @ApiOperation({ summary: 'The customers who lose most in a week, in pages' })
  @ApiOkResponse({ type: CustomerLapsesPage })
  customers(@Param('shopId') shopId: string, @Query() asked: MostLosingQuery): Promise<CustomerLapsesPage> {
    return this.lapses.customers(shopId, asked);
  }
}
