import { type Caller, Keyset, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { contactListed, type ContactRow, type ContactsPage, type ContactView } from './contact.response';
import type { ContactsQuery } from './contacts.request';
import { selectContact, selectContacts } from './view-statements';

/** The mirror as people and services may see it. */
@Injectable()
export class ContactViewsService {
  private readonly keyset = new Keyset('contacts', ['uuid']);

  constructor(private readonly dataSource: DataSource) {}

  async of(shopId: string, customerId: string): Promise<ContactView> {
    const [row]: ContactView[] = await this.dataSource.query(selectContact, [shopId, customerId]);
    if (row) return row;
    throw new Problem(404, 'contact-unknown', 'The mirror does not know this customer of this shop.');
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
