import { Delivery, type Staged, type Transaction, type Writer } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { jsonArray, jsonLines, type Plain, plainArray, textArray } from '../array-parameters';
import { fieldGroups } from '../fields/field-definitions';
import { selectParkedReason } from '../mirror/address-claims';
import { WorkSignal } from '../accounts/work-signal';
import { type ContactChange, contactRowsOf } from '../mirror/contact-change';
import { upsertContacts } from '../mirror/mirror-statements';
import type { SuppressedReason } from './event-reasons';
import { Inflow } from './inflow';
import { ParkedEventsService } from './parked-events.service';

/** An event that the mirror does not show. */
interface Unshown {
  readonly id: string;
  /** The customer was erased: the mirror applies nothing to them. */
  readonly isErased: boolean;
  /** The newest event of its group. */
  readonly newest: string | null;
}

/** Applies loyalty events to the mirror and records them, a whole batch with one statement. */
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
    const changes = staged.map(({ item }) => item);
    const reception = receive(changes, this.clock.now());
    const unshown: readonly Unshown[] = await transaction.manager.query(reception.sql, reception.parameters);
    const unshownOf = new Map(unshown.map((one) => [one.id, one]));
    // A newer profile removes what parked its customer's events: a refusal, or that there was none.
    const profiles = changes
      .filter(({ group, eventId }) => group === 'profile' && !unshownOf.get(eventId)?.isErased)
      .map(({ shopId, customerId }) => ({ shop_id: shopId, customer_id: customerId }));
    await this.parkedEvents.free(transaction.manager, profiles);
    if (unshown.length > 0) sayUnshown(staged, unshownOf);
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

/** Who was erased, or whose news came too late, is told of apart. */
function sayUnshown(staged: readonly Staged<ContactChange>[], unshownOf: ReadonlyMap<string, Unshown>): void {
  const written = new Set(staged.map(({ item }) => item.eventId));
  for (const { item, delivery } of staged) {
    const unshown = unshownOf.get(item.eventId);
    if (unshown?.isErased) delivery?.noOp(erased);
    else if (unshown && unshown.newest !== null && !written.has(unshown.newest)) delivery?.noOp('overtaken');
  }
}

/** What a column of an event is filled with, for all events of a batch in one parameter. */
interface EventColumn {
  readonly name: string;
  readonly parameterOf: (changes: readonly ContactChange[]) => string;
  readonly arrayOf: (parameter: string) => string;
}

const plain = (name: string, type: string, valueOf: (change: ContactChange) => Plain): EventColumn => ({
  name,
  parameterOf: (changes) => plainArray(changes.map(valueOf)),
  arrayOf: (parameter) => `${parameter}::${type}[]`,
});
const text = (name: string, valueOf: (change: ContactChange) => string | null): EventColumn => ({
  name,
  parameterOf: (changes) => textArray(changes.map(valueOf)),
  arrayOf: (parameter) => `${parameter}::text[]`,
});

const eventColumns: readonly EventColumn[] = [
  plain('id', 'uuid', (change) => change.eventId),
  text('source', (change) => change.source),
  text('shop_id', (change) => change.shopId),
  plain('customer_id', 'uuid', (change) => change.customerId),
  text('type', (change) => change.type),
  text('field_group', (change) => change.group),
  plain('sequence', 'bigint', (change) => change.sequence),
  plain('occurred_at', 'timestamptz', (change) => change.occurredAt),
  text('label', (change) => change.label),
  plain('announce', 'boolean', (change) => change.announce),
  {
    name: 'numbers',
    parameterOf: (changes) => jsonLines(changes.map(({ numbers }) => numbers)),
    arrayOf: jsonArray,
  },
  text('reference', (change) => change.reference),
  plain('entry_id', 'uuid', (change) => change.entryId),
  text('traceparent', (change) => change.traceparent),
];

/** The statement that applies changes to the mirror and enters them as events. */
function receive(
  changes: readonly ContactChange[],
  now: Date,
): { readonly sql: string; readonly parameters: unknown[] } {
  const upsert = upsertContacts(contactRowsOf(changes), now);
  const sql = statements.get(upsert.name) ?? receiveStatement(upsert.sql, upsert.parameters.length);
  statements.set(upsert.name, sql);
  const columns = eventColumns.map(({ parameterOf }) => parameterOf(changes));
  return { sql, parameters: [...upsert.parameters, ...columns, ...receptionParameters(changes)] };
}

/** By the field groups of the batch, which its statement for the mirror names. */
const statements = new Map<string, string>();

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
 * Applies a batch to the mirror, enters its events into the reconciliation, and counts what was received apart from them,
 * so that a lost row shows. Nobody is notified of what happens while a shop has no connection; a paused one keeps
 * everything waiting; what belongs to a contact that cannot be written is parked. Answers with the events that the mirror
 * does not show. `upsert` has the first `before` parameters, of which the last is the time.
 */
function receiveStatement(upsert: string, before: number): string {
  const now = `$${before}::timestamptz`;
  const names = eventColumns.map(({ name }) => name).join(', ');
  const columns = eventColumns.map(({ arrayOf }, index) => arrayOf(`$${before + index + 1}`));
  const [shop, source, type, hour, messages] = ['text', 'text', 'text', 'timestamptz', 'int'].map(
    (of, index) => `$${before + eventColumns.length + index + 1}::${of}[]`,
  );
  const newest = fieldGroups.map((name) => `when '${name}' then applied.${name}_event`).join(' ');
  return `
  with applied as (${upsert}),
  received as (
    insert into event_receptions (shop_id, source, type, hour, messages)
    select * from unnest(${shop}, ${source}, ${type}, ${hour}, ${messages})),
  input as materialized (
    select input.*, applied.customer_id is null as is_erased, applied.version, applied.rejected_reason,
      applied.debounced_until, case input.field_group ${newest} end as newest
    from unnest(${columns.join(', ')}) as input (${names})
    left join applied using (shop_id, customer_id)),
  entered as (
    insert into domain_events (${names}, received_at, contact_version, state, reason, due_at, settled_at)
    select ${names}, ${now}, coalesce(input.version, 0), outcome.state, outcome.reason,
      case when input.label = 'credit' then greatest(input.debounced_until, ${now}) else ${now} end,
      case when outcome.state <> 'waiting' then ${now} end
    from input
    left join (select shop_id, state from connections) as connection using (shop_id)
    cross join lateral (select case when input.is_erased then '${erased}'
      else ${selectParkedReason('input.rejected_reason')} end) as contact (parked_reason)
    cross join lateral (select
      case when coalesce(connection.state, 'inactive') = 'inactive' then 'suppressed'
           when contact.parked_reason = '${erased}' then 'suppressed'
           when contact.parked_reason is not null then 'parked' else 'waiting' end,
      case when coalesce(connection.state, 'inactive') = 'inactive' then 'no-connection'
           else contact.parked_reason end) as outcome (state, reason))
  select id, is_erased as "isErased", newest from input where newest is distinct from id`;
}
