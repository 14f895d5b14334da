import { Clock } from '@ellity/platform';
import type { Chunk, Run, RunWork } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import { ConnectionsService } from '../../connection/connections.service';
import { type CustomerKey, ParkedEventsService } from '../../events/parked-events.service';
import { releaseSome, testMode } from '../../mirror/test-mode';

const contactsPerChunk = 2_000;

/**
 * Lets through, chunk by chunk, whom test mode keeps back no longer. It reads the addresses of now under the lock of
 * the connection, so whoever changes them finds this run open and not at its end, or begins another.
 */
@Injectable()
export class TestModeWorkService implements RunWork {
  readonly kind = testMode;

  constructor(
    private readonly connections: ConnectionsService,
    private readonly parkedEvents: ParkedEventsService,
    private readonly clock: Clock,
  ) {}

  prepare({ shop_id: shopId }: Run): Promise<Chunk> {
    return Promise.resolve({
      next: 'release',
      cursor: {},
      record: async (transaction) => {
        const { manager } = transaction;
        await this.connections.find(shopId, manager, 'for update');
        const [released]: [CustomerKey[], number] = await manager.query(releaseSome, [
          ...[shopId, this.clock.now(), contactsPerChunk],
        ]);
        await this.parkedEvents.free(manager, released);
        this.connections.wakeAfter(transaction, shopId);
        const done = released.length;
        return done === contactsPerChunk ? { done } : { done, next: null };
      },
    });
  }
}
