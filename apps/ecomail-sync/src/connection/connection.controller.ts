import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ConnectionView } from './connection-view';
import { ConnectionViewsService } from './connection-views.service';
import { shopIdOf } from './shop-params';

@ApiTags('connections')
@Controller('connections/:shopId')
export class ConnectionController {
  constructor(private readonly views: ConnectionViewsService) {}

  @Get()
  @ApiOperation({ summary: 'The connection as it is, without its key' })
  show(@Param('shopId') shopId: string): Promise<ConnectionView> {
    return this.views.of(shopIdOf(shopId));
  }
}
