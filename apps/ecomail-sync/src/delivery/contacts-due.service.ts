import { Injectable } from '@nestjs/common';
import type { Lane } from '../accounts/lanes';
import type { ConnectionRow } from '../connection/connection-row';
import type { DirtyContact } from '../mirror/dirty-contacts';
import { AddressClaimsService } from './address-claims.service';
import { ShopsUnderWayService } from './shops-under-way.service';

export interface DueContacts {
  readonly contacts: readonly DirtyContact[];
  /** There was something, or some could not be taken yet. */
  readonly hasMore: boolean;
  /** To be called when they are written, or not. */
  readonly end: () => void;
}

/** Takes the contacts of a lane that may be written now: no other write and no call about them is under way. */
@Injectable()
export class ContactsDueService {
  constructor(
    private readonly claims: AddressClaimsService,
    private readonly underWay: ShopsUnderWayService,
  ) {}

  async begin(connection: ConnectionRow, lane: Lane): Promise<DueContacts> {
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
}
