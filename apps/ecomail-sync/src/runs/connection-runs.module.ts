import { RunKinds, Ticks } from '@ellity/runs';
import { Inject, Module } from '@nestjs/common';
import { type Config, configToken } from '../config';
import { AccountChecksService } from './activation/account-checks.service';
import { ActivationController } from './activation/activation.controller';
import { ActivationService } from './activation/activation.service';
import { ActivationWorkService } from './activation/activation-work.service';
import { ConnectionRecordsService } from './activation/connection-records.service';
import { EnteredKeysService } from './activation/entered-keys.service';
import { KeyController } from './activation/key.controller';
import { ListsController } from './activation/lists.controller';
import { ListTakeoverService } from './activation/list-takeover.service';
import { ContactMarksService } from './contact-marks.service';
import { FieldChecksService } from './field-checks.service';
import { FieldsController } from './fields.controller';
import { FieldsWorkService } from './fields-work.service';
import { ShopSettingsService } from './shop-settings.service';
import { ShopsHandlers } from './shops.handlers';

/** The runs of connections: activation, and fields for lists that are connected already. What shops set reaches them here. */
@Module({
  controllers: [ActivationController, KeyController, ListsController, FieldsController, ShopsHandlers],
  providers: [
    AccountChecksService,
    ActivationService,
    ActivationWorkService,
    ConnectionRecordsService,
    EnteredKeysService,
    ContactMarksService,
    FieldChecksService,
    FieldsWorkService,
    ListTakeoverService,
    ShopSettingsService,
  ],
  exports: [AccountChecksService, FieldChecksService],
})
export class ConnectionRunsModule {
  constructor(
    @Inject(configToken) { delivery, runs }: Config,
    kinds: RunKinds,
    ticks: Ticks,
    activation: ActivationWorkService,
    fields: FieldsWorkService,
    fieldChecks: FieldChecksService,
  ) {
    kinds.register(activation, fields);
    if (delivery.isEnabled) ticks.every('field-checks', runs.fieldChecksMs, () => fieldChecks.checkDue());
  }
}
