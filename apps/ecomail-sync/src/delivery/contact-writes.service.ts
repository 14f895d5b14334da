import { keyedHash } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../config';
import { type ConnectionRow, formatOf } from '../connection/connection-row';
import { PinsService } from '../mirror/pins.service';
import { ConsentService } from '../membership/consent.service';
import { MembershipService } from '../membership/membership.service';
import { Account } from '../accounts/accounts.service';
import { AddressClaimsService } from './address-claims.service';
import { type BulkResult, CountMeaninglessError, findMissing, writeBulk } from './bulk-write';
import { contactPayload } from '../fields/contact-fields';
import { type BuiltContact, type DirtyContact, shownOf, statusFor } from '../mirror/dirty-contacts';
import { bulkRefusalOf } from '../accounts/ecomail-failure';
import { ContactLookService } from './contact-look.service';
import { StoredContactsService, type WriteOutcome } from './stored-contacts.service';

/**
 * Writes what changed in the mirror to a shop's list. Writes may be repeated and are; what is recorded afterwards is
 * the version the payload was built from, so a change that came during the call stays to be written.
 */
@Injectable()
export class ContactWritesService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly claims: AddressClaimsService,
    private readonly dataSource: DataSource,
    private readonly memberships: MembershipService,
    private readonly consent: ConsentService,
    private readonly pins: PinsService,
    private readonly looks: ContactLookService,
    private readonly stored: StoredContactsService,
  ) {}

  /** Resolves with the number of contacts that were dirty, at most as many as fit into one call. */
  async writeDirty(connection: ConnectionRow, account: Account): Promise<number> {
    const { found, owners } = await this.claims.dirtyContacts(connection);
    const contacts = owners.map((row) => this.built(row, connection));
    const changed = contacts.filter(({ isUnchanged }) => !isUnchanged);
    const unchanged = contacts.filter(({ isUnchanged }) => isUnchanged);
    if (changed.length > 0) await this.stored.forgetHashes(connection, changed);
    const created = await this.create(
      connection,
      account,
      changed.filter(({ isNew }) => isNew),
    );
    const isRejected = new Set(created.rejected.map(({ item }) => item));
    const consent = await this.consent.carryOut(
      connection,
      account,
      contacts.filter((contact) => !isRejected.has(contact)),
    );
    const isHeldBack = new Set([
      ...isRejected,
      ...consent.rejected.map(({ item }) => item),
      ...consent.postponed,
    ]);
    await this.stored.recordUnchanged(
      connection,
      unchanged.filter((contact) => !isHeldBack.has(contact)),
    );
    const updated = await this.update(
      connection,
      account,
      changed.filter((contact) => !isHeldBack.has(contact)),
    );
    const isMissing = new Set(updated.missing);
    const written = updated.written.filter((contact) => !isMissing.has(contact));
    await this.looks.prove(connection, account, written);
    const refused = await this.withoutVanished(connection, account, updated.rejected);
    const notStored = updated.missing.filter(({ isNew }) => isNew);
    await this.memberships.leaveOpen(
      connection.shop_id,
      notStored.map(({ row }) => row.email),
    );
    if (
      written.length +
        consent.rejected.length +
        created.rejected.length +
        updated.rejected.length +
        updated.missing.length ===
      0
    )
      return found;
    await this.stored.record(connection, {
      written,
      rejected: [
        ...created.rejected,
        ...consent.rejected,
        ...refused.rejected,
        ...notStored.map((item) => ({ item, reason: 'not-stored' })),
      ],
      vanished: [...refused.vanished, ...updated.missing.filter(({ isNew }) => !isNew)],
    });
    return found;
  }

  /** An update of somebody who is no longer in the list may be refused like that of a bad contact. */
  private async withoutVanished(
    connection: ConnectionRow,
    account: Account,
    refused: BulkResult<BuiltContact>['rejected'],
  ): Promise<Pick<WriteOutcome, 'rejected' | 'vanished'>> {
    const vanished: BuiltContact[] = [];
    for (const { item } of refused) {
      if (!item.isNew && !(await this.looks.isPresent(connection, account, item))) vanished.push(item);
    }
    return { vanished, rejected: refused.filter(({ item }) => !vanished.includes(item)) };
  }

  private built(row: DirtyContact, connection: ConnectionRow): BuiltContact {
    const pin =
      row.pin_sealed === null ? null : this.pins.read(row.pin_sealed, connection.shop_id, row.customer_id);
    const payload = contactPayload(shownOf(row, pin), formatOf(connection));
    const hash = keyedHash(this.config.hashKey, 'payload', JSON.stringify(payload));
    const isNew = !row.is_known || row.stored_email !== row.email;
    return {
      row,
      payload,
      hash,
      isNew,
      carriedConsent: isNew ? null : row.consent_carried,
      isUnchanged: !isNew && row.stored_hash === hash,
      isPinUnreadable: pin === undefined,
    };
  }

  /**
   * The only call that carries a status, and it touches nobody who is in the list already. What we are about to
   * cause is recorded as a membership before, so that its echo is recognised. Somebody who left and whose contact was
   * deleted since comes back as somebody who left.
   */
  private async create(
    connection: ConnectionRow,
    account: Account,
    contacts: readonly BuiltContact[],
  ): Promise<BulkResult<BuiltContact>> {
    if (contacts.length === 0) return { written: [], rejected: [] };
    const wanted = ({ row }: BuiltContact) => statusFor(row.consent, connection.unknown_consent);
    const { shop_id: shopId } = connection;
    const known = await this.memberships.intend(
      shopId,
      contacts.map((contact) => ({
        email: contact.row.email,
        status: wanted(contact) === 1 ? 'subscribed' : 'left',
      })),
    );
    const statusOf = (contact: BuiltContact) =>
      known.get(contact.row.email)?.status === 'subscribed' ? wanted(contact) : 2;
    try {
      const result = await this.sendCreated(connection, account, contacts, statusOf);
      await this.memberships.confirm(this.dataSource.manager, shopId, emailsOf(result.written));
      await this.memberships.leaveOpen(shopId, emailsOf(result.rejected.map(({ item }) => item)));
      return result;
    } catch (error) {
      await this.memberships.leaveOpen(shopId, emailsOf(contacts));
      throw error;
    }
  }

  private sendCreated(
    connection: ConnectionRow,
    account: Account,
    contacts: readonly BuiltContact[],
    statusOf: (contact: BuiltContact) => 1 | 2,
  ): Promise<BulkResult<BuiltContact>> {
    return writeBulk(
      contacts,
      async (part) => {
        await account.call((client) =>
          client.subscribeBulk(connection.list_id, {
            subscriber_data: part.map((contact) => ({ ...contact.payload, status: statusOf(contact) })),
            update_existing: false,
            resubscribe: false,
            trigger_autoresponders: false,
          }),
        );
      },
      bulkRefusalOf,
      () => this.control(connection, account),
    );
  }

  /** Never carries a status. `missing`: those that were not written although Ecomail answered well. */
  private async update(connection: ConnectionRow, account: Account, contacts: readonly BuiltContact[]) {
    const send = async (part: readonly BuiltContact[]): Promise<number> => {
      const { updates } = await account.call((client) =>
        client.updateSubscriberBulk(connection.list_id, {
          subscriber_data: part.map(({ payload }) => payload),
          allow_resubscribe: false,
        }),
      );
      return updates;
    };
    const missing: BuiltContact[] = [];
    const result = await writeBulk(
      contacts,
      async (part) => {
        const count = await send(part);
        if (this.looks.trustsCounts(account))
          missing.push(...(await this.missingOf(connection, account, part, count, send)));
      },
      bulkRefusalOf,
      () => this.control(connection, account),
    );
    return { ...result, missing };
  }

  /** Writes to a contact what it has; undefined where none is fit for it, or it is refused for what it is itself. */
  private async control(
    connection: ConnectionRow,
    account: Account,
  ): Promise<'taken' | 'refused' | undefined> {
    const contacts = await this.looks.someStored(connection);
    const known = contacts.map((row) => this.built(row, connection)).find(({ isUnchanged }) => isUnchanged);
    if (!known) return undefined;
    const { payload } = known;
    try {
      await account.call((client) =>
        client.updateSubscriberBulk(connection.list_id, {
          subscriber_data: [payload],
          allow_resubscribe: false,
        }),
      );
      return 'taken';
    } catch (error) {
      const refusal = bulkRefusalOf(error);
      if (!refusal) throw error;
      return refusal.isOfItems ? undefined : 'refused';
    }
  }

  private async missingOf(
    connection: ConnectionRow,
    account: Account,
    part: readonly BuiltContact[],
    count: number,
    send: (part: readonly BuiltContact[]) => Promise<number>,
  ): Promise<readonly BuiltContact[]> {
    try {
      return await findMissing(
        part,
        count,
        send,
        async (contact) => !(await this.looks.isStored(connection, account, contact)),
      );
    } catch (error) {
      if (!(error instanceof CountMeaninglessError)) throw error;
      this.looks.distrustCounts(account);
      return [];
    }
  }
}

const emailsOf = (contacts: readonly BuiltContact[]): string[] => contacts.map(({ row }) => row.email);
