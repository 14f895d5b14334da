import { InvalidRequestError } from '@ellity/ecomail';
import { Clock } from '@ellity/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../config';
import type { ConnectionRow } from '../connection/connection-row';
import { Account } from '../accounts/accounts.service';
import { type BuiltContact, type DirtyContact, selectStoredContacts } from '../mirror/dirty-contacts';
import { WritesRefusedError } from './bulk-write';
import { Remembered } from '../kept';
import { notShown } from './shown-values';

/** Ecomail answered well and the contact does not show what was written. Worth another try later. */
export class WriteNotVisibleError extends Error {
  readonly code = 'write-not-visible';
  readonly retryable = true;
}

/** Ecomail answers well, again and again, and does not show what was written: no event may be sent, people must look. */
export class WritesNotVisibleError extends WritesRefusedError {
  override readonly code = 'writes-not-visible';
  constructor(fields: readonly string[]) {
    const what = fields.length === 0 ? 'a contact' : fields.join(', ');
    super(
      `Ecomail answers well to writes and does not show them: ${what}`,
      `Ecomail does not show what it accepted: ${what}`,
    );
  }
}

/** A contact by which a batch is proved, and whether it showed something else before the write. */
export interface Probe {
  readonly contact: BuiltContact;
  readonly differed: boolean;
}

/** Reads contacts back from Ecomail, because the answers of bulk calls are not believed blindly. */
@Injectable()
export class ContactReadBackService {
  private readonly logger = new Logger('delivery');
  /** Batches in a row, by shop, that did not show. */
  private readonly failures = new Remembered<number>(() => this.clock.elapsedMs());

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** As long as a late account is given to show a write. */
  private get lateMs(): number {
    return this.config.delivery.visibleAfterMs.reduce((sum, ms) => sum + ms, 0);
  }

  async distrustCounts(connection: ConnectionRow): Promise<void> {
    await this.dataSource.query('update connections set counts_meaningless = true where key_hash = $1', [
      connection.key_hash,
    ]);
    this.logger.warn(
      { shopId: connection.shop_id },
      'this account counts less than it writes: from now on every batch is checked by a contact of it',
    );
  }

  /**
   * Before a write: which contact will prove it. Only what shows something else now can prove anything. Undefined:
   * this account needs no proof. A read-back that is refused proves nothing and stops no write: its answer says more.
   */
  async probeFor(
    connection: ConnectionRow,
    account: Account,
    contacts: readonly BuiltContact[],
  ): Promise<Probe | undefined> {
    if (connection.is_proven && !connection.counts_meaningless) return undefined;
    const candidates = contacts.slice(-probesMax).reverse();
    for (const contact of candidates) {
      if (await this.differs(connection, account, contact)) return { contact, differed: true };
    }
    const [contact] = candidates;
    return contact && { contact, differed: false };
  }

  /**
   * Until a connection has proved that what Ecomail answered well to is there at once, each batch is looked for and
   * waited for: an account may write later than it answers. One that was late once is waited for ever after: what one
   * contact shows says nothing of the others there, since it may be what an earlier write brought. `answeredMs`: when
   * the last write was answered; who looks too long after it does not see whether it was late.
   */
  async prove(
    connection: ConnectionRow,
    account: Account,
    probe: Probe | undefined,
    { written, answeredMs }: { readonly written: readonly BuiltContact[]; readonly answeredMs: number },
  ): Promise<void> {
    const last = written.at(-1);
    if (!probe || !last) return;
    const proving = written.find(({ row }) => row.customer_id === probe.contact.row.customer_id);
    const differed = proving !== undefined && probe.differed;
    const shown = proving ?? last;
    const readBacks = await this.demandShown(connection, account, shown);
    const isAtOnce = readBacks === 1 && this.clock.elapsedMs() - answeredMs < atOnceMs;
    this.failures.delete(connection.shop_id);
    if (readBacks > 1) await this.learn(connection, late);
    else if (differed && isAtOnce) await this.learn(connection, 'is_proven = not writes_late');
    if (readBacks === 1 && !(await this.isLate(connection))) return;
    const others = written.filter((contact) => contact !== shown);
    if (others.length >= probesMax) await delay(this.lateMs);
    else for (const other of others) await this.demandShown(connection, account, other);
  }

  /** Resolves with how many read-backs it took. */
  private async demandShown(
    connection: ConnectionRow,
    account: Account,
    contact: BuiltContact,
  ): Promise<number> {
    const { readBacks, missing } = await this.readBackUntilStored(connection, account, contact);
    return missing.length > 0 ? this.failed(connection, missing) : readBacks;
  }

  /** As it is known now: another batch may have found it out since this one began. */
  private async isLate({ shop_id: shopId, sequence }: ConnectionRow): Promise<boolean> {
    const rows: object[] = await this.dataSource.query(
      'select from connections where shop_id = $1 and sequence = $2 and writes_late',
      [shopId, sequence],
    );
    return rows.length > 0;
  }

