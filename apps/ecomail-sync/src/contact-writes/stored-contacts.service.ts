import { type Transaction, Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { jsonArray, jsonLines, plainArray, textArray } from '../array-parameters';
import { type Config, configToken } from '../config';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionsService } from '../connection/connections.service';
import { EventsService } from '../events/events.service';
import { type JournalEntry, JournalEntriesService } from '../events/journal-entries.service';
import type { BuiltContact } from '../mirror/dirty-contacts';
import { countExported, holdOpenExport, markUnwritten, type OpenExport } from '../mirror/exported-contacts';
import { leaveWrite } from './unanswered-writes.service';

export interface WriteOutcome {
  readonly written: readonly BuiltContact[];
  readonly rejected: readonly { readonly item: BuiltContact; readonly reason: string }[];
  /** Taken as new and not there yet: to be tried again in a while. */
  readonly absent: readonly BuiltContact[];
  /** Known to us and no longer in the list: to be written as new. */
  readonly vanished: readonly BuiltContact[];
}

/** Records what Ecomail has now, in one transaction per batch. */
@Injectable()
export class StoredContactsService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly connections: ConnectionsService,
    private readonly journal: JournalEntriesService,
    private readonly events: EventsService,
    private readonly clock: Clock,
  ) {}

  /** `write`: the one that was answered, as UnansweredWritesService knows it. */
  async record(connection: ConnectionRow, answered: WriteOutcome, write: string | null): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run(async ({ manager }: Transaction) => {
      await this.connections.hold(manager, connection);
      const exports: OpenExport[] = await manager.query(holdOpenExport, [connection.shop_id]);
      const { erased, exported } = await lockContacts(manager, connection.shop_id, answered, exports[0]);
      const outcome = withoutErased(answered, erased);
      const { vanished, absent } = outcome;
      const unwritten = unwrittenOf(outcome);
      if (exports.length > 0 && unwritten.length > 0)
        await manager.query(markUnwritten, [connection.shop_id, plainArray(idsOf(unwritten))]);
      await this.settlePins(manager, connection.shop_id, outcome.written);
      await markStored(manager, connection.shop_id, outcome.written, now);
      await this.events.deliverStored(
        manager,
        connection.shop_id,
        outcome.written.map(({ row }) => row),
      );
      await markVanished(manager, connection.shop_id, vanished);
      await this.markAbsent(manager, connection.shop_id, absent, now);
      const rejected = await markRejected(manager, connection.shop_id, outcome.rejected);
      await this.events.parked.park(manager, connection.shop_id, rejected, 'contact-rejected');
      await this.journal.write(manager, connection.shop_id, [
        ...storedEntries(outcome, now),
        ...rejectedEntries(outcome, now),
      ]);
      if (write !== null) await leaveWrite(manager, write, idsOf(outcome.written));
      await countForExports(manager, exported);
    });
  }

  /** Not due any more until it is tried again; a change of before then is written at once. */
  private async markAbsent(
    manager: EntityManager,
    shopId: string,
    contacts: readonly BuiltContact[],
    now: Date,
  ): Promise<void> {
    if (contacts.length === 0) return;
    await manager.query(
      `update contacts c set absent_since = coalesce(c.absent_since, $2),
         write_again_at = greatest(c.write_again_at, now() + $3 * interval '1 millisecond'),
         dirty_since = case when c.version = input.version then null else c.dirty_since end
       from unnest($4::uuid[], $5::bigint[]) as input (customer_id, version)
       where c.shop_id = $1 and c.customer_id = input.customer_id`,
      [
        ...[shopId, now, this.config.delivery.backoffMs.at(-1) ?? 0],
        ...[idsOf(contacts), contacts.map(({ row }) => row.version)],
      ],
    );
  }

  /** Nobody is notified of a PIN that the fields do not show; as soon as it is written, those that waited for it go on. */
  private async settlePins(
    manager: EntityManager,
    shopId: string,
    written: readonly BuiltContact[],
  ): Promise<void> {
    const unreadable = idsOf(written.filter(({ isPinUnreadable }) => isPinUnreadable));
    const readAgain = idsOf(
      written.filter(({ row, isPinUnreadable }) => row.pin_unreadable && !isPinUnreadable),
    );
    if (unreadable.length + readAgain.length === 0) return;
    await manager.query(
      'update contacts set pin_unreadable = customer_id = any($3) where shop_id = $1 and customer_id = any($2)',
      [shopId, [...unreadable, ...readAgain], unreadable],
    );
    await this.events.parked.park(manager, shopId, unreadable, 'pin-unreadable', 'pin');
    await this.events.parked.free(
      manager,
      readAgain.map((customer_id) => ({ shop_id: shopId, customer_id })),
    );
  }

  /** Contacts whose newest state needed no call. */
  async recordUnchanged(connection: ConnectionRow, contacts: readonly BuiltContact[]): Promise<void> {
    if (contacts.length > 0)
      await this.record(connection, { written: contacts, rejected: [], absent: [], vanished: [] }, null);
  }
}

