import { type Caller, Keyset, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type ConnectionRow, formatOf } from '../connection/connection-row';
import { contactPayload } from '../fields/contact-fields';
import {
  type ContactFieldsView,
  contactListed,
  type ContactRow,
  type ContactsPage,
  type ContactView,
} from './contact.response';
import type { ContactsQuery } from './contacts.request';
import { type DirtyContact, selectContactToShow, shownOf } from './dirty-contacts';
import { selectContact, selectContacts } from './view-statements';

/** The mirror as people and services may see it. */
@Injectable()
export class ContactViewsService {
  private readonly keyset = new Keyset('contacts', ['uuid']);

  constructor(private readonly dataSource: DataSource) {}

  async of(shopId: string, customerId: string): Promise<ContactView> {
    const [row]: ContactView[] = await this.dataSource.query(selectContact, [shopId, customerId]);
    if (row) return row;
    throw unknownContact();
  }

  /** As they would be written now. A shop without a connection, and a contact that cannot be written, have none. */
  async fieldsOf(shopId: string, customerId: string): Promise<ContactFieldsView> {
    const [[contact], [connection]] = await Promise.all([
      this.dataSource.query<DirtyContact[]>(selectContactToShow, [shopId, customerId]),
      this.dataSource.query<ConnectionRow[]>('select * from connections where shop_id = $1', [shopId]),
    ]);
    if (!contact || !connection) {
      await this.of(shopId, customerId);
      return { fields: {} };
    }
    const payload = contactPayload(shownOf(contact, null), formatOf(connection), []);
    const shown = Object.entries(payload.custom_fields).filter(([name]) => name !== 'ellity_pin');
    return { fields: Object.fromEntries(shown) };
  }

  /** By customer. */
  async page(shopId: string, { state, before, limit }: ContactsQuery, caller: Caller): Promise<ContactsPage> {
    const [last = null] = this.keyset.keysOf(before) ?? [];
    const rows: ContactRow[] = await this.dataSource.query(selectContacts(state), [shopId, last, limit + 1]);
    return this.keyset.pageOf(
      rows.map((row) => contactListed(row, caller)),
      limit,
      ({ customerId }) => [customerId],
    );
  }
}

const unknownContact = (): Problem =>
  new Problem(404, 'contact-unknown', 'The mirror does not know this customer of this shop.');
