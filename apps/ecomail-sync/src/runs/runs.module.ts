import { Module } from '@nestjs/common';
import { AccountChecksService } from './account-checks.service';
import { ActivationController } from './activation.controller';
import { ActivationService } from './activation.service';
import { ConnectionEndService } from './connection-end.service';
import { ConnectionRecordsService } from './connection-records.service';
import { KeyController } from './key.controller';

/** Long work: activation. */
@Module({
  controllers: [ActivationController, KeyController],
  providers: [AccountChecksService, ActivationService, ConnectionEndService, ConnectionRecordsService],
})
export class RunsModule {}
