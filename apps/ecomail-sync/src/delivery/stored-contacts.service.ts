import { type Transaction, Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionsService } from '../connection/connections.service';
import { type JournalEntry, JournalEntriesService } from '../events/journal-entries.service';
import { MembershipService } from '../membership/membership.service';
import type { BuiltContact } from '../mirror/dirty-contacts';
import { ParkedEventsService } from '../events/parked-events.service';

export interface WriteOutcome {
  readonly written: readonly BuiltContact[];
  readonly rejected: readonly { readonly item: BuiltContact; readonly reason: string }[];
  /** Known to us and no longer in the list: to be written as new. */
  readonly vanished: readonly BuiltContact[];
}

/** Records what Ecomail has now, in one transaction per batch. */
@Injectable()
export class StoredContactsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly connections: ConnectionsService,
    private readonly journal: JournalEntriesService,
    private readonly memberships: MembershipService,
    private readonly parkedEvents: ParkedEventsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Before a call: until its answer is recorded, nobody knows what Ecomail has, so nothing counts as unchanged. A
   * write whose answer is lost is then repeated even when the contact has returned to what was stored before it.
   */
  async forgetHashes(connection: ConnectionRow, contacts: readonly BuiltContact[]): Promise<void> {
    await this.transactions.run(({ manager }) =>
      manager.query(
        `update contacts c set stored_hash = null
         from (select customer_id from contacts where shop_id = $1 and customer_id = any($2) and stored_hash is not null
               order by customer_id for update) as held
         where c.shop_id = $1 and c.customer_id = held.customer_id`,
        [connection.shop_id, idsOf(contacts)],
      ),
    );
  }

  async record(connection: ConnectionRow, outcome: WriteOutcome): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run(async ({ manager }: Transaction) => {
      await this.connections.hold(manager, connection);
      const all = [...outcome.written, ...outcome.vanished, ...outcome.rejected.map(({ item }) => item)];
      await lockContacts(manager, connection.shop_id, all);
      const pins = await this.settlePins(manager, connection.shop_id, outcome.written);
      await markStored(manager, connection.shop_id, outcome.written, now);
      await markVanished(manager, connection.shop_id, outcome.vanished);
      const parked = await markRejected(manager, connection.shop_id, outcome.rejected, now);
      const created = outcome.written.filter(({ isNew }) => isNew);
      await this.memberships.confirm(manager, connection.shop_id, emailsOf(created));
      await this.memberships.withdraw(
        manager,
        connection.shop_id,
        emailsOf(outcome.rejected.map(({ item }) => item)),
      );
      await this.journal.write(manager, connection.shop_id, [
        ...storedEntries(outcome, now),
        ...pins,
        ...parked,
      ]);
    });
  }

  /** Nobody is told of a PIN that the fields do not show; as soon as it is written, those that waited for it go on. */
  private async settlePins(
    manager: EntityManager,
    shopId: string,
    written: readonly BuiltContact[],
  ): Promise<JournalEntry[]> {
    const unreadable = idsOf(written.filter(({ isPinUnreadable }) => isPinUnreadable));
    const readAgain = idsOf(
      written.filter(({ row, isPinUnreadable }) => row.pin_unreadable && !isPinUnreadable),
    );
    if (unreadable.length + readAgain.length === 0) return [];
    await manager.query(
      'update contacts set pin_unreadable = customer_id = any($3) where shop_id = $1 and customer_id = any($2)',
      [shopId, [...unreadable, ...readAgain], unreadable],
    );
    return [
      ...(await this.parkedEvents.park(manager, shopId, unreadable, 'pin-unreadable', 'pin')),
      ...(await this.parkedEvents.free(manager, shopId, readAgain, 'pin-unreadable')),
    ];
  }

  /** Contacts whose newest state needed no call. */
  async recordUnchanged(connection: ConnectionRow, contacts: readonly BuiltContact[]): Promise<void> {
    if (contacts.length > 0) await this.record(connection, { written: contacts, rejected: [], vanished: [] });
  }
}

const emailsOf = (contacts: readonly BuiltContact[]): string[] => contacts.map(({ row }) => row.email);
const idsOf = (contacts: readonly BuiltContact[]): string[] => contacts.map(({ row }) => row.customer_id);

