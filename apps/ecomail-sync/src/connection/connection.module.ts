import { Module } from '@nestjs/common';
import { ConnectionController } from './connection.controller';
import { ConnectionsController } from './connections.controller';
import { ConnectionViewsService } from './connection-views.service';
import { ConnectionsService } from './connections.service';
import { ListSetupService } from './list-setup.service';
import { UntrustedAddressesService } from './untrusted-addresses.service';

/** A shop's link to Ecomail: its state, its list and the fields in it. */
@Module({
  controllers: [ConnectionsController, ConnectionController],
  providers: [ConnectionsService, ConnectionViewsService, ListSetupService, UntrustedAddressesService],
  exports: [ConnectionsService, ConnectionViewsService, ListSetupService],
})
export class ConnectionModule {}
