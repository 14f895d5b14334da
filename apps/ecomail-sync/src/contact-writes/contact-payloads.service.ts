import { Clock, keyedHash } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Config, configToken } from '../config';
import { type ConnectionRow, formatOf } from '../connection/connection-row';
import { contactPayload, writtenAfter } from '../fields/contact-fields';
import { type BuiltContact, type DirtyContact, shownOf } from '../mirror/dirty-contacts';
import { PinsService } from '../mirror/pins.service';
import { fitting } from './optional-parts';

/** Contacts of the mirror as they are to be written. */
@Injectable()
export class ContactPayloadsService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly pins: PinsService,
    private readonly clock: Clock,
  ) {}

  built(row: DirtyContact, connection: ConnectionRow): BuiltContact {
    const pin =
      row.pin_sealed === null ? null : this.pins.read(row.pin_sealed, connection.shop_id, row.customer_id);
    const format = formatOf(connection);
    const isNew = !row.is_known || row.stored_email !== row.email;
    const writtenBefore = isNew ? [] : row.written_parts;
    const { payload, leftOut } = fitting(contactPayload(shownOf(row, pin), format, writtenBefore), format);
    const hash = keyedHash(this.config.hashKey, 'payload', JSON.stringify(payload));
    const isStored = !isNew && row.stored_hash === hash;
    const isUnchanged = isStored && this.isFresh(row);
    return {
      row,
      payload,
      hash,
      isNew,
      carriedConsent: isNew ? null : row.consent_carried,
      isStored,
      isUnchanged,
      leftOut: isUnchanged ? row.left_out : leftOut,
      writtenParts: writtenAfter(writtenBefore, payload, row.write_again_at !== null),
      isPinUnreadable: pin === undefined,
    };
  }

  /** Somebody else may change a contact at Ecomail at any time: what was written long ago is not known to be there. */
  private isFresh({ stored_at: storedAt }: DirtyContact): boolean {
    return storedAt !== null && storedAt > this.freshSince();
  }

  /** Before it, a write is too long ago for an event to go out upon it. */
  freshSince(): Date {
    return new Date(this.clock.now().getTime() - this.config.delivery.freshMs);
  }
}
