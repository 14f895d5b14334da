import type { Transaction } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ParkedEventsService } from '../../events/parked-events.service';
import { fieldGroups } from '../../fields/field-definitions';
import { type ContactChange, contactRowsOf } from '../../mirror/contact-change';
import { exportLane } from '../../mirror/exported-contacts';
import { type AppliedContact, upsertContacts } from '../../mirror/mirror-statements';
import { type KnownGroups, missingParts } from '../../mirror/missing-parts';

interface MirrorRow extends KnownGroups {
  readonly customer_id: string;
  readonly is_due: boolean;
}

/** Fills the mirror of a shop with what loyalty-core knows and no message told. Nobody is notified of any of it. */
@Injectable()
export class MirrorFillsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly parkedEvents: ParkedEventsService,
    private readonly clock: Clock,
  ) {}

  /** Whether every customer of the shop was asked for once; those who came since were told of. */
  async isWhole(shopId: string, manager: EntityManager = this.dataSource.manager): Promise<boolean> {
    const rows: unknown[] = await manager.query('select from mirror_fills where shop_id = $1', [shopId]);
    return rows.length > 0;
  }

  async setWhole({ manager }: Transaction, shopId: string): Promise<void> {
    await manager.query(
      'insert into mirror_fills (shop_id, filled_at) values ($1, $2) on conflict (shop_id) do update set filled_at = excluded.filled_at',
      [shopId, this.clock.now()],
    );
  }

  /** Resolves with how many customers something was missing of. Their writes are the export's, and go last. */
  async fill({ manager }: Transaction, shopId: string, changes: readonly ContactChange[]): Promise<number> {
    const ids = [...new Set(changes.map(({ customerId }) => customerId))];
    const rows: MirrorRow[] = await manager.query(selectKnown, [shopId, ids]);
    const known = new Map(rows.map((row) => [row.customer_id, row]));
    const missing = missingParts(changes, (id) => known.get(id));
    if (missing.length === 0) return 0;
    const upsert = upsertContacts(contactRowsOf(missing), this.clock.now());
    const applied: AppliedContact[] = await manager.query(upsert.sql, upsert.parameters);
    // Somebody of whom a message came in between is in its lane, and stays there.
    const ours = applied.filter(({ customer_id: id, version }) => {
      const row = known.get(id);
      return row ? !row.is_due : Number(version) === 1;
    });
    await manager.query(
      `update contacts set dirty_lane = ${exportLane} where shop_id = $1 and customer_id = any($2) and dirty_lane = 3`,
      [shopId, ours.map(({ customer_id: id }) => id)],
    );
    await this.parkedEvents.free(manager, applied);
    return applied.length;
  }
}

/** Locked in the order of reception. */
const selectKnown = `
  select customer_id, ${fieldGroups.map((group) => `${group}_sequence as ${group}`).join(', ')},
    erased_at is not null as "isErased", due_lane is not null as is_due
  from contacts where shop_id = $1 and customer_id = any($2) order by customer_id for update`;
