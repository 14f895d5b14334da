import { type DynamicModule, Module } from '@nestjs/common';
import { KeysModule } from '../keys/keys.module';
import { ShopsModule } from '../shops/shops.module';
import { CreditCommandsController } from './credit-commands.controller';
import { CreditCommandsHandlers } from './credit-commands.handlers';
import { CreditCommandsService } from './credit-commands.service';
import { PracticeBug } from './practice-bug';

@Module({})
export class CommandsModule {
  /** `rooms`: customers, credits and rewards. */
  static with(practiceBugFile: string, ...rooms: readonly DynamicModule[]): DynamicModule {
    return {
      module: CommandsModule,
      imports: [ShopsModule, KeysModule, ...rooms],
      controllers: [CreditCommandsController, CreditCommandsHandlers],
      providers: [
        CreditCommandsService,
        { provide: PracticeBug, useValue: new PracticeBug(practiceBugFile) },
      ],
    };
  }
}
