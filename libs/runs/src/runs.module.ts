import { type DynamicModule, Module } from '@nestjs/common';
import { type RunsOptions, runsOptions } from './options';
import { RunExecutor } from './run-executor';
import { RunKinds } from './run-kinds';
import { Runs } from './runs';
import { RunsController } from './runs.controller';
import { Ticks } from './ticks';
import { WakeQueue } from './wake-queue';

const retiredEveryMs = 3_600_000;

/**
 * Long work in chunks that survives its process, with its HTTP at `/runs`, and ticks. Needs the service's `DataSource`
 * with the table of `createRunsTable` and the index of `createEndedRunsIndex`, and the messaging module. Make it once, and import that one where runs are
 * started, and where `RunKinds` and `Ticks` are told what the service has to do.
 */
@Module({})
export class RunsModule {
  constructor(ticks: Ticks, runs: Runs) {
    ticks.every('ended-runs', retiredEveryMs, () => runs.retireEnded());
  }

  static forRoot(options: RunsOptions): DynamicModule {
    return {
      module: RunsModule,
      controllers: [RunsController],
      providers: [{ provide: runsOptions, useValue: options }, RunExecutor, RunKinds, Runs, Ticks, WakeQueue],
      exports: [RunKinds, Runs, Ticks],
    };
  }
}
