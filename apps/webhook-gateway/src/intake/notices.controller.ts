import { CallableBy, Repeatable, ShopParams } from '@ellity/platform';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { NoticeParams, NoticesQuery } from './notices.request';
import { NoticeDetailAnswer, NoticesAnswer, NoticeTotalsAnswer } from './notices.response';
import { NoticesService } from './notices.service';

@ApiTags('notices')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/notices')
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get()
  @ApiOperation({ summary: 'Notices of a shop, the newest first' })
  @ApiOkResponse({ type: NoticesAnswer })
  list(@Param() { shopId }: ShopParams, @Query() query: NoticesQuery): Promise<NoticesAnswer> {
    return this.notices.page(shopId, query);
  }

  @Get('totals')
  @ApiOperation({ summary: 'How many notices there ever were, by what became of them' })
  @ApiOkResponse({ type: NoticeTotalsAnswer })
  async totals(@Param() { shopId }: ShopParams): Promise<NoticeTotalsAnswer> {
    return { totals: await this.notices.totals(shopId) };
  }

  @Get(':noticeId')
  @ApiOperation({ summary: 'One notice, with what was received' })
  @ApiOkResponse({ type: NoticeDetailAnswer })
  show(@Param() { shopId, noticeId }: NoticeParams): Promise<NoticeDetailAnswer> {
    return this.notices.show(shopId, noticeId);
  }

  @Post(':noticeId/verify')
  @Repeatable('what is asked for because of a notice counts once.')
  @HttpCode(202)
  @ApiOperation({ summary: 'Has a notice verified once more' })
  @ApiAcceptedResponse({ type: NoticeDetailAnswer })
  @ApiConflictResponse({ description: 'notice-unusable' })
  verify(@Param() { shopId, noticeId }: NoticeParams): Promise<NoticeDetailAnswer> {
    return this.notices.askAgain(shopId, noticeId);
  }
}
