import { CallableBy, ShopParams } from '@ellity/platform';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConnectionView } from './connection.response';
import { ConnectionViewsService } from './connection-views.service';

@ApiTags('connections')
@CallableBy('service', 'merchant', 'operator')
@Controller('connections/:shopId')
export class ConnectionController {
  constructor(private readonly views: ConnectionViewsService) {}

  @Get()
  @ApiOperation({ summary: 'The connection as it is, without its key' })
  @ApiOkResponse({ type: ConnectionView })
  show(@Param() { shopId }: ShopParams): Promise<ConnectionView> {
    return this.views.of(shopId);
  }
}
