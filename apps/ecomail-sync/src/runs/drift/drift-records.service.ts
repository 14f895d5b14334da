import type { Transaction } from '@ellity/messaging';
import { Clock, keyedHash, shortenAddresses } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Config, configToken } from '../../config';
import type { ConnectionRow } from '../../connection/connection-row';
import { ConnectionsService } from '../../connection/connections.service';
import { identityOf } from '@ellity/contracts';
import { MembershipService } from '../../membership/membership.service';
import { NoticesService } from '../../membership/notices.service';
import type { DriftExample } from './drift.response';
import type { ExpectedContact, PageRead } from './drift-reading.service';
import { addFindings, markDrifted, recordSeen, selectDuplicates } from './drift-statements';

/** How many examples of all kinds a check keeps, and how many of each kind one page adds. */
const examplesMax = 20;
const examplesPerPage = 3;

interface Counts {
  readonly checked: number;
  readonly skipped: number;
  readonly missing: number;
  readonly changed: number;
  readonly statuses: number;
  readonly strangers: number;
  readonly duplicates: number;
}

const nothing: Counts = {
  checked: 0,
  skipped: 0,
  missing: 0,
  changed: 0,
  statuses: 0,
  strangers: 0,
  duplicates: 0,
};

/** Records what a check found, in the transaction of its chunk, and has what is ours repaired. */
@Injectable()
export class DriftRecordsService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly connections: ConnectionsService,
    private readonly memberships: MembershipService,
    private readonly notices: NoticesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Fields that differ are written again by the usual way; statuses that differ are checked as a notice would be.
   * Strangers and whoever is in two spellings stay as they are: they are the merchant's.
   */
  async page(
    transaction: Transaction,
    runId: string,
    connection: ConnectionRow,
    { listed, customers, findings }: PageRead,
  ): Promise<number> {
    await this.connections.hold(transaction.manager, connection);
    const rows = new Map(listed.map(({ row: { email } }) => [email, this.memberships.keyOf(email)]));
    const emails = [...rows.keys()];
    const seen: { key: string }[] = await transaction.manager.query(recordSeen, [
      runId,
      [...rows.values()],
      emails.map((email) => keyedHash(this.config.hashKey, 'spelling', email)),
      emails.map((email) => customers.get(identityOf(email)) ?? null),
    ]);
    const isNew = new Set(seen.map(({ key }) => key));
    const isFirst = (email: string) => isNew.has(rows.get(email) ?? '');
    const marked = await this.mark(
      transaction,
      connection,
      findings.changed.map(({ contact: { row } }) => ({
        customerId: row.customer_id,
        version: row.version,
      })),
      false,
    );
    const changed = findings.changed.filter(({ contact }) => marked.has(contact.row.customer_id));
    const statuses = findings.statuses.filter(({ email }) => isFirst(email));
    const strangers = findings.strangers.filter(isFirst);
    const told = await this.notices.observe(transaction, connection, statuses);
    await this.add(transaction, runId, {
      counts: {
        ...nothing,
        checked: emails.filter(isFirst).length,
        skipped: findings.skipped.length,
        changed: changed.length,
        statuses: told,
        strangers: strangers.length,
      },
      fields: changed.flatMap(({ fields }) => fields),
      examples: [
        ...changed
          .slice(0, examplesPerPage)
          .map(({ contact, fields }) => exampleOf('changed', contact.row.customer_id, null, fields)),
        ...statuses
          .slice(0, examplesPerPage)
          .map(({ customerId, email }) => exampleOf('status', customerId, email)),
        ...strangers.slice(0, examplesPerPage).map((email) => exampleOf('stranger', null, email)),
      ],
    });
    return emails.length;
  }

  /** Contacts that the list has no more are written as new; whoever left before is not subscribed by it. */
  async gone(
    transaction: Transaction,
    runId: string,
    connection: ConnectionRow,
    contacts: readonly ExpectedContact[],
  ): Promise<void> {
    await this.connections.hold(transaction.manager, connection);
    const marked = await this.mark(transaction, connection, contacts, true);
    await this.add(transaction, runId, {
      counts: { ...nothing, missing: marked.size },
      fields: [],
      examples: [...marked].slice(0, examplesPerPage).map((id) => exampleOf('missing', id, null)),
    });
  }

  /** Who is in the list in several spellings. */
  async duplicates({ manager }: Transaction, runId: string): Promise<void> {
    const rows: { customerId: string | null }[] = await manager.query(selectDuplicates, [runId]);
    await this.add({ manager }, runId, {
      counts: { ...nothing, duplicates: rows.length },
      fields: [],
      examples: rows
        .slice(0, examplesPerPage)
        .map(({ customerId }) => exampleOf('duplicate', customerId, null)),
    });
  }

  private async mark(
    transaction: Transaction,
    { shop_id: shopId }: ConnectionRow,
    contacts: readonly { readonly customerId: string; readonly version: string }[],
    isGone: boolean,
  ): Promise<ReadonlySet<string>> {
    if (contacts.length === 0) return new Set();
    const [rows]: [{ customer_id: string }[], number] = await transaction.manager.query(markDrifted, [
      ...[shopId, this.clock.now()],
      contacts.map(({ customerId }) => customerId),
      contacts.map(({ version }) => version),
      isGone,
    ]);
    this.connections.wakeAfter(transaction, shopId);
    return new Set(rows.map(({ customer_id }) => customer_id));
  }

  private async add(
    { manager }: Pick<Transaction, 'manager'>,
    runId: string,
    found: {
      readonly counts: Counts;
      readonly fields: readonly string[];
      readonly examples: readonly DriftExample[];
    },
  ): Promise<void> {
    const { checked, skipped, missing, changed, statuses, strangers, duplicates } = found.counts;
    await manager.query(addFindings, [
      ...[runId, checked, skipped, missing, changed, statuses, strangers, duplicates],
      ...[found.fields, JSON.stringify(found.examples), examplesMax],
    ]);
  }
}

const exampleOf = (
  kind: DriftExample['kind'],
  customerId: string | null,
  email: string | null,
  fields: readonly string[] = [],
): DriftExample => ({ kind, customerId, email: email && shortenAddresses(email), fields });
