import { keyedHash } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Config, configToken } from '../config';
import { type ConnectionRow, formatOf } from '../connection/connection-row';
import { contactPayload } from '../fields/contact-fields';
import { type BuiltContact, type DirtyContact, shownOf } from '../mirror/dirty-contacts';
import { PinsService } from '../mirror/pins.service';
import { fitting } from './optional-parts';

/** Contacts of the mirror as they are to be written. */
@Injectable()
export class ContactPayloadsService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly pins: PinsService,
  ) {}

  built(row: DirtyContact, connection: ConnectionRow): BuiltContact {
    const pin =
      row.pin_sealed === null ? null : this.pins.read(row.pin_sealed, connection.shop_id, row.customer_id);
    const format = formatOf(connection);
    const { payload, leftOut } = fitting(contactPayload(shownOf(row, pin), format), format);
    const hash = keyedHash(this.config.hashKey, 'payload', JSON.stringify(payload));
    const isNew = !row.is_known || row.stored_email !== row.email;
    const isUnchanged = !isNew && row.stored_hash === hash;
    return {
      row,
      payload,
      hash,
      isNew,
      carriedConsent: isNew ? null : row.consent_carried,
      isUnchanged,
      leftOut: isUnchanged ? row.left_out : leftOut,
      isPinUnreadable: pin === undefined,
    };
  }
}
