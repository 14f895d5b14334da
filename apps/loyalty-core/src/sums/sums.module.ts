import { Ticks } from '@ellity/runs';
import { type DynamicModule, Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { DailySumsService } from './daily-sums.service';
import { SumFoldingService } from './sum-folding.service';
import { SumsController } from './sums.controller';

const foldedEveryMs = 60_000;

/** What shops ask about their programme as a whole. */
@Module({})
export class SumsModule {
  constructor(ticks: Ticks, folding: SumFoldingService) {
    ticks.every('sums', foldedEveryMs, () => folding.fold());
  }

  static with(runs: DynamicModule): DynamicModule {
    return {
      module: SumsModule,
      imports: [ShopsModule, runs],
      controllers: [SumsController],
      providers: [DailySumsService, SumFoldingService],
    };
  }
}