const emailsOf = (contacts: readonly BuiltContact[]): string[] => contacts.map(({ row }) => row.email);
const idsOf = (contacts: readonly BuiltContact[]): string[] => contacts.map(({ row }) => row.customer_id);

const unwrittenOf = ({ vanished, absent, rejected }: WriteOutcome): BuiltContact[] => [
  ...[...vanished, ...absent],
  ...rejected.map(({ item }) => item),
];
const contactsOf = (outcome: WriteOutcome): BuiltContact[] => [...outcome.written, ...unwrittenOf(outcome)];

/** An answer about somebody who was erased meanwhile is recorded nowhere. */
function withoutErased(outcome: WriteOutcome, erased: ReadonlySet<string>): WriteOutcome {
  if (erased.size === 0) return outcome;
  const lives = ({ row }: BuiltContact) => !erased.has(row.customer_id);
  return {
    written: outcome.written.filter(lives),
    vanished: outcome.vanished.filter(lives),
    absent: outcome.absent.filter(lives),
    rejected: outcome.rejected.filter(({ item }) => lives(item)),
  };
}

/** Of contacts that are locked: who was erased, and what was done for exports that asked for it. */
interface Locked {
  readonly erased: ReadonlySet<string>;
  readonly exported: readonly Exported[];
}

interface Exported {
  readonly run: string;
  readonly unchanged: number;
  readonly stored: number;
}

/** In the same order as reception locks them, so that neither waits for the other. */
async function lockContacts(
  manager: EntityManager,
  shopId: string,
  answered: WriteOutcome,
  open: OpenExport | undefined,
): Promise<Locked> {
  const unchanged = answered.written.filter(({ isUnchanged }) => isUnchanged);
  const rows: (Omit<Exported, 'run'> & { erased: string | null; run: string | null })[] = await manager.query(
    lockAndCount,
    [
      shopId,
      ...[contactsOf(answered), unwrittenOf(answered), unchanged].map((some) => plainArray(idsOf(some))),
      ...[open?.run_id, open?.asked_at, open?.marked_through],
    ],
  );
  return {
    erased: new Set(rows.flatMap(({ erased }) => erased ?? [])),
    exported: rows.flatMap(({ run, unchanged: same, stored }) =>
      run === null ? [] : [{ run, unchanged: same, stored }],
    ),
  };
}

/**
 * $1 shop, $2 contacts; of them $3 were not written, $4 needed no call. Each erased one, and the counts of each export, the
 * open one being $5, which has without a mark who waits since $6, up to $7.
 */
const lockAndCount = `
  with locked as materialized (
    select customer_id, erased_at is not null as is_erased,
      coalesce(export_run, case when dirty_since <= $6 and customer_id <= $7 then $5::uuid end) as export_run
    from contacts
    where shop_id = $1 and customer_id = any($2::uuid[]) order by customer_id for update)
  select customer_id as erased, null::uuid as run, 0 as unchanged, 0 as stored from locked where is_erased
  union all
  select null, export_run, count(*) filter (where customer_id = any($4::uuid[]))::int,
    count(*) filter (where customer_id <> all($4::uuid[]))::int
  from locked where export_run is not null and not is_erased and customer_id <> all($3::uuid[])
  group by export_run`;

