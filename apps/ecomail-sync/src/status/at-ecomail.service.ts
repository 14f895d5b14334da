import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountsService } from '../accounts/accounts.service';
import type { ConnectionRow } from '../connection/connection-row';
import { problemOfFailure } from '../connection/stages/connection-problem';
import { noConnection } from '../connection/stages/no-connection';
import { notShown } from '../contact-writes/shown-values';
import { membershipStatusOf } from '../membership/membership';
import { ContactViewsService } from '../mirror/contact-views.service';
import { type DirtyContact, selectContactToShow } from '../mirror/dirty-contacts';
import type { ContactAtEcomail } from './at-ecomail.response';

/** A contact as Ecomail has it, read there when somebody asks: one call of the key. */
@Injectable()
export class AtEcomailService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountsService,
    private readonly views: ContactViewsService,
  ) {}

  async of(shopId: string, customerId: string): Promise<ContactAtEcomail> {
    const [{ fields }, [contact], [connection]] = await Promise.all([
      this.views.fieldsOf(shopId, customerId),
      this.dataSource.query<DirtyContact[]>(selectContactToShow, [shopId, customerId]),
      this.dataSource.query<ConnectionRow[]>('select * from connections where shop_id = $1', [shopId]),
    ]);
    if (!connection || connection.key_sealed === null || connection.list_id === 0) throw noConnection();
    const member = contact ? await this.memberOf(connection, contact.email) : null;
    const theirs = member?.custom_fields ?? {};
    const others = notShown(theirs, fields);
    return {
      status: membershipStatusOf(member?.status) ?? null,
      fields: Object.entries(fields).map(([name, ours]) => ({
        ...{ name, ours, theirs: valueOf(theirs[name]) },
        isSame: member !== null && !others.includes(name),
      })),
    };
  }

  private memberOf(connection: ConnectionRow, email: string) {
    const account = this.accounts.ofConnection(connection);
    return account
      .call((client) => client.getSubscriber(connection.list_id, email))
      .catch((error: unknown) => {
        throw problemOfFailure(error);
      });
  }
}

const valueOf = (value: unknown): string | number | null =>
  typeof value === 'string' || typeof value === 'number' ? value : null;
