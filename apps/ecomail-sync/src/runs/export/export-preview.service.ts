import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountsService } from '../../accounts/accounts.service';
import type { ConnectionRow } from '../../connection/connection-row';
import { ContactPayloadsService } from '../../contact-writes/contact-payloads.service';
import { MembershipService } from '../../membership/membership.service';
import {
  type BuiltContact,
  contactsPerCallMax,
  type DirtyContact,
  selectContactsToBuild,
} from '../../mirror/dirty-contacts';
import type { ChangedContact, ExportPreview, LeftOut } from './export.response';
import { beforeAll, countEventsWaiting, countLeftOut } from './export-statements';
import { type Language, type LeftOutReason, leftOutTexts } from './export-texts';
import { secondsLeft } from './time-left';

interface LeftOutCounts {
  readonly wanted: number;
  readonly withoutProfile: number;
  readonly addressInUse: number;
  readonly leftOutOfTest: number;
  readonly refused: number;
}

const perPage = 1_000;
/** More contacts than these are not built for a preview; their share is taken for that of all. */
const builtMax = 20_000;
const examplesMax = 5;

/** What an export would do now: nothing is written, and at most a few contacts are read at Ecomail. */
@Injectable()
export class ExportPreviewService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountsService,
    private readonly payloads: ContactPayloadsService,
    private readonly memberships: MembershipService,
  ) {}

  async of(connection: ConnectionRow, language: Language): Promise<ExportPreview> {
    const [left]: LeftOutCounts[] = await this.dataSource.query(countLeftOut, [
      ...[connection.shop_id, addressesOf(connection)],
    ]);
    const counts = left ?? { wanted: 0, withoutProfile: 0, addressInUse: 0, leftOutOfTest: 0, refused: 0 };
    const { added, changed, unchanged, examples } = await this.sorted(connection);
    const built = added + changed + unchanged;
    const writable = counts.wanted - counts.addressInUse - counts.leftOutOfTest - counts.refused;
    const isEstimate = built < writable;
    const scaled = (count: number) => (isEstimate ? Math.round((count / built) * writable) : count);
    const toWrite = scaled(added) + scaled(changed);
    return {
      total: counts.wanted + counts.withoutProfile,
      added: scaled(added),
      changed: scaled(changed),
      unchanged: scaled(unchanged),
      isEstimate,
      leftOut: leftOutOf(counts, language),
      examples: await this.examples(connection, examples),
      secondsNeeded: await this.secondsFor(connection, toWrite),
    };
  }

  /** Whoever is in the list without our having written them is changed by the first write, and added to nothing. */
  private async sorted(connection: ConnectionRow) {
    const sums = { added: 0, changed: 0, unchanged: 0 };
    const examples: BuiltContact[] = [];
    let after = beforeAll;
    for (let read = 0; read < builtMax; read += perPage) {
      const rows: DirtyContact[] = await this.dataSource.query(selectContactsToBuild, [
        ...[connection.shop_id, after, perPage, addressesOf(connection)],
      ]);
      const contacts = rows.map((row) => this.payloads.built(row, connection));
      const unwritten = contacts.filter(({ isNew }) => isNew).map(({ row }) => row.email);
      const members = await this.memberships.findByEmail(connection.shop_id, unwritten);
      for (const contact of contacts) {
        const isAdded = contact.isNew && !members.has(contact.row.email);
        sums[isAdded ? 'added' : contact.isUnchanged ? 'unchanged' : 'changed'] += 1;
        if (!isAdded && !contact.isStored && examples.length < examplesMax) examples.push(contact);
      }
      after = rows.at(-1)?.customer_id ?? after;
      if (rows.length < perPage) break;
    }
    return { ...sums, examples };
  }

  /** An account that does not answer now gives no examples; the counts are true without them. */
  private async examples(
    connection: ConnectionRow,
    contacts: readonly BuiltContact[],
  ): Promise<readonly ChangedContact[]> {
    if (connection.state !== 'active' && connection.reason !== 'paused-by-order') return [];
    const account = this.accounts.ofConnection(connection).inLane('checks');
    const changed: ChangedContact[] = [];
    for (const { payload, row } of contacts) {
      const there = await account
        .call((client) => client.getSubscriber(connection.list_id, payload.email))
        .catch(() => undefined);
      if (!there) continue;
      const fields = Object.entries(payload.custom_fields)
        .map(([field, value]) => ({ field, from: textOf(there.custom_fields[field]), to: textOf(value) }))
        .filter(({ from, to }) => from !== to)
        .map((one) =>
          one.field === 'ellity_pin' ? { ...one, from: hidden(one.from), to: hidden(one.to) } : one,
        );
      changed.push({ customerId: row.customer_id, email: payload.email, fields });
    }
    return changed;
  }

  private async secondsFor(connection: ConnectionRow, contacts: number): Promise<number | null> {
    const [events]: { count: number }[] = await this.dataSource.query(countEventsWaiting, [
      connection.key_hash,
    ]);
    return secondsLeft({
      contacts,
      written: 0,
      elapsedMs: 0,
      eventsWaiting: events?.count ?? 0,
      requestsPerMinute: connection.requests_per_minute,
      contactsPerCall: contactsPerCallMax,
    });
  }
}

/** Of test mode, as statements take them. */
const addressesOf = ({ test_addresses: addresses }: ConnectionRow): string | null =>
  addresses && JSON.stringify(addresses);

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const hidden = (text: string | null): string | null => text && '****';

function leftOutOf(counts: LeftOutCounts, language: Language): LeftOut[] {
  const byReason: Readonly<Record<LeftOutReason, number>> = {
    'without-profile': counts.withoutProfile,
    'address-in-use': counts.addressInUse,
    'test-mode': counts.leftOutOfTest,
    refused: counts.refused,
  };
  return (Object.keys(leftOutTexts) as LeftOutReason[])
    .filter((reason) => byReason[reason] > 0)
    .map((reason) => ({ reason, count: byReason[reason], text: leftOutTexts[reason][language] }));
}
