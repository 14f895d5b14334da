import { CallableBy, type Page } from '@ellity/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ConnectionListed, ConnectionViewsService } from './connection-views.service';
import { ConnectionsQuery } from './connections.request';

@ApiTags('connections')
@CallableBy('service', 'operator')
@Controller('connections')
export class ConnectionsController {
  constructor(private readonly views: ConnectionViewsService) {}

  @Get()
  @ApiOperation({ summary: 'The connections of all shops by shop, with state and reason; never a key' })
  list(@Query() { state, cursor, limit = 50 }: ConnectionsQuery): Promise<Page<ConnectionListed>> {
    return this.views.page(state, cursor, limit);
  }
}
