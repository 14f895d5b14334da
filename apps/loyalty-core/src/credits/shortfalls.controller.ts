import { CallableBy, PageQuery } from '@ellity/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShopsService } from '../shops/shops.service';
import { ShortfallsPage } from './shortfall.response';
import { ShortfallsService } from './shortfalls.service';

@ApiTags('credits')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/shortfalls')
export class ShortfallsController {
  constructor(
    private readonly shops: ShopsService,
    private readonly shortfalls: ShortfallsService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What could not be taken back, because it was spent; newest first, in pages' })
  @ApiOkResponse({ type: ShortfallsPage })
  async list(
    @Param('shopId') shopId: string,
    @Query() { limit, before }: PageQuery,
  ): Promise<ShortfallsPage> {
    await this.shops.get(shopId);
    return this.shortfalls.list(shopId, { limit, before });
  }
}