  /**
   * After a call that creates contacts: waits until they are in the list, by a few of them, and no longer than a late
   * account is given. Says nothing of contacts that were in the list before. Resolves with whether they were there at
   * the first read-back.
   */
  async awaitCreated(
    connection: ConnectionRow,
    account: Account,
    contacts: readonly BuiltContact[],
  ): Promise<boolean> {
    const atFirst = await this.absentOf(connection, account, contacts.slice(-probesMax));
    let still = atFirst;
    for (const waitMs of this.config.delivery.visibleAfterMs.slice(1)) {
      if (still.length === 0) break;
      await delay(waitMs);
      still = await this.absentOf(connection, account, still);
    }
    if (still.length < atFirst.length) await this.learn(connection, late);
    return atFirst.length === 0;
  }

  /**
   * Ecomail took new contacts and does not know them after all the waiting. Where nothing was ever seen to be written,
   * that is no verdict on them: throws, they are tried again later, and in the end people must look.
   */
  judgeAbsent(connection: ConnectionRow, written: readonly BuiltContact[]): void {
    if (!connection.is_proven && !connection.writes_late && written.length === 0)
      this.failed(connection, [absent]);
  }

  /** Whether a contact that Ecomail took as new and does not show yet may still be on its way. */
  mayAppear({ row: { absent_since: since } }: BuiltContact): boolean {
    return since === null || this.clock.now().getTime() - since.getTime() < this.config.delivery.landingMs;
  }

  async isStored(connection: ConnectionRow, account: Account, contact: BuiltContact): Promise<boolean> {
    const { readBacks, missing } = await this.readBackUntilStored(connection, account, contact);
    if (missing.length === 0 && readBacks > 1) await this.learn(connection, late);
    return missing.length === 0;
  }

  async isPresent(connection: ConnectionRow, account: Account, contact: BuiltContact): Promise<boolean> {
    const { email } = contact.payload;
    return (await account.call((client) => client.getSubscriber(connection.list_id, email))) !== null;
  }

  /** A few whose newest state Ecomail should have. */
  async someStored(connection: ConnectionRow): Promise<readonly DirtyContact[]> {
    return this.dataSource.query(selectStoredContacts, [
      connection.shop_id,
      connection.test_addresses && JSON.stringify(connection.test_addresses),
    ]);
  }

  private async absentOf(
    connection: ConnectionRow,
    account: Account,
    contacts: readonly BuiltContact[],
  ): Promise<readonly BuiltContact[]> {
    const arePresent = await Promise.all(
      contacts.map((contact) => this.isPresent(connection, account, contact)),
    );
    return contacts.filter((_, index) => !arePresent[index]);
  }

  private failed(connection: ConnectionRow, missing: readonly string[]): never {
    const failures = (this.failures.get(connection.shop_id) ?? 0) + 1;
    this.failures.set(connection.shop_id, failures);
    if (failures < failuresMax)
      throw new WriteNotVisibleError(
        'a contact that Ecomail answered well to does not show what was written',
      );
    this.failures.delete(connection.shop_id);
    throw new WritesNotVisibleError(missing.filter((name) => name !== absent));
  }

  private async learn(connection: ConnectionRow, change: string): Promise<void> {
    await this.dataSource.query(`update connections set ${change} where shop_id = $1 and sequence = $2`, [
      connection.shop_id,
      connection.sequence,
    ]);
  }

  /** How many read-backs it took, and what does not show after the last. A proven connection gets one. */
  private async readBackUntilStored(
    connection: ConnectionRow,
    account: Account,
    contact: BuiltContact,
  ): Promise<{ readonly readBacks: number; readonly missing: readonly string[] }> {
    const waits = connection.is_proven ? [0] : this.config.delivery.visibleAfterMs;
    let missing: readonly string[] = [];
    for (const [index, waitMs] of waits.entries()) {
      if (waitMs > 0) await delay(waitMs);
      missing = await this.notShown(connection, account, contact);
      if (missing.length === 0) return { readBacks: index + 1, missing };
    }
    return { readBacks: waits.length, missing };
  }

  private async differs(
    connection: ConnectionRow,
    account: Account,
    contact: BuiltContact,
  ): Promise<boolean> {
    try {
      return (await this.notShown(connection, account, contact)).length > 0;
    } catch (error) {
      if (error instanceof InvalidRequestError) return false;
      throw error;
    }
  }

  private async notShown(
    connection: ConnectionRow,
    account: Account,
    { payload }: BuiltContact,
  ): Promise<readonly string[]> {
    const member = await account.call((client) => client.getSubscriber(connection.list_id, payload.email));
    return member ? notShown(member.custom_fields, payload.custom_fields) : [absent];
  }
}

/** Stands for a contact that is not there at all. */
const absent = 'email';
const late = 'writes_late = true, is_proven = false';
const probesMax = 3;
/** Ecomail answers a read sooner than this; where it did not, or this process stood still, a late write is not told from others. */
const atOnceMs = 1_000;
const failuresMax = 5;
