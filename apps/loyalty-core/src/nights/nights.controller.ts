import { dayAfter, dayIn } from '@ellity/contracts';
import { CallableBy, Clock, PageQuery, Problem, Repeatable } from '@ellity/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { ShopsService } from '../shops/shops.service';
import { NightBody, WarningsPreviewQuery } from './night.request';
import { NightRunView, NightsPage, WarningsPreviewView } from './night.response';
import { NightHistoryService } from './night-history.service';
import { NightsService } from './nights.service';
import { WarningsService } from './warnings.service';

@ApiTags('nights')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId')
export class NightsController {
  constructor(
    private readonly shops: ShopsService,
    private readonly nights: NightsService,
    private readonly history: NightHistoryService,
    private readonly warnings: WarningsService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get('nights')
  @ApiOperation({ summary: 'The nights of the shop, newest first, in pages' })
  @ApiOkResponse({ type: NightsPage })
  async list(@Param('shopId') shopId: string, @Query() { limit, before }: PageQuery): Promise<NightsPage> {
    await this.shops.get(shopId);
    return this.history.list(shopId, { limit, before });
  }

  @Post('nights')
  @Repeatable('what a night has done it does not do again.')
  @HttpCode(200)
  @CallableBy('service', 'operator')
  @ApiOperation({
    summary: 'Runs a night to its end, or says what it would do; running one again adds nothing',
  })
  @ApiOkResponse({ type: NightRunView })
  @ApiConflictResponse({ description: 'night-ahead, night-under-way' })
  async run(
    @Param('shopId') shopId: string,
    @Body() { localDate, dryRun }: NightBody,
  ): Promise<NightRunView> {
    const shop = await this.shops.get(shopId);
    const ranBefore = await this.history.endOf(shopId, localDate);
    if (dryRun) {
      const counts = await this.nights.preview(shopId, localDate, shop.expiryNotice);
      return { localDate, finishedAt: null, ranBefore, ...counts };
    }
    const isAhead = localDate > dayIn(shop.timeZone, this.clock.now());
    if (isAhead && !this.nights.mayRunAhead)
      throw new Problem(409, 'night-ahead', 'This night has not begun; a dry run says what it will do.');
    await this.nights.open(shopId, localDate, isAhead);
    while (await this.nights.advance(shopId));
    return { ...(await this.history.get(shopId, localDate)), ranBefore };
  }

  @Get('expiry-warnings/preview')
  @ApiOperation({ summary: 'Who would be warned at once if the lead time were this long' })
  @ApiOkResponse({ type: WarningsPreviewView })
  async preview(
    @Param('shopId') shopId: string,
    @Query() { leadDays }: WarningsPreviewQuery,
  ): Promise<WarningsPreviewView> {
    const { timeZone } = await this.shops.get(shopId);
    const from = dayIn(timeZone, this.clock.now());
    return this.warnings.preview(this.dataSource.manager, shopId, { from, to: dayAfter(from, leadDays) });
  }
}
