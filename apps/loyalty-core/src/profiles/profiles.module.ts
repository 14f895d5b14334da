import { type DynamicModule, Module } from '@nestjs/common';
import { KeysModule } from '../keys/keys.module';
import { ShopsModule } from '../shops/shops.module';
import { CustomersController } from './customers.controller';
import { ProfilesHandlers } from './profiles.handlers';
import { RegistrationsService } from './registrations.service';

@Module({})
export class ProfilesModule {
  /** `rooms`: customers, credits and rewards. */
  static with(...rooms: readonly DynamicModule[]): DynamicModule {
    return {
      module: ProfilesModule,
      imports: [ShopsModule, KeysModule, ...rooms],
      controllers: [CustomersController, ProfilesHandlers],
      providers: [RegistrationsService],
    };
  }
}
