import { SecretBox } from '@ellity/platform';
import { RunKinds, Ticks } from '@ellity/runs';
import { type DynamicModule, Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { ImportFilesService } from './import-files.service';
import { ImportRunsService } from './import-runs.service';
import { ImportWorkService } from './import-work.service';
import { ImportsController } from './imports.controller';
import { ImportsService } from './imports.service';

@Module({})
export class ImportsModule {
  constructor(kinds: RunKinds, ticks: Ticks, imports: ImportRunsService) {
    kinds.register(imports);
    ticks.every('imports', 60_000, () => imports.startDue());
  }

  /** `rooms`: runs, customers, credits and rewards. */
  static with(secretKeys: string, ...rooms: readonly DynamicModule[]): DynamicModule {
    return {
      module: ImportsModule,
      imports: [ShopsModule, ...rooms],
      controllers: [ImportsController],
      providers: [
        { provide: SecretBox, useFactory: () => new SecretBox(secretKeys) },
        ImportFilesService,
        ImportWorkService,
        ImportRunsService,
        ImportsService,
      ],
    };
  }
}
