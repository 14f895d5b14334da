import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ConnectionRow } from '../connection/connection-row';
import { Account } from './accounts.service';
import type { BuiltContact } from './dirty-contacts';

/** Ecomail answered well and the contact does not show what was written. Worth another try later. */
export class WriteNotVisibleError extends Error {
  readonly code = 'write-not-visible';
  readonly retryable = true;
}

/** Looks at contacts at Ecomail, because the answers of bulk calls are not believed blindly. */
@Injectable()
export class ContactLookService {
  private readonly logger = new Logger('delivery');
  private readonly countsMeaningless = new Set<string>();

  constructor(private readonly dataSource: DataSource) {}

  trustsCounts(account: Account): boolean {
    return !this.countsMeaningless.has(account.key.keyHash);
  }

  distrustCounts(account: Account): void {
    this.countsMeaningless.add(account.key.keyHash);
    this.logger.warn(
      'this account counts less than it writes: from now on every batch is checked by its last contact',
    );
  }

  /** Until a connection has proved that its bulk writes arrive, the last contact of each batch is read back. */
  async prove(connection: ConnectionRow, account: Account, written: readonly BuiltContact[]): Promise<void> {
    const last = written.at(-1);
    if (!last || (connection.is_proven && this.trustsCounts(account))) return;
    if (!(await this.isStored(connection, account, last))) {
      throw new WriteNotVisibleError(
        'a contact that Ecomail answered well to does not show what was written',
      );
    }
    await this.dataSource.query(
      `update connections set is_proven = true where shop_id = $1 and sequence = $2`,
      [connection.shop_id, connection.sequence],
    );
  }

  async isStored(connection: ConnectionRow, account: Account, contact: BuiltContact): Promise<boolean> {
    const subscriber = await account.call((client) =>
      client.getSubscriber(connection.list_id, contact.payload.email),
    );
    if (!subscriber) return false;
    return Object.entries(contact.payload.custom_fields).every(
      ([name, value]) => textOf(subscriber.custom_fields[name]) === textOf(value),
    );
  }
}

/** A cleared field may be null, empty or absent; a number may come back as text. */
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
