import { Ticks } from '@ellity/runs';
import { type DynamicModule, Inject, Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { LapsesService } from './lapses.service';
import { NightHistoryService } from './night-history.service';
import { NightTicksService } from './night-ticks.service';
import { NightsController } from './nights.controller';
import { type NightsConfig, nightsConfig, NightsService } from './nights.service';
import { NoticeChangesService } from './notice-changes.service';
import { WarningsService } from './warnings.service';

@Module({})
export class NightsModule {
  constructor(@Inject(nightsConfig) { pollMs }: NightsConfig, ticks: Ticks, nights: NightTicksService) {
    if (pollMs > 0) ticks.every('nights', pollMs, () => nights.tick());
  }

  /** `rooms`: runs, customers and credits. */
  static with(config: NightsConfig, ...rooms: readonly DynamicModule[]): DynamicModule {
    return {
      module: NightsModule,
      imports: [ShopsModule, ...rooms],
      controllers: [NightsController],
      providers: [
        { provide: nightsConfig, useValue: config },
        LapsesService,
        WarningsService,
        NightsService,
        NightHistoryService,
        NightTicksService,
        NoticeChangesService,
      ],
    };
  }
}
