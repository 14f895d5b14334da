import { Module } from '@nestjs/common';
import { RosterModule } from '../notices/roster.module';
import { AccountChecksService } from './account-checks.service';
import { ActivationService } from './activation.service';
import { ConnectionController } from './connection.controller';
import { ConnectionsService } from './connections.service';
import { ListSetupService } from './list-setup.service';

@Module({
  imports: [RosterModule],
  controllers: [ConnectionController],
  providers: [AccountChecksService, ActivationService, ConnectionsService, ListSetupService],
  exports: [ConnectionsService],
})
export class ConnectionModule {}