async function markStored(
  manager: EntityManager,
  shopId: string,
  contacts: readonly BuiltContact[],
  now: Date,
): Promise<void> {
  if (contacts.length === 0) return;
  const column = <T>(valueOf: (contact: BuiltContact) => T) => contacts.map(valueOf);
  await manager.query(
    `update contacts c set is_known = true, stored_version = input.version, stored_hash = input.hash,
       stored_email = input.email, consent_carried = input.consent, left_out = input.left_out,
       stored_balance = input.balance, stored_at = case when input.is_unchanged then c.stored_at else $2 end,
       dirty_since = case when c.version <> input.version then $2 end,
       dirty_lane = case when c.version = input.version then 3 else c.dirty_lane end,
       absent_since = null, export_run = null,
       written_parts = input.written_parts::text[]
     from unnest($3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::numeric[], $8::text[], ${jsonArray('$9')}, $10::boolean[], $11::text[])
       as input (customer_id, version, hash, email, balance, consent, left_out, is_unchanged, written_parts)
     where c.shop_id = $1 and c.customer_id = input.customer_id`,
    [
      shopId,
      now,
      plainArray(idsOf(contacts)),
      plainArray(column(({ row }) => row.version)),
      plainArray(column(({ hash }) => hash)),
      textArray(emailsOf(contacts)),
      plainArray(column(({ row }) => row.balance)),
      plainArray(column(({ row }) => row.consent)),
      jsonLines(column(({ leftOut }) => leftOut)),
      plainArray(column(({ isUnchanged }) => isUnchanged)),
      textArray(column(({ writtenParts }) => plainArray(writtenParts))),
    ],
  );
}

/** The last statement of its transaction: whoever else records a batch of the same export waits for its row. */
async function countForExports(manager: EntityManager, exported: readonly Exported[]): Promise<void> {
  for (const { run, unchanged, stored } of exported.toSorted((one, other) => (one.run < other.run ? -1 : 1)))
    await manager.query(countExported, [run, unchanged, stored]);
}

async function markVanished(
  manager: EntityManager,
  shopId: string,
  contacts: readonly BuiltContact[],
): Promise<void> {
  if (contacts.length === 0) return;
  await manager.query('update contacts set is_known = false where shop_id = $1 and customer_id = any($2)', [
    shopId,
    idsOf(contacts),
  ]);
}

/** A rejected contact backs off until its profile changes. Resolves with those whose profile was not changed meanwhile. */
async function markRejected(
  manager: EntityManager,
  shopId: string,
  rejected: WriteOutcome['rejected'],
): Promise<string[]> {
  if (rejected.length === 0) return [];
  const [rows]: [{ customer_id: string }[], number] = await manager.query(
    `update contacts c set rejected_reason = input.reason, absent_since = null
     from unnest($2::uuid[], $3::uuid[], $4::text[]) as input (customer_id, profile_event, reason)
     where c.shop_id = $1 and c.customer_id = input.customer_id and c.profile_event = input.profile_event
     returning c.customer_id`,
    [
      shopId,
      rejected.map(({ item }) => item.row.customer_id),
      rejected.map(({ item }) => item.row.profile_event),
      rejected.map(({ reason }) => reason),
    ],
  );
  return rows.map(({ customer_id }) => customer_id);
}

const rejectedEntries = ({ rejected }: WriteOutcome, at: Date): JournalEntry[] =>
  rejected.map(({ item, reason }) => ({
    customerId: item.row.customer_id,
    eventId: null,
    at,
    step: 'rejected',
    details: { reason },
  }));

/** The fields as written, the PIN masked. */
function storedEntries(outcome: WriteOutcome, now: Date): JournalEntry[] {
  return outcome.written
    .filter(({ isUnchanged }) => !isUnchanged)
    .map(({ row, payload, isNew, leftOut }) => ({
      customerId: row.customer_id,
      eventId: null,
      at: now,
      step: 'stored' as const,
      details: {
        version: row.version,
        isNew,
        ...(Object.keys(leftOut).length > 0 ? { leftOut } : {}),
        fields: payload.custom_fields['ellity_pin']
          ? { ...payload.custom_fields, ellity_pin: '****' }
          : payload.custom_fields,
      },
    }));
}
