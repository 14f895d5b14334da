import { type DynamicModule, Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { AccountsController } from './accounts.controller';
import { AccountsService } from './accounts.service';
import { LapsingService } from './ledger/lapsing.service';
import { LedgerService } from './ledger/ledger.service';
import { OpeningService } from './ledger/opening.service';
import { BooksController, ReconciliationController } from './reconciliation.controller';
import { ReconciliationService } from './reconciliation.service';
import { ShortfallsController } from './shortfalls.controller';
import { ShortfallsService } from './shortfalls.service';
import { UndoneService } from './ledger/undone.service';

@Module({})
export class CreditsModule {
  static with(customers: DynamicModule): DynamicModule {
    return {
      module: CreditsModule,
      imports: [ShopsModule, customers],
      controllers: [AccountsController, ReconciliationController, BooksController, ShortfallsController],
      providers: [
        AccountsService,
        LapsingService,
        LedgerService,
        OpeningService,
        UndoneService,
        ReconciliationService,
        ShortfallsService,
      ],
      exports: [LapsingService, LedgerService, OpeningService],
    };
  }
}
