import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { Account } from '../accounts/accounts.service';
import { bulkRefusalOf } from '../accounts/ecomail-failure';
import type { ConnectionRow } from '../connection/connection-row';
import { ConsentService } from '../membership/consent.service';
import type { BuiltContact } from '../mirror/dirty-contacts';
import type { BulkResult } from './bulk-write';
import { ContactCallsService, type Control, isAbsence, type UpdateResult } from './contact-calls.service';
import { ContactReadBackService } from './contact-read-back.service';
import { ContactPayloadsService } from './contact-payloads.service';
import { StoredContactsService, type WriteOutcome } from './stored-contacts.service';

export interface Batch {
  readonly contacts: readonly BuiltContact[];
  /** Those that are to be written. */
  readonly changed: readonly BuiltContact[];
  /** The name of this write. */
  readonly write: string;
}

/** The calls that write a batch of contacts, and the record of what they said. */
@Injectable()
export class ContactBatchesService {
  constructor(
    private readonly calls: ContactCallsService,
    private readonly consent: ConsentService,
    private readonly payloads: ContactPayloadsService,
    private readonly readBack: ContactReadBackService,
    private readonly stored: StoredContactsService,
    private readonly clock: Clock,
  ) {}

  /** Resolves with those whose write was recorded, when every call was answered. */
  async carryOut(
    connection: ConnectionRow,
    account: Account,
    { contacts, changed, write }: Batch,
  ): Promise<readonly BuiltContact[]> {
    const unchanged = contacts.filter(({ isUnchanged }) => isUnchanged);
    const control = () => this.control(connection, account);
    const probe = await this.readBack.probeFor(connection, account, changed);
    const created = await this.calls.create(
      connection,
      account,
      changed.filter(({ isNew }) => isNew),
      control,
    );
    const createdMs = this.clock.elapsedMs();
    if (!connection.is_proven && created.written.length > 0)
      await this.readBack.awaitCreated(connection, account, created.written);
    const isHeldBack = new Set(created.rejected.map(({ item }) => item));
    // Whoever is new to us as well follows the shop's word by the call that created them.
    const consent = await this.consent.carryOut(connection, account, [
      ...created.known,
      ...contacts.filter(({ isNew }) => !isNew),
    ]);
    for (const { item } of consent.rejected) isHeldBack.add(item);
    for (const contact of consent.postponed) isHeldBack.add(contact);
    await this.stored.recordUnchanged(
      connection,
      unchanged.filter((contact) => !isHeldBack.has(contact)),
    );
    const ready = [...created.written, ...changed.filter(({ isNew }) => !isNew)].filter(
      (contact) => !isHeldBack.has(contact),
    );
    const due = ready.filter((contact) => !created.inserted.has(contact));
    const updated = await this.update(connection, account, due, control);
    const isOfCreation = probe !== undefined && created.inserted.has(probe.contact);
    const answeredMs = isOfCreation ? createdMs : this.clock.elapsedMs();
    const written = [
      ...ready.filter((contact) => created.inserted.has(contact)),
      ...updated.written.filter((contact) => !updated.missing.has(contact)),
    ];
    await this.readBack.prove(connection, account, probe, { written, answeredMs });
    if (absentOf(updated).length > 0) this.readBack.judgeAbsent(connection, written);
    const rejected = [...created.rejected, ...consent.rejected];
    if (rejected.length + ready.length > 0)
      await this.recordUpdate(connection, account, { updated, written, rejected, write });
    return written;
  }

  /**
   * Whom Ecomail took as new and does not know at the update may be there a little later: they are waited for and
   * updated once more. What it says then counts.
   */
  private async update(
    connection: ConnectionRow,
    account: Account,
    due: readonly BuiltContact[],
    control: Control,
  ): Promise<UpdateResult> {
    const first = await this.calls.update(connection, account, due, control);
    const absent = absentOf(first);
    const uncertain = new Set([...absent, ...first.rejected.map(({ item }) => item).filter(isNew)]);
    if (uncertain.size === 0) return first;
    const isThere = await this.readBack.awaitCreated(connection, account, [...uncertain]);
    if (isThere && absent.length === 0) return first;
    const second = await this.calls.update(connection, account, [...uncertain], control);
    return {
      written: [...first.written.filter((item) => !uncertain.has(item)), ...second.written],
      rejected: [...first.rejected.filter(({ item }) => !uncertain.has(item)), ...second.rejected],
      missing: new Map([...[...first.missing].filter(([item]) => !uncertain.has(item)), ...second.missing]),
    };
  }

  private async recordUpdate(
    connection: ConnectionRow,
    account: Account,
    {
      updated,
      written,
      rejected,
      write,
    }: {
      readonly updated: UpdateResult;
      readonly written: readonly BuiltContact[];
      readonly rejected: WriteOutcome['rejected'];
      readonly write: string;
    },
  ): Promise<void> {
    const refused = await this.withoutVanished(connection, account, updated.rejected);
    const missing = [...updated.missing].map(([item, reason]) => ({ item, reason }));
    const notThere = missing.filter(({ item }) => item.isNew);
    const absent = notThere.filter((one) => isAbsence(one.reason) && this.readBack.mayAppear(one.item));
    const outcome = {
      written,
      rejected: [...rejected, ...refused.rejected, ...notThere.filter((one) => !absent.includes(one))],
      absent: absent.map(({ item }) => item),
      vanished: [...refused.vanished, ...missing.filter(({ item }) => !item.isNew).map(({ item }) => item)],
    };
    await this.stored.record(connection, outcome, write);
  }

  /** An update of somebody who is no longer in the list may be refused like that of a bad contact. */
  private async withoutVanished(
    connection: ConnectionRow,
    account: Account,
    refused: BulkResult<BuiltContact>['rejected'],
  ): Promise<Pick<WriteOutcome, 'rejected' | 'vanished'>> {
    const vanished: BuiltContact[] = [];
    for (const { item } of refused) {
      if (!item.isNew && !(await this.readBack.isPresent(connection, account, item))) vanished.push(item);
    }
    return { vanished, rejected: refused.filter(({ item }) => !vanished.includes(item)) };
  }

  /** Writes to a contact what it has; undefined where none is fit for it, or it is refused for what it is itself. */
  private async control(
    connection: ConnectionRow,
    account: Account,
  ): Promise<'taken' | 'refused' | undefined> {
    const contacts = await this.readBack.someStored(connection);
    const known = contacts
      .map((row) => this.payloads.built(row, connection))
      .find(({ isStored }) => isStored);
    if (!known) return undefined;
    try {
      await this.calls.sendUpdate(connection, account, [known]);
      return 'taken';
    } catch (error) {
      const refusal = bulkRefusalOf(error);
      if (!refusal) throw error;
      return refusal.isOfItems ? undefined : 'refused';
    }
  }
}

const isNew = (contact: BuiltContact): boolean => contact.isNew;

/** Whom Ecomail took as new and does not know at the update. */
const absentOf = ({ missing }: UpdateResult): BuiltContact[] => [...missing.keys()].filter(isNew);
