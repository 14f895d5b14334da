import { type Caller, CallableBy, CalledBy, ShopParams } from '@ellity/platform';
import { RunStarted, runView } from '@ellity/runs';
import { Body, Controller, Delete, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { orderOf } from '../../connection/stages/pause.request';
import { ConnectionEndService } from './connection-end.service';
import { DisconnectRequest } from './disconnect.request';

@ApiTags('connections')
@ApiNotFoundResponse({ description: 'The shop has no connection' })
@CallableBy('service', 'merchant', 'operator')
@Controller('connections/:shopId')
export class DisconnectController {
  constructor(private readonly ending: ConnectionEndService) {}

  @Post('disconnect')
  @HttpCode(202)
  @ApiOperation({
    summary:
      'Ends the connection and forgets its key; nobody is notified of what waits. 202 while a run empties our fields',
  })
  @ApiAcceptedResponse({ type: RunStarted, description: 'Our fields are emptied, then the connection ends' })
  @ApiNoContentResponse({ description: 'It is ended' })
  async disconnect(
    @Param() { shopId }: ShopParams,
    @Body() { fields, why }: DisconnectRequest,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RunStarted | undefined> {
    if (fields === 'blank') {
      const run = await this.ending.beginBlanking(shopId, orderOf(caller, why));
      if (run) return { run: runView(run) };
    } else await this.ending.end(shopId, orderOf(caller, why));
    response.status(204);
    return undefined;
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Ends the connection at once and leaves our fields; nobody is notified of what waits',
  })
  async end(@Param() { shopId }: ShopParams, @CalledBy() caller: Caller): Promise<void> {
    await this.ending.end(shopId, orderOf(caller));
  }
}
