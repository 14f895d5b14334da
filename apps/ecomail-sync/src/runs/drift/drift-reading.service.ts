import { identityOf } from '@ellity/contracts';
import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Account } from '../../accounts/accounts.service';
import { readsByIndex } from '../../by-index';
import { type Config, configToken } from '../../config';
import { type ConnectionRow, formatOf } from '../../connection/connection-row';
import { ContactPayloadsService } from '../../contact-writes/contact-payloads.service';
import { type ListedMember, type MembersPlace, readMembersPage } from '../../membership/membership-reader';
import { membershipStatusOf } from '../../membership/membership';
import { MembershipService } from '../../membership/membership.service';
import { type BuiltContact, type DirtyContact, selectSettledContacts } from '../../mirror/dirty-contacts';
import { type Findings, findingsOn } from './drift-findings';
import { selectCustomers, selectExpected, selectUnseen } from './drift-statements';

/** What a page showed, and what of it is not as it should be. */
export interface PageRead {
  readonly listed: readonly ListedMember[];
  readonly customers: ReadonlyMap<string, string>;
  readonly findings: Findings;
}

/** A contact that the list should have. */
export interface ExpectedContact {
  readonly customerId: string;
  readonly email: string;
  readonly version: string;
}

export interface Judging {
  readonly connection: ConnectionRow;
  /** Contacts that were written later are not judged. */
  readonly before: Date;
  readonly lacking: readonly string[];
}

/** Reads pages of a list and says what differs from what was written; changes nothing. */
@Injectable()
export class DriftReadingService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly memberships: MembershipService,
    private readonly payloads: ContactPayloadsService,
    private readonly clock: Clock,
  ) {}

  /** To be asked for before a page is. */
  judging(connection: ConnectionRow, lacking: readonly string[]): Judging {
    const before = new Date(this.clock.now().getTime() - this.config.drift.settledMs);
    return { connection, before, lacking };
  }

  async page(
    account: Account,
    place: MembersPlace,
    judging: Judging,
  ): Promise<PageRead & { readonly next: MembersPlace | null }> {
    const { contactsPerPage } = this.config.drift;
    const listId = judging.connection.list_id;
    const { listed, next } = await readMembersPage(account, listId, place, contactsPerPage);
    return { ...(await this.judged(listed, judging)), next };
  }

  /** Looks for contacts that no page had, one by one. Those that are there are judged as if a page had them. */
  async lookFor(
    account: Account,
    contacts: readonly ExpectedContact[],
    judging: Judging,
  ): Promise<PageRead & { readonly gone: readonly ExpectedContact[] }> {
    const listed: ListedMember[] = [];
    const gone: ExpectedContact[] = [];
    for (const contact of contacts) {
      const row = await account.call((client) =>
        client.getSubscriber(judging.connection.list_id, contact.email),
      );
      if (row) listed.push({ row, status: membershipStatusOf(row.status) ?? 'unknown' });
      else gone.push(contact);
    }
    return { ...(await this.judged(listed, judging)), gone };
  }

  /** Contacts after one that the list should have, and those of them that no page of the run had. */
  async unseen(
    runId: string,
    shopId: string,
    {
      after,
      startedAt,
      limit,
    }: { readonly after: string; readonly startedAt: string; readonly limit: number },
  ): Promise<{ readonly last: string | null; readonly unseen: readonly ExpectedContact[] }> {
    const before = new Date(Date.parse(startedAt) - this.config.drift.settledMs);
    const expected = await this.dataSource.transaction(async (manager) => {
      await manager.query(readsByIndex);
      return manager.query<ExpectedContact[]>(selectExpected, [shopId, after, before, limit]);
    });
    const keys = expected.map(({ email }) => this.memberships.keyOf(email));
    const rows: { key: string }[] = await this.dataSource.query(selectUnseen, [runId, keys]);
    const isUnseen = new Set(rows.map(({ key }) => key));
    return {
      last: expected.length < limit ? null : (expected.at(-1)?.customerId ?? null),
      unseen: expected.filter((_contact, index) => isUnseen.has(keys[index] ?? '')),
    };
  }

  private async judged(listed: readonly ListedMember[], judging: Judging): Promise<PageRead> {
    const { connection, before, lacking } = judging;
    const addresses = listed.map(({ row }) => identityOf(row.email));
    const rows: { address: string; customerId: string }[] = await this.dataSource.query(selectCustomers, [
      connection.shop_id,
      addresses,
    ]);
    const customers = new Map(
      [...rows].reverse().map(({ address, customerId }) => [address, customerId] as const),
    );
    const known = {
      settled: await this.settled(connection, addresses, before),
      customers,
      memberships: await this.memberships.findByEmail(
        connection.shop_id,
        listed.map(({ row }) => row.email),
      ),
    };
    const findings = findingsOn(listed, known, { format: formatOf(connection), lacking });
    return { listed, customers, findings };
  }

  private async settled(
    connection: ConnectionRow,
    addresses: readonly string[],
    before: Date,
  ): Promise<ReadonlyMap<string, BuiltContact>> {
    const rows: DirtyContact[] = await this.dataSource.query(selectSettledContacts, [
      connection.shop_id,
      addresses,
      before,
    ]);
    return new Map(rows.map((row) => [identityOf(row.email), this.payloads.built(row, connection)]));
  }
}
