import { CallableBy, type Caller, CalledBy, ShopParams } from '@ellity/platform';
import { isOpen, RunStarted, runView } from '@ellity/runs';
import { Body, Controller, Delete, HttpCode, Param, Put, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { ConnectionView } from '../../connection/connection.response';
import { ConnectionViewsService } from '../../connection/connection-views.service';
import { orderOf } from '../../connection/stages/pause.request';
import { EcomailProblems } from './activation.response';
import { ActivateRequest } from './activate.request';
import { ConnectionEndService } from './connection-end.service';
import { ActivationService } from './activation.service';

@ApiTags('connections')
@CallableBy('service', 'merchant', 'operator')
@Controller('connections/:shopId')
export class ActivationController {
  constructor(
    private readonly activation: ActivationService,
    private readonly ending: ConnectionEndService,
    private readonly views: ConnectionViewsService,
  ) {}

  @Put()
  @ApiOperation({
    summary:
      'Activates the connection as a run: key, list, fields, members. May be repeated; 202 while it goes on',
  })
  @ApiOkResponse({ type: ConnectionView })
  @ApiAcceptedResponse({
    type: RunStarted,
    description: 'the run goes on; GET /runs/{id} says how far it came',
  })
  @ApiConflictResponse({ description: 'What stands in the way, and what to do about it' })
  @EcomailProblems()
  async activate(
    @Param() { shopId }: ShopParams,
    @Body() request: ActivateRequest,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ConnectionView | RunStarted> {
    const run = await this.activation.activate(shopId, request, orderOf(caller).actor);
    if (!isOpen(run.state)) return this.views.of(shopId);
    response.status(202);
    return { run: runView(run) };
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends the connection; nobody is notified of what waits' })
  async end(@Param() { shopId }: ShopParams, @CalledBy() caller: Caller): Promise<void> {
    await this.ending.end(shopId, orderOf(caller));
  }
}
