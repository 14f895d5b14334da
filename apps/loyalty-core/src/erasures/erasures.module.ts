import { Ticks } from '@ellity/runs';
import { type DynamicModule, Module } from '@nestjs/common';
import { KeysModule } from '../keys/keys.module';
import { ErasureReceiptsService } from './erasure-receipts.service';
import { ErasuresController } from './erasures.controller';
import { ErasuresHandlers } from './erasures.handlers';
import { ErasuresService } from './erasures.service';
import { ErasureRemindersService } from './reminders.service';

const remindersEveryMs = 60_000;

@Module({})
export class ErasuresModule {
  constructor(ticks: Ticks, reminders: ErasureRemindersService) {
    ticks.every('erasure-reminders', remindersEveryMs, () => reminders.remindDue());
  }

  /** `rooms`: runs, pins, customers and rewards. */
  static with(...rooms: readonly DynamicModule[]): DynamicModule {
    return {
      module: ErasuresModule,
      imports: [KeysModule, ...rooms],
      controllers: [ErasuresController, ErasuresHandlers],
      providers: [ErasuresService, ErasureReceiptsService, ErasureRemindersService],
    };
  }
}
