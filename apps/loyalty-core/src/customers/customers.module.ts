import { type DynamicModule, Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { ConsentsService } from './consents.service';
import { CustomerSearchService } from './customer-search.service';
import { CustomersService } from './customers.service';

@Module({})
export class CustomersModule {
  static with(pins: DynamicModule): DynamicModule {
    return {
      module: CustomersModule,
      imports: [pins, ShopsModule],
      providers: [CustomersService, ConsentsService, CustomerSearchService],
      exports: [CustomersService, ConsentsService, CustomerSearchService],
    };
  }
}
