import { RunKinds, Ticks } from '@ellity/runs';
import { Inject, Module } from '@nestjs/common';
import { type Config, configToken } from '../../config';
import { DriftController } from './drift.controller';
import { DriftChecksService } from './drift-checks.service';
import { DriftReadingService } from './drift-reading.service';
import { DriftRecordsService } from './drift-records.service';
import { DriftWorkService } from './drift-work.service';

/** Rolling checks of what lists really show. */
@Module({
  controllers: [DriftController],
  providers: [DriftChecksService, DriftReadingService, DriftRecordsService, DriftWorkService],
  exports: [DriftChecksService],
})
export class DriftModule {
  constructor(
    @Inject(configToken) { delivery, drift }: Config,
    kinds: RunKinds,
    ticks: Ticks,
    work: DriftWorkService,
    checks: DriftChecksService,
  ) {
    kinds.register(work);
    if (delivery.isEnabled) ticks.every('drift', drift.tickMs, () => checks.beginDue());
  }
}
