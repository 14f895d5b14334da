import { Module } from '@nestjs/common';
import { AccountChecksService } from './activation/account-checks.service';
import { ActivationController } from './activation/activation.controller';
import { ActivationService } from './activation/activation.service';
import { ActivationWorkService } from './activation/activation-work.service';
import { ConnectionEndService } from './activation/connection-end.service';
import { ConnectionRecordsService } from './activation/connection-records.service';
import { KeyController } from './activation/key.controller';
import { ListTakeoverService } from './activation/list-takeover.service';
import { ContactMarksService } from './contact-marks.service';
import { FieldChecksService } from './field-checks.service';
import { FieldsController } from './fields.controller';
import { FieldsWorkService } from './fields-work.service';
import { RunExecutorService } from './run-executor.service';
import { RunsController } from './runs.controller';
import { RunsService } from './runs.service';

/** Long work in chunks that survives its process: activation, and fields for lists that are connected already. */
@Module({
  controllers: [ActivationController, KeyController, FieldsController, RunsController],
  providers: [
    AccountChecksService,
    ActivationService,
    ActivationWorkService,
    ConnectionEndService,
    ConnectionRecordsService,
    ContactMarksService,
    FieldChecksService,
    FieldsWorkService,
    ListTakeoverService,
    RunExecutorService,
    RunsService,
  ],
})
export class RunsModule {}
