import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Lane, writeLanes } from '../accounts/lanes';
import { plainArray, textArray } from '../array-parameters';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionsService } from '../connection/connections.service';
import {
  type AddressClaims,
  addressClaims,
  addressesInMotion,
  addressInUse,
  type Claimant,
} from '../mirror/address-claims';
import { markUnwritten } from '../mirror/exported-contacts';
import { type DirtyContact, selectDirtyContacts } from '../mirror/dirty-contacts';
import { ParkedEventsService } from '../events/parked-events.service';

/** Sees to it that no two customers of a shop are written to one address, however it is spelled. */
@Injectable()
export class AddressClaimsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connections: ConnectionsService,
    private readonly parkedEvents: ParkedEventsService,
    private readonly clock: Clock,
  ) {}

  /**
   * The next contacts to write, each the only one of its address. Contacts and claims are of one snapshot: a claim
   * that comes later is settled before it is written, and until then nothing at Ecomail has changed hands.
   */
  async dirtyContacts(
    connection: ConnectionRow,
    lane: Lane,
    except: readonly string[],
  ): Promise<{ found: number; owners: readonly DirtyContact[] }> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const contacts: DirtyContact[] = await manager.query(selectDirtyContacts, [
        connection.shop_id,
        writeLanes.findIndex((one) => one === lane),
        plainArray(except),
      ]);
      const unclaimed: { address: string }[] = await manager.query(selectUnclaimed, [connection.shop_id]);
      const addresses = [...addressesInMotion(contacts), ...unclaimed.map(({ address }) => address)];
      if (addresses.length === 0) return { found: contacts.length, owners: contacts };
      const claimants: Claimant[] = await manager.query(selectClaimants, [
        connection.shop_id,
        textArray(addresses),
      ]);
      const claims = addressClaims(claimants);
      if (claims.superseded.length + claims.freed.length > 0) await this.settle(manager, connection, claims);
      const owners = contacts.filter(({ customer_id }) => !claims.displaced.has(customer_id));
      return { found: contacts.length, owners };
    });
  }

  private async settle(
    manager: EntityManager,
    connection: ConnectionRow,
    { superseded, freed }: AddressClaims,
  ): Promise<void> {
    const { shop_id: shopId } = connection;
    await this.connections.hold(manager, connection);
    await manager.query(
      'select 1 from contacts where shop_id = $1 and customer_id = any($2) order by customer_id for update',
      [shopId, [...superseded, ...freed]],
    );
    await manager.query(
      `update contacts set rejected_reason = $3, is_known = false, stored_hash = null
       where shop_id = $1 and customer_id = any($2)`,
      [shopId, superseded, addressInUse],
    );
    await manager.query(markUnwritten, [shopId, superseded]);
    await manager.query(
      `update contacts set dirty_since = coalesce(dirty_since, $3),
         rejected_reason = case when rejected_reason <> $4 then rejected_reason end
       where shop_id = $1 and customer_id = any($2)`,
      [shopId, freed, this.clock.now(), addressInUse],
    );
    await this.parkedEvents.park(manager, shopId, superseded, addressInUse);
    await this.parkedEvents.free(
      manager,
      freed.map((customer_id) => ({ shop_id: shopId, customer_id })),
    );
  }
}

const selectClaimants = `
  select c.customer_id, c.address, c.profile_sequence, c.rejected_reason,
    exists (select 1 from domain_events e where e.shop_id = c.shop_id and e.customer_id = c.customer_id
            and e.state = 'parked' and e.reason = '${addressInUse}') as has_parked
  from (select distinct address from unnest($2::text[]) as input (address)) as moving
  join contacts c on c.shop_id = $1 and c.address = moving.address`;

/** Addresses of contacts that made way for somebody who no longer claims them, written there or not. */
const selectUnclaimed = `
  select c.address from contacts c
  where c.shop_id = $1 and c.rejected_reason = '${addressInUse}'
    and not exists (select 1 from contacts o where o.shop_id = c.shop_id and o.address = c.address
                    and (o.profile_sequence, o.customer_id) > (c.profile_sequence, c.customer_id))`;
