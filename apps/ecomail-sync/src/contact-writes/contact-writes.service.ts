import { Injectable } from '@nestjs/common';
import type { Account } from '../accounts/accounts.service';
import { mayLandLater } from '../accounts/ecomail-failure';
import type { Lane } from '../accounts/lanes';
import type { ConnectionRow } from '../connection/connection-row';
import type { DirtyContact } from '../mirror/dirty-contacts';
import { AddressClaimsService } from './address-claims.service';
import { ContactBatchesService } from './contact-batches.service';
import { ContactPayloadsService } from './contact-payloads.service';
import { ShopsUnderWayService } from './shops-under-way.service';
import { UnansweredWritesService } from './unanswered-writes.service';

interface DueContacts {
  readonly contacts: readonly DirtyContact[];
  /** There was something, or some could not be taken yet. */
  readonly hasMore: boolean;
  /** To be called when they are written, or not. */
  readonly end: () => void;
}

/**
 * Writes what changed in the mirror to a shop's list. Writes may be repeated and are; what is recorded afterwards is
 * the version the payload was built from, so a change that came during the call stays to be written.
 */
@Injectable()
export class ContactWritesService {
  constructor(
    private readonly claims: AddressClaimsService,
    private readonly underWay: ShopsUnderWayService,
    private readonly payloads: ContactPayloadsService,
    private readonly batches: ContactBatchesService,
    private readonly unanswered: UnansweredWritesService,
  ) {}

  /** Writes what is due in a lane, at most as much as fits into one call. Resolves with whether there was anything. */
  async writeDirty(connection: ConnectionRow, account: Account, lane: Lane): Promise<boolean> {
    const { contacts, hasMore, end } = await this.begin(connection, lane);
    await this.write(connection, account, contacts).finally(end);
    return hasMore;
  }

  /** Takes the contacts of a lane that may be written now: no other write and no call about them is under way. */
  private async begin(connection: ConnectionRow, lane: Lane): Promise<DueContacts> {
    const { writes, calls } = this.underWay.of(connection.shop_id);
    const reading = calls.reading();
    try {
      const { found, owners } = await this.claims.dirtyContacts(connection, lane, writes.ids);
      const isUntouched = ({ customer_id }: DirtyContact) => reading.isUntouched(customer_id);
      const postponed = owners.filter((owner) => !isUntouched(owner));
      const areSomeOver = calls.postponeWrites(postponed.map(({ customer_id: id }) => id));
      const contacts = writes.begin(owners.filter(isUntouched));
      const hasMore = found > owners.length || contacts.length > 0 || areSomeOver;
      return { contacts, hasMore, end: () => writes.end(contacts) };
    } finally {
      reading.close();
    }
  }

  private async write(
    connection: ConnectionRow,
    account: Account,
    owners: readonly DirtyContact[],
  ): Promise<void> {
    const contacts = owners.map((row) => this.payloads.built(row, connection));
    const changed = contacts.filter(({ isUnchanged }) => !isUnchanged);
    const idsOfChanged = changed.map(({ row }) => row.customer_id);
    const write = await this.unanswered.begin(connection.shop_id, idsOfChanged);
    try {
      const written = await this.batches.carryOut(connection, account, { contacts, changed, write });
      const isWritten = new Set(written.map(({ row }) => row.customer_id));
      await this.unanswered.end(
        connection.shop_id,
        idsOfChanged.filter((id) => !isWritten.has(id)),
        write,
      );
    } catch (error) {
      // Where this cannot be recorded they are written once more later.
      if (!mayLandLater(error))
        await this.unanswered.end(connection.shop_id, idsOfChanged, write).catch(() => undefined);
      throw error;
    }
  }
}
