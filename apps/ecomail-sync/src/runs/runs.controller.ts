import { CallableBy, type Page } from '@ellity/platform';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { RunExecutorService } from './run-executor.service';
import { type RunView, runView } from './run-view';
import { RunOrderParams, RunParams, RunsQuery } from './runs.request';
import { RunsService } from './runs.service';

@ApiTags('runs')
@CallableBy('service', 'operator')
@Controller('runs')
export class RunsController {
  constructor(
    private readonly runs: RunsService,
    private readonly executor: RunExecutorService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Long work, the newest first: what it is, how far it came, why it ended' })
  async list(@Query() { shopId, cursor, limit = 50 }: RunsQuery): Promise<Page<RunView>> {
    const { items, next } = await this.runs.page(shopId, cursor, limit);
    return { items: items.map(runView), next };
  }

  @Get(':runId')
  @ApiOperation({ summary: 'How far a run came' })
  async show(@Param() { runId }: RunParams): Promise<RunView> {
    return runView(await this.runs.find(runId));
  }

  @Post(':runId/:order')
  @HttpCode(200)
  @ApiOperation({ summary: 'Pauses, resumes or cancels a run; what was recorded stays' })
  async order(@Param() { runId, order }: RunOrderParams): Promise<RunView> {
    const run = await this.runs.order(runId, order, async (transaction, before) =>
      this.executor.workOf(before).gaveUp?.(transaction, before, 'cancelled'),
    );
    this.executor.wake();
    return runView(run);
  }
}