/** In the same order as reception locks them, so that neither waits for the other. */
async function lockContacts(
  manager: EntityManager,
  shopId: string,
  contacts: readonly BuiltContact[],
): Promise<void> {
  await manager.query(
    'select 1 from contacts where shop_id = $1 and customer_id = any($2) order by customer_id for update',
    [shopId, idsOf(contacts)],
  );
}

/** Also settles the events that have no tracker event: the newest of each group is delivered, older ones are merged into it. */
async function markStored(
  manager: EntityManager,
  shopId: string,
  contacts: readonly BuiltContact[],
  now: Date,
): Promise<void> {
  if (contacts.length === 0) return;
  const column = (valueOf: (contact: BuiltContact) => unknown) => contacts.map(valueOf);
  const versions = [idsOf(contacts), column(({ row }) => row.version)];
  await manager.query(
    `update contacts c set is_known = true, stored_version = given.version, stored_hash = given.hash,
       stored_email = given.email, stored_balance = given.balance, stored_at = $2,
       dirty_since = case when c.version = given.version then null else coalesce(c.dirty_since, $2) end
     from unnest($3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::numeric[])
       as given (customer_id, version, hash, email, balance)
     where c.shop_id = $1 and c.customer_id = given.customer_id`,
    [
      shopId,
      now,
      ...versions,
      column(({ hash }) => hash),
      emailsOf(contacts),
      column(({ row }) => row.balance),
    ],
  );
  await manager.query(
    `update domain_events e set
       state = case when e.id = newest.id then 'delivered' else 'merged' end,
       merged_into = nullif(newest.id, e.id), settled_at = $2
     from unnest($3::uuid[], $4::bigint[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[])
       as given (customer_id, version, profile, credit, pin, warning)
     cross join lateral (values ('profile', profile), ('credit', credit), ('pin', pin), ('warning', warning))
       as newest (field_group, id)
     where e.shop_id = $1 and e.customer_id = given.customer_id and e.state = 'waiting' and e.label is null
       and e.contact_version <= given.version and e.field_group = newest.field_group`,
    [
      shopId,
      now,
      ...versions,
      column(({ row }) => row.profile_event),
      column(({ row }) => row.credit_event),
      column(({ row }) => row.pin_event),
      column(({ row }) => row.warning_event),
    ],
  );
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

/** A rejected contact rests until its profile changes; its events are parked. */
async function markRejected(
  manager: EntityManager,
  shopId: string,
  rejected: WriteOutcome['rejected'],
  now: Date,
): Promise<JournalEntry[]> {
  if (rejected.length === 0) return [];
  const ids = rejected.map(({ item }) => item.row.customer_id);
  await manager.query(
    `update contacts c set rejected_reason = given.reason
     from unnest($2::uuid[], $3::uuid[], $4::text[]) as given (customer_id, profile_event, reason)
     where c.shop_id = $1 and c.customer_id = given.customer_id and c.profile_event = given.profile_event`,
    [shopId, ids, rejected.map(({ item }) => item.row.profile_event), rejected.map(({ reason }) => reason)],
  );
  const [parked]: [{ id: string; customer_id: string }[], number] = await manager.query(
    `update domain_events e set state = 'parked', reason = 'contact-rejected', settled_at = $3
     from contacts c
     where e.shop_id = $1 and e.customer_id = any($2) and e.state = 'waiting' and e.intent_at is null
       and c.shop_id = e.shop_id and c.customer_id = e.customer_id and c.rejected_reason is not null
     returning e.id, e.customer_id`,
    [shopId, ids, now],
  );
  return [
    ...rejected.map(({ item, reason }) => ({
      customerId: item.row.customer_id,
      eventId: null,
      at: now,
      step: 'rejected' as const,
      details: { reason },
    })),
    ...parked.map(({ id, customer_id }) => ({
      customerId: customer_id,
      eventId: id,
      at: now,
      step: 'parked' as const,
      details: { reason: 'contact-rejected' },
    })),
  ];
}

/** The fields as written, the PIN masked. */
function storedEntries(outcome: WriteOutcome, now: Date): JournalEntry[] {
  return outcome.written
    .filter(({ isUnchanged }) => !isUnchanged)
    .map(({ row, payload, isNew }) => ({
      customerId: row.customer_id,
      eventId: null,
      at: now,
      step: 'stored' as const,
      details: {
        version: row.version,
        isNew,
        fields: {
          ...payload.custom_fields,
          ...(payload.custom_fields['ellity_pin'] ? { ellity_pin: '****' } : {}),
        },
      },
    }));
}
