import { Delivery, type Staged, type Transaction, type Writer } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { parkedReasonOf } from '../mirror/address-claims';
import { WorkSignal } from '../accounts/work-signal';
import { type ContactChange, contactRowsOf } from '../mirror/contact-change';
import { type AppliedContact, upsertContacts } from '../mirror/mirror-statements';
import { ParkedEventsService } from './parked-events.service';
import { insertDomainEvents, insertReceptions } from './reception-statements';

/** Applies loyalty events to the mirror and records them, a whole batch with four statements. */
@Injectable()
export class ReceptionService implements Writer<ContactChange> {
  constructor(
    private readonly clock: Clock,
    private readonly signal: WorkSignal,
    private readonly parkedEvents: ParkedEventsService,
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
    const contactOf = (change: ContactChange): AppliedContact => {
      const contact = contacts.get(`${change.shopId}/${change.customerId}`);
      if (!contact) throw new Error(`the mirror returned no row for an applied ${change.type}`);
      return contact;
    };
    const traceparents = staged.map(({ delivery }) => delivery?.envelope.traceparent ?? null);
    await transaction.manager.query(insertDomainEvents, [
      ...eventParameters(changes, contactOf, now),
      traceparents,
    ]);
    await transaction.manager.query(insertReceptions, [
      changes.map(({ shopId }) => shopId),
      changes.map(({ source }) => source),
      changes.map(({ type }) => type),
      changes.map(({ occurredAt }) => occurredAt),
    ]);
    // A newer profile removes what parked its customer's events: a refusal, or that there was none.
    const profiles = changes.filter(({ group }) => group === 'profile').map(contactOf);
    await this.parkedEvents.free(transaction.manager, profiles);
    const written = new Set(changes.map((change) => change.eventId));
    for (const { item, delivery } of staged) {
      const newest = contactOf(item)[`${item.group}_event`];
      if (newest !== null && newest !== item.eventId && !written.has(newest)) delivery?.noOp('overtaken');
    }
    const shops = new Set(rows.map((row) => row.shopId));
    transaction.afterCommit(() => shops.forEach((shopId) => this.signal.wake(shopId)));
  }
}

function eventParameters(
  changes: readonly ContactChange[],
  contactOf: (change: ContactChange) => AppliedContact,
  now: Date,
): unknown[] {
  const column = (valueOf: (change: ContactChange) => unknown): unknown[] => changes.map(valueOf);
  // As text: the driver takes longer to write a date into an array than all of the rest of the row.
  const nowText = now.toISOString();
  const dueAt = (change: ContactChange): string => {
    const debouncedUntil = change.label === 'credit' ? contactOf(change).debounced_until : null;
    return debouncedUntil !== null && debouncedUntil > now ? debouncedUntil.toISOString() : nowText;
  };
  return [
    column((change) => change.eventId),
    column((change) => change.source),
    column((change) => change.shopId),
    column((change) => change.customerId),
    column((change) => change.type),
    column((change) => change.group),
    column((change) => change.sequence),
    column((change) => change.occurredAt),
    column((change) => contactOf(change).version),
    column((change) => change.label),
    column((change) => change.announce),
    column((change) => JSON.stringify(change.numbers)),
    column((change) => change.reference),
    column((change) => change.entryId),
    now,
    column(dueAt),
    column((change) => parkedReasonOf(contactOf(change))),
  ];
}
