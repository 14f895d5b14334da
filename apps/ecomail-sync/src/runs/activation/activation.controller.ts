import { CallableBy, type Caller, CalledBy, ShopParams } from '@ellity/platform';
import { isOpen, RunStarted, runView } from '@ellity/runs';
import { Body, Controller, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { ConnectionView } from '../../connection/connection.response';
import { ConnectionViewsService } from '../../connection/connection-views.service';
import { orderOf } from '../../connection/stages/pause.request';
import { ActivationView, activationView, EcomailProblems } from './activation.response';
import { ActivateRequest } from './activate.request';
import { ActivationService } from './activation.service';

@ApiTags('connections')
@CallableBy('service', 'merchant', 'operator')
@Controller('connections/:shopId')
export class ActivationController {
  constructor(
    private readonly activation: ActivationService,
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

  @Post('repair')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'The same list anew: missing fields are created, members read, every contact written. 202 while it goes on',
  })
  @ApiOkResponse({ type: ConnectionView })
  @ApiAcceptedResponse({ type: RunStarted, description: 'the run goes on' })
  @ApiConflictResponse({ description: 'What stands in the way, and what to do about it' })
  @EcomailProblems()
  async repair(
    @Param() { shopId }: ShopParams,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ConnectionView | RunStarted> {
    const run = await this.activation.repair(shopId, orderOf(caller).actor);
    if (!isOpen(run.state)) return this.views.of(shopId);
    response.status(202);
    return { run: runView(run) };
  }

  @Get('activation')
  @ApiOperation({ summary: 'How far the last activation or repair came, step by step' })
  @ApiOkResponse({ type: ActivationView })
  @ApiNotFoundResponse({ description: 'There was none' })
  async progress(@Param() { shopId }: ShopParams): Promise<ActivationView> {
    return activationView(await this.activation.last(shopId));
  }
}
