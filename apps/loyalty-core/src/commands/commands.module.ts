import { type DynamicModule, Module } from '@nestjs/common';
import { KeysModule } from '../keys/keys.module';
import { ShopsModule } from '../shops/shops.module';
import { CreditCommandsController } from './credit-commands.controller';
import { CreditCommandsHandlers } from './credit-commands.handlers';
import { CreditCommandsService } from './credit-commands.service';

@Module({})
export class CommandsModule {
  /** `rooms`: customers, credits and rewards. */
  static with(...rooms: readonly DynamicModule[]): DynamicModule {
    return {
      module: CommandsModule,
      imports: [ShopsModule, KeysModule, ...rooms],
      controllers: [CreditCommandsController, CreditCommandsHandlers],
      providers: [CreditCommandsService],
    };
  }
}
