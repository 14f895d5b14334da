import { type DynamicModule, Module } from '@nestjs/common';
import { KeysModule } from '../keys/keys.module';
import { ShopsModule } from '../shops/shops.module';
import { CustomersController } from './customers.controller';
import { ProfilesHandlers } from './profiles.handlers';
import { ProfileKeysService } from './profile-keys.service';
import { ProfilesService } from './profiles.service';
import { RepublicationService } from './republication.service';

@Module({})
export class ProfilesModule {
  /** `rooms`: pins, customers, credits and rewards. */
  static with(...rooms: readonly DynamicModule[]): DynamicModule {
    return {
      module: ProfilesModule,
      imports: [ShopsModule, KeysModule, ...rooms],
      controllers: [CustomersController, ProfilesHandlers],
      providers: [ProfilesService, ProfileKeysService, RepublicationService],
    };
  }
}
