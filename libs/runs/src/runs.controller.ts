import { CallableBy } from '@ellity/platform';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RunsPage, RunView, runView } from './run.response';
import { Runs } from './runs';
import { RunOrderParams, RunParams, RunsQuery } from './runs.request';

@ApiTags('runs')
@CallableBy('service', 'operator')
@Controller('runs')
export class RunsController {
  constructor(private readonly runs: Runs) {}

  @Get()
  @ApiOperation({ summary: 'Long work, the newest first: what it is, how far it came, why it ended' })
  @ApiOkResponse({ type: RunsPage })
  async list(@Query() { shopId, before, limit }: RunsQuery): Promise<RunsPage> {
    const { items, next } = await this.runs.page(shopId, before, limit);
    return { items: items.map(runView), next };
  }

  @Get(':runId')
  @ApiOperation({ summary: 'How far a run came' })
  @ApiOkResponse({ type: RunView })
  async show(@Param() { runId }: RunParams): Promise<RunView> {
    return runView(await this.runs.find(runId));
  }

  @Post(':runId/:order')
  @HttpCode(200)
  @ApiOperation({ summary: 'Pauses, resumes or cancels a run; what was recorded stays' })
  @ApiOkResponse({ type: RunView })
  @ApiConflictResponse({ description: 'Its state does not allow it' })
  async order(@Param() { runId, order }: RunOrderParams): Promise<RunView> {
    return runView(await this.runs.order(runId, order));
  }
}
