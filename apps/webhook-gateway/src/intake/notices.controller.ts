import { CallableBy, PageQuery, ShopParams } from '@ellity/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NoticesAnswer, NoticeTotalsAnswer } from './notices.response';
import { NoticesService } from './notices.service';

@ApiTags('notices')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/notices')
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get()
  @ApiOperation({ summary: 'Notices of a shop, the newest first' })
  @ApiOkResponse({ type: NoticesAnswer })
  list(@Param() { shopId }: ShopParams, @Query() query: PageQuery): Promise<NoticesAnswer> {
    return this.notices.page(shopId, query);
  }

  @Get('totals')
  @ApiOperation({ summary: 'How many notices there ever were, by what became of them' })
  @ApiOkResponse({ type: NoticeTotalsAnswer })
  async totals(@Param() { shopId }: ShopParams): Promise<NoticeTotalsAnswer> {
    return { totals: await this.notices.totals(shopId) };
  }
}
