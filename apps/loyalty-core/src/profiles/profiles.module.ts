import { type DynamicModule, Module } from '@nestjs/common';
import { KeysModule } from '../keys/keys.module';
import { ShopsModule } from '../shops/shops.module';
import { ConsentsController } from './consents.controller';
import { CustomerStatesController } from './customer-states.controller';
import { CustomerStatesService } from './customer-states.service';
import { CustomersController } from './customers.controller';
import { ListLeavingsService } from './list-leavings.service';
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
      controllers: [CustomersController, CustomerStatesController, ConsentsController, ProfilesHandlers],
      providers: [
        ProfilesService,
        CustomerStatesService,
        ListLeavingsService,
        ProfileKeysService,
        RepublicationService,
      ],
    };
  }
}
