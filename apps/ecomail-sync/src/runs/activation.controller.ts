import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ConnectionView } from '../connection/connection-view';
import { ConnectionViewsService } from '../connection/connection-views.service';
import { shopIdOf } from '../connection/shop-params';
import { ActivateRequest } from './activate.request';
import { ConnectionEndService } from './connection-end.service';
import { ActivationService } from './activation.service';

@ApiTags('connections')
@Controller('connections/:shopId')
export class ActivationController {
  constructor(
    private readonly activation: ActivationService,
    private readonly ending: ConnectionEndService,
    private readonly views: ConnectionViewsService,
  ) {}

  @Put()
  @ApiOperation({
    summary: 'Activates the connection: key, list, fields, members. May be repeated; nothing is half-done',
  })
  async activate(@Param('shopId') shopId: string, @Body() request: ActivateRequest): Promise<ConnectionView> {
    await this.activation.activate(shopIdOf(shopId), request);
    return this.views.of(shopId);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends the connection; what waits is told to nobody' })
  async end(@Param('shopId') shopId: string): Promise<void> {
    await this.ending.end(shopIdOf(shopId));
  }
}
