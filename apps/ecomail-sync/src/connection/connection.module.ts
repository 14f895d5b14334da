import { Module } from '@nestjs/common';
import { ConnectionController } from './connection.controller';
import { ConnectionsController } from './connections.controller';
import { ConnectionMovesController } from './stages/connection-moves.controller';
import { ConnectionMovesService } from './stages/connection-moves.service';
import { ConnectionViewsService } from './connection-views.service';
import { ConnectionsService } from './connections.service';
import { ListSetupService } from './list-setup.service';
import { UntrustedAddressesService } from './untrusted-addresses.service';

/** A shop's link to Ecomail: its state, its list and the fields in it. */
@Module({
  controllers: [ConnectionsController, ConnectionController, ConnectionMovesController],
  providers: [
    ConnectionsService,
    ConnectionMovesService,
    ConnectionViewsService,
    ListSetupService,
    UntrustedAddressesService,
  ],
  exports: [ConnectionsService, ConnectionMovesService, ConnectionViewsService, ListSetupService],
})
export class ConnectionModule {}
