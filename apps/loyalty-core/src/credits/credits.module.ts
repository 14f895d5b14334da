import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module';
import { ShopsModule } from '../shops/shops.module';
import { AccountsController } from './accounts.controller';
import { CreditsController } from './credits.controller';
import { CreditsHandlers } from './credits.handlers';
import { CreditsService } from './credits.service';
import { LedgerService } from './ledger.service';

@Module({
  imports: [ShopsModule, CustomersModule],
  controllers: [AccountsController, CreditsController, CreditsHandlers],
  providers: [CreditsService, LedgerService],
})
export class CreditsModule {}
