import { Module } from '@nestjs/common';
import { PinsController } from '../pins/pins.controller';
import { ShopsModule } from '../shops/shops.module';
import { CommandKeysService } from './command-keys.service';
import { CustomersController } from './customers.controller';
import { CustomersHandlers } from './customers.handlers';
import { CustomersService } from './customers.service';
import { RegistrationsService } from './registrations.service';

@Module({
  imports: [ShopsModule],
  controllers: [CustomersController, PinsController, CustomersHandlers],
  providers: [CustomersService, RegistrationsService, CommandKeysService],
  exports: [CustomersService, CommandKeysService],
})
export class CustomersModule {}
