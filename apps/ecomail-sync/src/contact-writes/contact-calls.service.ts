import { type Rejection, saysNotFound } from '@ellity/ecomail';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Account } from '../accounts/accounts.service';
import { bulkRefusalOf } from '../accounts/ecomail-failure';
import type { ConnectionRow } from '../connection/connection-row';
import { MembershipService } from '../membership/membership.service';
import { type BuiltContact, statusFor } from '../mirror/dirty-contacts';
import { type BulkResult, CountMeaninglessError, findMissing, halves, writeBulk } from './bulk-write';
import { ContactReadBackService } from './contact-read-back.service';
import { withoutParts } from './contact-payloads.service';

export interface CreateResult extends BulkResult<BuiltContact> {
  /** Of whose membership something else was known before than what this call asks for. */
  readonly known: ReadonlySet<BuiltContact>;
  /** Of the written: added by this call with all that was sent of them, so that no update is owed to them. */
  readonly inserted: ReadonlySet<BuiltContact>;
}

export interface UpdateResult extends BulkResult<BuiltContact> {
  /** Not written although Ecomail answered well, with what it said to each. */
  readonly missing: ReadonlyMap<BuiltContact, string>;
}

/** Writes to a contact what it has; undefined where none is fit for it, or it is refused for what it is itself. */
export type Control = () => Promise<'taken' | 'refused' | undefined>;

const notStored = 'not-stored';

/** Why a contact is missing: it is not there (yet), rather than refused for what it is. */
export const isAbsence = (reason: string): boolean => reason === notStored || saysNotFound(reason);

/** The two bulk calls that write contacts. */
@Injectable()
export class ContactCallsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly memberships: MembershipService,
    private readonly readBack: ContactReadBackService,
  ) {}

  /**
   * The only call that carries a status, and it touches nobody who is in the list already. What we are about to
   * cause is recorded as a membership before, so that its echo is recognised; what was accepted is ours, whatever
   * becomes of the update after it. Somebody who left and whose contact was deleted since comes back as somebody who
   * left. Who is in the list already keeps the fields they have, so an update is owed to all of a call that did not add
   * each of them.
   */
  async create(
    connection: ConnectionRow,
    account: Account,
    contacts: readonly BuiltContact[],
    control: Control,
  ): Promise<CreateResult> {
    if (contacts.length === 0) return { written: [], rejected: [], inserted: new Set(), known: new Set() };
    const { shop_id: shopId, list_id: listId } = connection;
    const wanted = ({ row }: BuiltContact) => statusFor(row.consent, connection.unknown_consent);
    const others = await this.memberships.intend(
      shopId,
      contacts.map((contact) => ({
        email: contact.row.email,
        status: wanted(contact) === 1 ? 'subscribed' : 'left',
      })),
    );
    const isKnown = ({ row }: BuiltContact) => others.has(row.email);
    const statusOf = (contact: BuiltContact) =>
      !isKnown(contact) || others.get(contact.row.email)?.status === 'subscribed' ? wanted(contact) : 2;
    const inserted = new Set<BuiltContact>();
    const send = async (part: readonly BuiltContact[]) => {
      const { inserts } = await account.call((client) =>
        client.subscribeBulk(listId, {
          subscriber_data: part.map((contact) => ({ ...contact.payload, status: statusOf(contact) })),
          update_existing: false,
          resubscribe: false,
          trigger_autoresponders: false,
        }),
      );
      const areAllNew = inserts === part.length && part.length >= insertsBelievedFrom;
      if (areAllNew && tellsInserts(connection)) for (const one of part) inserted.add(one);
    };
    try {
      const result = await writeBulk(contacts, send, bulkRefusalOf, control, withoutParts);
      await this.memberships.confirm(this.dataSource.manager, shopId, emailsOf(result.written));
      await this.memberships.leaveOpen(shopId, emailsOf(result.rejected.map(({ item }) => item)));
      return { ...result, inserted, known: new Set(result.written.filter(isKnown)) };
    } catch (error) {
      await this.memberships.leaveOpen(shopId, emailsOf(contacts));
      throw error;
    }
  }

  /** Never carries a status. Whom Ecomail names in a good answer is believed over its count. */
  async update(
    connection: ConnectionRow,
    account: Account,
    contacts: readonly BuiltContact[],
    control: Control,
  ): Promise<UpdateResult> {
    const missing = new Map<BuiltContact, string>();
    const send = async (part: readonly BuiltContact[]): Promise<void> => {
      const { updates, refused } = await this.sendUpdate(connection, account, part);
      if (part.length > 1 && refused.some(({ index, isOfContact }) => index === null && isOfContact)) {
        for (const half of halves(part)) await send(half);
        return;
      }
      const named = new Map(refused.map((one) => [part[one.index ?? (part.length === 1 ? 0 : -1)], one]));
      for (const contact of part) {
        const one = named.get(contact);
        if (one) missing.set(contact, one.messages.join(', ').slice(0, 300));
      }
      const others = part.filter((contact) => !missing.has(contact));
      if (connection.counts_meaningless) return;
      for (const contact of await this.uncounted(connection, account, others, updates))
        missing.set(contact, notStored);
    };
    const result = await writeBulk(contacts, send, bulkRefusalOf, control, withoutParts);
    const notCreated = [...missing.keys()].filter(({ isNew }) => isNew);
    await this.memberships.leaveOpen(connection.shop_id, emailsOf(notCreated));
    return { ...result, missing };
  }

  async sendUpdate(
    connection: ConnectionRow,
    account: Account,
    part: readonly BuiltContact[],
  ): Promise<{ readonly updates: number; readonly refused: readonly Rejection[] }> {
    return account.call((client) =>
      client.updateSubscriberBulk(connection.list_id, {
        subscriber_data: part.map(({ payload }) => payload),
        allow_resubscribe: false,
      }),
    );
  }

  private async uncounted(
    connection: ConnectionRow,
    account: Account,
    part: readonly BuiltContact[],
    count: number,
  ): Promise<readonly BuiltContact[]> {
    try {
      return await findMissing(
        part,
        count,
        async (half) => (await this.sendUpdate(connection, account, half)).updates,
        async (contact) => !(await this.readBack.isStored(connection, account, contact)),
      );
    } catch (error) {
      if (!(error instanceof CountMeaninglessError)) throw error;
      await this.readBack.distrustCounts(connection);
      return [];
    }
  }
}

/**
 * Smaller calls are followed by an update all the same, which costs little: it is how an account is noticed that begins
 * to write late, or to lose what it took.
 */
const insertsBelievedFrom = 100;

/** Its answers say how many contacts were not in the list before, and what they say is there at once. */
const tellsInserts = ({ probes, is_proven, counts_meaningless, writes_late }: ConnectionRow): boolean =>
  probes.insertsCount === 'new' && is_proven && !counts_meaningless && !writes_late;

const emailsOf = (contacts: readonly BuiltContact[]): string[] => contacts.map(({ row }) => row.email);
