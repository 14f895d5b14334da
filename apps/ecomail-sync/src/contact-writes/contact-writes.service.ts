import { Injectable } from '@nestjs/common';
import type { Account } from '../accounts/accounts.service';
import { mayLandLater } from '../accounts/ecomail-failure';
import type { Lane } from '../accounts/lanes';
import type { ConnectionRow } from '../connection/connection-row';
import { contactsPerCallMax, type DirtyContact } from '../mirror/dirty-contacts';
import { AddressClaimsService } from './address-claims.service';
import { ContactBatchesService } from './contact-batches.service';
import { ContactPayloadsService } from './contact-payloads.service';
import { type ContactsUnderWay, ShopsUnderWay } from './contacts-under-way';
import { TestModeService } from './test-mode.service';
import { UnansweredWritesService } from './unanswered-writes.service';

/** `underWay`: a write that goes on after it, until its answer is recorded. */
export interface WritesBegun {
  /** There may be more to write at once. */
  readonly hasMore: boolean;
  readonly underWay?: readonly Promise<void>[];
  /** Nobody could be written just now. */
  readonly isIdle: boolean;
  /** More may be due than fits into one call. */
  readonly isFull: boolean;
}

/**
 * Batches of a shop at the same time: one is read and recorded while Ecomail works on the other, and the next begins as
 * soon as either is recorded. With three another shop on the key waited too long.
 */
const writesAtOnceMax = 2;

/**
 * Writes what changed in the mirror to a shop's list. Writes may be repeated and are; what is recorded afterwards is
 * the version the payload was built from, so a change that came during the call stays to be written.
 */
@Injectable()
export class ContactWritesService {
  constructor(
    private readonly claims: AddressClaimsService,
    private readonly payloads: ContactPayloadsService,
    private readonly batches: ContactBatchesService,
    private readonly unanswered: UnansweredWritesService,
    private readonly testMode: TestModeService,
    private readonly underWay: ShopsUnderWay,
  ) {}

  /**
   * Writes what is due in a lane, at most as much as fits into one call. Where more is due than that, a proven connection
   * goes on with the next call while this one is under way; else whatever comes meanwhile becomes one call together.
   */
  async writeDirty(connection: ConnectionRow, account: Account, lane: Lane): Promise<WritesBegun> {
    const { value: underWay, release } = this.underWay.hold(connection.shop_id);
    const { contacts, hasMore, isFull } = await this.begin(underWay, connection, lane).catch(
      (error: unknown) => {
        release();
        throw error;
      },
    );
    const writing = this.write(connection, account, contacts)
      .then(
        () => underWay.endWrites(contacts, 'recorded'),
        (error: unknown) => {
          underWay.endWrites(contacts, 'failed');
          throw error;
        },
      )
      .finally(release);
    if (!isFull || !connection.is_proven || contacts.length === 0) {
      await writing;
      return { hasMore, isIdle: contacts.length === 0, isFull };
    }
    await underWay.room(writesAtOnceMax, writing);
    return { hasMore, underWay: [writing.finally(() => underWay.wake())], isIdle: false, isFull };
  }

  /**
   * Takes the contacts of a lane that may be written now: no other write and no call about them is under way.
   * `hasMore`: there was something, or some could not be taken yet. `isFull`: more may be due than fits into one call.
   */
  private async begin(
    underWay: ContactsUnderWay,
    connection: ConnectionRow,
    lane: Lane,
  ): Promise<{
    readonly contacts: readonly DirtyContact[];
    readonly hasMore: boolean;
    readonly isFull: boolean;
  }> {
    const reading = underWay.reading();
    try {
      const { found, owners: claimed } = await this.claims.dirtyContacts(connection, lane, underWay.written);
      const keptBack = await this.testMode.keepBack(
        connection,
        claimed.map(({ customer_id: id }) => id),
      );
      const owners = claimed.filter(({ customer_id: id }) => !keptBack.has(id));
      const isUntouched = ({ customer_id }: DirtyContact) => reading.isUntouched(customer_id);
      const postponed = owners.filter((owner) => !isUntouched(owner));
      const areSomeOver = underWay.postponeWrites(postponed.map(({ customer_id: id }) => id));
      const contacts = underWay.beginWrites(owners.filter(isUntouched));
      return {
        contacts,
        hasMore: found > owners.length || contacts.length > 0 || areSomeOver,
        isFull: found >= contactsPerCallMax,
      };
    } finally {
      reading.close();
    }
  }

  private async write(
    connection: ConnectionRow,
    account: Account,
    owners: readonly DirtyContact[],
  ): Promise<void> {
    const { shop_id: shopId } = connection;
    const contacts = owners.map((row) => this.payloads.built(row, connection));
    const changed = contacts.filter(({ isUnchanged }) => !isUnchanged);
    const idsOfChanged = changed.map(({ row }) => row.customer_id);
    const write = await this.unanswered.begin(shopId, idsOfChanged);
    // A turn may be waited for longer than an erasure waits for what is under way.
    const guarded = account.provided(() => this.unanswered.check(shopId, idsOfChanged, write));
    try {
      const written = await this.batches.carryOut(connection, guarded, { contacts, changed, write });
      const isWritten = new Set(written.map(({ row }) => row.customer_id));
      const others = idsOfChanged.filter((id) => !isWritten.has(id));
      await this.unanswered.end(shopId, others, write);
    } catch (error) {
      // Where this cannot be recorded they are written once more later.
      if (!mayLandLater(error)) await this.unanswered.end(shopId, idsOfChanged, write).catch(() => undefined);
      throw error;
    }
  }
}
