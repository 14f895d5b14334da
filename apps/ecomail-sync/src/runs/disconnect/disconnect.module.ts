import { RunKinds } from '@ellity/runs';
import { Module } from '@nestjs/common';
import { ConnectionEndService } from './connection-end.service';
import { DisconnectController } from './disconnect.controller';
import { DisconnectWorkService } from './disconnect-work.service';

/** Ending a connection, with our fields left or made blank. */
@Module({
  controllers: [DisconnectController],
  providers: [ConnectionEndService, DisconnectWorkService],
})
export class DisconnectModule {
  constructor(kinds: RunKinds, work: DisconnectWorkService) {
    kinds.register(work);
  }
}
