import {
  AcrossShops,
  CallableBy,
  CalledBy,
  type Caller,
  IfMatch,
  PageQuery,
  Precondition,
  Tagged,
} from '@ellity/platform';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { SettingsHistoryPage } from './settings-history.response';
import { SettingsHistoryService } from './settings-history.service';
import { ShopBody, ShopChangeBody } from './shop.request';
import { ShopsPage, ShopView } from './shop.response';
import { ShopsService } from './shops.service';

@ApiTags('shops')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops')
export class ShopsController {
  constructor(
    private readonly shops: ShopsService,
    private readonly settingsHistory: SettingsHistoryService,
  ) {}

  @Post()
  @Tagged()
  @CallableBy('service', 'operator')
  @ApiOperation({ summary: 'Creates a shop and notifies the other services' })
  @ApiCreatedResponse({ type: ShopView })
  @ApiConflictResponse({ description: 'shop-exists' })
  create(@Body() { id, name, ...settings }: ShopBody, @CalledBy() caller: Caller): Promise<ShopView> {
    return this.shops.create(id, name, settings, caller);
  }

  @Get()
  @AcrossShops()
  @ApiOperation({ summary: 'All shops, by id, in pages; for a merchant those of its own' })
  @ApiOkResponse({ type: ShopsPage })
  list(@Query() { limit, before }: PageQuery, @CalledBy() { actor }: Caller): Promise<ShopsPage> {
    const only = actor?.role === 'merchant' ? actor.shops : null;
    return this.shops.list({ limit, before, only });
  }

  @Get(':shopId')
  @Tagged()
  @ApiOperation({ summary: 'The settings of a shop' })
  @ApiOkResponse({ type: ShopView })
  get(@Param('shopId') shopId: string): Promise<ShopView> {
    return this.shops.get(shopId);
  }

  @Patch(':shopId')
  @Tagged()
  @ApiOperation({ summary: 'Changes the settings that are given and notifies the other services' })
  @ApiOkResponse({ type: ShopView })
  change(
    @Param('shopId') shopId: string,
    @Body() change: ShopChangeBody,
    @CalledBy() caller: Caller,
    @IfMatch() ifMatch: Precondition,
  ): Promise<ShopView> {
    return this.shops.change(shopId, change, { caller, ifMatch });
  }

  @Get(':shopId/settings/history')
  @ApiOperation({ summary: 'Who changed which settings from what to what, newest first, in pages' })
  @ApiOkResponse({ type: SettingsHistoryPage })
  async history(
    @Param('shopId') shopId: string,
    @Query() { limit, before }: PageQuery,
  ): Promise<SettingsHistoryPage> {
    await this.shops.get(shopId);
    return this.settingsHistory.list(shopId, { limit, before });
  }
}
