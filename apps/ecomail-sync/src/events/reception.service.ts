import { Delivery, type Staged, type Transaction, type Writer } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { jsonArray, jsonLines, type Plain, plainArray } from '../array-parameters';
import { parkedReasonOf } from '../mirror/address-claims';
import { WorkSignal } from '../accounts/work-signal';
import { type ContactChange, contactRowsOf } from '../mirror/contact-change';
import { type AppliedContact, upsertContacts } from '../mirror/mirror-statements';
import type { SuppressedReason } from './event-reasons';
import { Inflow } from './inflow';
import { ParkedEventsService } from './parked-events.service';

/** Applies loyalty events to the mirror and records them, a whole batch with two or three statements. */
@Injectable()
export class ReceptionService implements Writer<ContactChange> {
  constructor(
    private readonly clock: Clock,
    private readonly signal: WorkSignal,
    private readonly parkedEvents: ParkedEventsService,
    private readonly inflow: Inflow,
  ) {}

  stage(delivery: Delivery, change: ContactChange): void {
    delivery.transaction.stage(this, change, delivery);
  }

  async write(transaction: Transaction, staged: readonly Staged<ContactChange>[]): Promise<void> {
    const now = this.clock.now();
    const changes = staged.map(({ item }) => item);
    const rows = contactRowsOf(changes);
    const upsert = upsertContacts(rows, now);
    const applied: AppliedContact[] = await transaction.manager.query(upsert.sql, upsert.parameters);
    const contacts = new Map(
      applied.map((contact) => [`${contact.shop_id}/${contact.customer_id}`, contact]),
    );
    // The mirror applies nothing to a customer who was erased.
    const contactOf = (change: ContactChange): AppliedContact | undefined =>
      contacts.get(`${change.shopId}/${change.customerId}`);
    const traceparents = staged.map(({ delivery }) => delivery?.envelope.traceparent ?? null);
    await transaction.manager.query(insertDomainEvents, [
      ...eventParameters(changes, contactOf, now),
      traceparents,
      ...receptionParameters(changes),
    ]);
    // A newer profile removes what parked its customer's events: a refusal, or that there was none.
    const profiles = changes
      .filter(({ group }) => group === 'profile')
      .flatMap((change) => contactOf(change) ?? []);
    await this.parkedEvents.free(transaction.manager, profiles);
    const written = new Set(changes.map((change) => change.eventId));
    for (const { item, delivery } of staged) {
      const contact = contactOf(item);
      if (!contact) delivery?.noOp('erased');
      const newest = contact?.[`${item.group}_event`] ?? null;
      if (newest !== null && newest !== item.eventId && !written.has(newest)) delivery?.noOp('overtaken');
    }
    const shops = new Map<string, number>();
    for (const { shopId } of changes) shops.set(shopId, (shops.get(shopId) ?? 0) + 1);
    transaction.afterCommit(() =>
      shops.forEach((count, shopId) => {
        this.inflow.came(shopId, count);
        this.signal.wake(shopId);
      }),
    );
  }
}

const erased = 'erased' satisfies SuppressedReason;

function eventParameters(
  changes: readonly ContactChange[],
  contactOf: (change: ContactChange) => AppliedContact | undefined,
  now: Date,
): unknown[] {
  const column = (valueOf: (change: ContactChange) => unknown): unknown[] => changes.map(valueOf);
  const plain = (valueOf: (change: ContactChange) => Plain): string => plainArray(changes.map(valueOf));
  // As text: the driver takes longer to write a date into an array than all of the rest of the row.
  const nowText = now.toISOString();
  const dueAt = (change: ContactChange): string => {
    const debouncedUntil = change.label === 'credit' ? (contactOf(change)?.debounced_until ?? null) : null;
    return debouncedUntil !== null && debouncedUntil > now ? debouncedUntil.toISOString() : nowText;
  };
  return [
    plain((change) => change.eventId),
    column((change) => change.source),
    column((change) => change.shopId),
    plain((change) => change.customerId),
    column((change) => change.type),
    column((change) => change.group),
    plain((change) => change.sequence),
    plain((change) => change.occurredAt),
    plain((change) => contactOf(change)?.version ?? 0),
    column((change) => change.label),
    plain((change) => change.announce),
    jsonLines(column((change) => change.numbers)),
    column((change) => change.reference),
    plain((change) => change.entryId),
    now,
    plain(dueAt),
    column((change) => {
      const contact = contactOf(change);
      return contact ? parkedReasonOf(contact) : erased;
    }),
  ];
}

/** How many messages came, by shop, sender, type and the hour in which they happened. */
function receptionParameters(changes: readonly ContactChange[]): unknown[] {
  const received = new Map<string, { readonly of: readonly string[]; messages: number }>();
  for (const { shopId, source, type, occurredAt } of changes) {
    const of = [shopId, source, type, `${occurredAt.slice(0, 13)}:00:00Z`];
    const key = of.join(' ');
    const known = received.get(key) ?? { of, messages: 0 };
    known.messages += 1;
    received.set(key, known);
  }
  const rows = [...received.values()];
  return [
    ...[0, 1, 2, 3].map((column) => rows.map(({ of }) => of[column])),
    rows.map(({ messages }) => messages),
  ];
}

/**
 * Enters events into the reconciliation, and counts what was received apart from them, so that a lost row shows. Nobody is notified of what happens while a shop has no connection; a paused one keeps
 * everything waiting; what belongs to a contact that cannot be written is parked.
 */
const insertDomainEvents = `
  with received as (
    insert into event_receptions (shop_id, source, type, hour, messages)
    select * from unnest($19::text[], $20::text[], $21::text[], $22::timestamptz[], $23::int[]))
  insert into domain_events (id, source, shop_id, customer_id, type, field_group, sequence, occurred_at, received_at,
    contact_version, label, announce, numbers, reference, entry_id, state, reason, due_at, settled_at, traceparent)
  select input.id, input.source, input.shop_id, input.customer_id, input.type, input.field_group, input.sequence,
    input.occurred_at, $15::timestamptz, input.contact_version, input.label, input.announce, input.numbers, input.reference,
    input.entry_id, outcome.state, outcome.reason, input.due_at, case when outcome.state <> 'waiting' then $15::timestamptz end, input.traceparent
  from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::bigint[], $8::timestamptz[],
      $9::bigint[], $10::text[], $11::boolean[], ${jsonArray('$12')}, $13::text[], $14::uuid[], $16::timestamptz[], $17::text[], $18::text[])
    as input (id, source, shop_id, customer_id, type, field_group, sequence, occurred_at, contact_version, label,
      announce, numbers, reference, entry_id, due_at, parked_reason, traceparent)
  left join connections using (shop_id)
  cross join lateral (select
    case when coalesce(connections.state, 'inactive') = 'inactive' then 'suppressed'
         when input.parked_reason = 'erased' then 'suppressed'
         when input.parked_reason is not null then 'parked' else 'waiting' end,
    case when coalesce(connections.state, 'inactive') = 'inactive' then 'no-connection'
         else input.parked_reason end) as outcome (state, reason)`;
