import { CallableBy } from '@ellity/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConnectionsPage } from './connection.response';
import { ConnectionViewsService } from './connection-views.service';
import { ConnectionsQuery } from './connections.request';

@ApiTags('connections')
@CallableBy('service', 'operator')
@Controller('connections')
export class ConnectionsController {
  constructor(private readonly views: ConnectionViewsService) {}

  @Get()
  @ApiOperation({ summary: 'The connections of all shops by shop, with state and reason; never a key' })
  @ApiOkResponse({ type: ConnectionsPage })
  list(@Query() query: ConnectionsQuery): Promise<ConnectionsPage> {
    return this.views.page(query);
  }
}
