import { Module } from '@nestjs/common';
import { RosterModule } from '../notices/roster.module';
import { AccountChecksService } from './account-checks.service';
import { ActivationService } from './activation.service';
import { ConnectionController } from './connection.controller';
import { ConnectionRecordsService } from './connection-records.service';
import { ConnectionsService } from './connections.service';
import { KeyController } from './key.controller';
import { ListSetupService } from './list-setup.service';

@Module({
  imports: [RosterModule],
  controllers: [ConnectionController, KeyController],
  providers: [
    AccountChecksService,
    ActivationService,
    ConnectionRecordsService,
    ConnectionsService,
    ListSetupService,
  ],
  exports: [ConnectionsService],
})
export class ConnectionModule {}
