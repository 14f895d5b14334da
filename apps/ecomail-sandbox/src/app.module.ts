import { PlatformModule } from '@ellity/platform';
import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common';
import { AccountsController } from './api/accounts.controller';
import { AccountsService } from './api/accounts.service';
import { CallsService } from './api/calls.service';
import { GateService } from './api/gate.service';
import { RefusalsService } from './api/refusals.service';
import { AutomationsService } from './automations/automations.service';
import { type SandboxOptions, sandboxOptions } from './config';
import { BulkService } from './contacts/bulk.service';
import { ContactsController } from './contacts/contacts.controller';
import { ContactsService } from './contacts/contacts.service';
import { MembersService } from './contacts/members.service';
import { ReadsService } from './contacts/reads.service';
import { VisitorsController } from './contacts/visitors.controller';
import { VisitorsService } from './contacts/visitors.service';
import { ControlController } from './control/control.controller';
import { DataController } from './control/data.controller';
import { DataService } from './control/data.service';
import { ResetService } from './control/reset.service';
import { FaultsController } from './switches/faults.controller';
import { FaultsService } from './switches/faults.service';
import { InboxController } from './inbox/inbox.controller';
import { InboxService } from './inbox/inbox.service';
import { SmtpService } from './inbox/smtp.service';
import { ListsController } from './lists/lists.controller';
import { ListsService } from './lists/lists.service';
import { MerchantController } from './lists/merchant.controller';
import { ActsController } from './pages/acts.controller';
import { PagesController } from './pages/pages.controller';
import { RecordsController } from './pages/records.controller';
import { StoreService } from './store/store.service';
import { TimeService } from './store/time.service';
import { SwitchesController } from './switches/switches.controller';
import { SwitchesService } from './switches/switches.service';
import { TrackerController } from './automations/tracker.controller';
import { TrackerService } from './automations/tracker.service';
import { WebhooksService } from './lists/webhooks.service';

const api = [ListsController, ContactsController, TrackerController];
const control = [
  AccountsController,
  ControlController,
  DataController,
  FaultsController,
  InboxController,
  MerchantController,
  SwitchesController,
  VisitorsController,
];

const pages = [PagesController, RecordsController, ActsController];

@Module({
  controllers: [...api, ...control, ...pages],
  providers: [
    AccountsService,
    AutomationsService,
    BulkService,
    CallsService,
    ContactsService,
    DataService,
    FaultsService,
    GateService,
    InboxService,
    ListsService,
    MembersService,
    ReadsService,
    RefusalsService,
    ResetService,
    SmtpService,
    StoreService,
    SwitchesService,
    TimeService,
    TrackerService,
    VisitorsService,
    WebhooksService,
  ],
})
export class AppModule implements OnModuleInit {
  constructor(private readonly resets: ResetService) {}

  static forRoot(options: SandboxOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({
          service: 'ecomail-sandbox',
          logLevel: options.logLevel,
          hasRequestLogs: false,
        }),
      ],
      providers: [{ provide: sandboxOptions, useValue: options }],
    };
  }

  onModuleInit(): Promise<void> {
    return this.resets.restore();
  }
}
