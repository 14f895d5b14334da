import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { ConnectionRow } from '../connection/connection-row';
import { Account } from '../accounts/accounts.service';
import { type BuiltContact, type DirtyContact, selectStoredContacts } from '../mirror/dirty-contacts';

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

  /**
   * Until a connection has proved that what Ecomail answered well to is there at once, the last contact of each batch
   * is read back, and waited for: an account may write later than it answers.
   */
  async prove(connection: ConnectionRow, account: Account, written: readonly BuiltContact[]): Promise<void> {
    const last = written.at(-1);
    if (!last || (connection.is_proven && this.trustsCounts(account))) return;
    const looks = await this.looksUntilStored(connection, account, last);
    if (looks === undefined) {
      throw new WriteNotVisibleError(
        'a contact that Ecomail answered well to does not show what was written',
      );
    }
    if (looks > 1) return;
    await this.dataSource.query(
      `update connections set is_proven = true where shop_id = $1 and sequence = $2`,
      [connection.shop_id, connection.sequence],
    );
  }

  async isStored(connection: ConnectionRow, account: Account, contact: BuiltContact): Promise<boolean> {
    return (await this.looksUntilStored(connection, account, contact)) !== undefined;
  }

  async isPresent(connection: ConnectionRow, account: Account, contact: BuiltContact): Promise<boolean> {
    const { email } = contact.payload;
    return (await account.call((client) => client.getSubscriber(connection.list_id, email))) !== null;
  }

  /** A few whose newest state Ecomail should have. */
  async someStored(connection: ConnectionRow): Promise<readonly DirtyContact[]> {
    return this.dataSource.query(selectStoredContacts, [connection.shop_id]);
  }

  /** How many looks it took; undefined when it does not show. A proven connection gets one. */
  private async looksUntilStored(
    connection: ConnectionRow,
    account: Account,
    { payload }: BuiltContact,
  ): Promise<number | undefined> {
    const waits = connection.is_proven ? [0] : looksAfterMs;
    for (const [index, waitMs] of waits.entries()) {
      if (waitMs > 0) await delay(waitMs);
      const subscriber = await account.call((client) =>
        client.getSubscriber(connection.list_id, payload.email),
      );
      if (subscriber && showsFields(subscriber.custom_fields, payload.custom_fields)) return index + 1;
    }
    return undefined;
  }
}

const looksAfterMs = [0, 200, 300, 500, 1_000, 2_000, 4_000];

/** Whether everything shows that was written. Cleared fields are not looked at: not every account clears them. */
const showsFields = (
  shown: Readonly<Record<string, unknown>>,
  written: Readonly<Record<string, unknown>>,
): boolean =>
  Object.entries(written).every(
    ([name, value]) => textOf(value) === '' || textOf(shown[name]) === textOf(value),
  );

/** A number may come back as text. */
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
