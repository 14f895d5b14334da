import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { plainArray } from '../array-parameters';
import { fieldGroups, type NewestEvents } from '../fields/field-definitions';
import type { SuppressedReason } from './event-reasons';
import { ParkedEventsService } from './parked-events.service';
import * as statements from './event-statements';

/** A call about to be made for an event. */
export interface IntendedCall {
  readonly id: string;
  readonly email: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** Of a credit event: the net of all that it announces. */
  readonly notifiedAmount: string | null;
}

/** An answer to the call that was made for an event. `details`: for the journal. */
export interface AnsweredCall {
  readonly id: string;
  readonly intentAt: Date;
  readonly at: Date;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A contact as it was just stored, with the newest event of each of its field groups. */
export interface StoredVersion extends NewestEvents {
  readonly customer_id: string;
  readonly version: string;
}

type Unconfirmed = Pick<AnsweredCall, 'id' | 'intentAt'>;

/**
 * The one writer of an event's state, with ParkedEventsService for what is parked. Every change happens in the
 * caller's transaction, starts from the state that it names, and is journalled by the statement that makes it; an
 * event in another state stays as it is.
 */
@Injectable()
export class EventsService {
  constructor(
    private readonly clock: Clock,
    readonly parked: ParkedEventsService,
  ) {}

  /**
   * Commits that calls are about to be made, so that one whose answer is lost is looked for and never blindly sent
   * again. Throws when one of the events was sent or settled meanwhile: the caller holds their locks.
   */
  async intend(
    manager: EntityManager,
    shopId: string,
    calls: readonly IntendedCall[],
    intentAt: Date,
    readBackAt: Date,
  ): Promise<void> {
    if (calls.length === 0) return;
    const [rows]: [unknown[], number] = await manager.query(statements.recordIntents, [
      shopId,
      intentAt,
      readBackAt,
      calls.map(({ id }) => id),
      calls.map(({ email }) => email),
      calls.map(({ value }) => JSON.stringify(value)),
      calls.map(({ notifiedAmount }) => notifiedAmount),
    ]);
    if (rows.length !== calls.length) throw new Error('an event was sent or settled while it was intended');
  }

  /** Unsent events that another one announces as well. */
  async merge(
    manager: EntityManager,
    shopId: string,
    merges: readonly { readonly id: string; readonly into: string }[],
  ): Promise<void> {
    if (merges.length === 0) return;
    await manager.query(statements.recordMerged, [
      shopId,
      this.clock.now(),
      merges.map(({ id }) => id),
      merges.map(({ into }) => into),
    ]);
    await manager.query(statements.countSaved, [shopId, this.clock.now(), merges.length]);
  }

  /** Unsent events that nobody is to be notified of. */
  async suppress(
    manager: EntityManager,
    shopId: string,
    events: readonly { readonly id: string; readonly reason: SuppressedReason }[],
  ): Promise<void> {
    if (events.length === 0) return;
    await manager.query(statements.recordSuppressed, [
      shopId,
      this.clock.now(),
      events.map(({ id }) => id),
      events.map(({ reason }) => reason),
    ]);
  }

  /** Whatever is open of a customer who is erased. `is_sent`: a call was made, or is being made. */
  erase(
    manager: EntityManager,
    shopId: string,
    customerId: string,
  ): Promise<readonly { readonly id: string; readonly is_sent: boolean }[]> {
    return manager.query(statements.recordErased, [shopId, this.clock.now(), customerId]);
  }

  /** Ecomail has these events: it accepted the calls, or they were found there. */
  async deliver(
    manager: EntityManager,
    shopId: string,
    step: 'accepted' | 'found',
    calls: readonly (Omit<AnsweredCall, 'intentAt'> & { readonly ecomailId: string })[],
  ): Promise<void> {
    if (calls.length === 0) return;
    await manager.query(statements.recordDelivered, [
      shopId,
      step,
      calls.map(({ id }) => id),
      calls.map(({ at }) => at),
      calls.map(({ ecomailId }) => ecomailId),
      calls.map(({ details }) => JSON.stringify(details)),
    ]);
  }

  /** What the stored fields contain: events without a tracker event are delivered, the others may be sent. */
  async deliverStored(
    manager: EntityManager,
    shopId: string,
    contacts: readonly StoredVersion[],
  ): Promise<void> {
    if (contacts.length === 0) return;
    const ids = plainArray(contacts.map((contact) => contact.customer_id));
    const versions = plainArray(contacts.map((contact) => contact.version));
    await manager.query(statements.recordStored, [
      ...[shopId, this.clock.now(), ids, versions],
      ...fieldGroups.map((group) => plainArray(contacts.map((contact) => contact[`${group}_event`]))),
    ]);
    await manager.query(statements.recordSendable, [shopId, ids, versions]);
  }

  /** Those of these events whose fields are no longer stored, or were before `freshSince`, wait until they are. */
  async keepUnsendable(
    manager: EntityManager,
    shopId: string,
    ids: readonly string[],
    freshSince: Date,
  ): Promise<void> {
    if (ids.length > 0) await manager.query(statements.recordUnsendable, [shopId, ids, freshSince]);
  }

  /** Calls that were certainly not carried out: their events are due again. */
  async retry(
    manager: EntityManager,
    shopId: string,
    calls: readonly (AnsweredCall & { readonly dueAt: Date })[],
  ): Promise<void> {
    if (calls.length === 0) return;
    await manager.query(statements.recordNotSent, [
      shopId,
      this.clock.now(),
      calls.map(({ id }) => id),
      calls.map(({ intentAt }) => intentAt),
      calls.map(({ dueAt }) => dueAt),
      calls.map(({ details }) => JSON.stringify(details)),
    ]);
  }

  /** Calls that Ecomail refused for good: their events are parked as `event-rejected`. */
  async refuse(manager: EntityManager, shopId: string, calls: readonly AnsweredCall[]): Promise<void> {
    if (calls.length === 0) return;
    await manager.query(statements.recordRefused, [
      shopId,
      this.clock.now(),
      calls.map(({ id }) => id),
      calls.map(({ intentAt }) => intentAt),
      calls.map(({ details }) => JSON.stringify(details)),
    ]);
  }

  /** The next read-back of an event whose answer never came. */
  async postponeReadBack(
    manager: EntityManager,
    shopId: string,
    { id, intentAt }: Unconfirmed,
    next: { readonly readBacks: number; readonly dueAt: Date },
  ): Promise<void> {
    await manager.query(statements.recordReadBack, [shopId, id, intentAt, next.dueAt, next.readBacks]);
  }

  /**
   * The intent to send an event once more that was not found at Ecomail. False where somebody else settled it
   * meanwhile, or its fields are no longer stored under the address it was sent to, or were before `freshSince`.
   */
  async intendAgain(
    manager: EntityManager,
    shopId: string,
    { id, intentAt }: Unconfirmed,
    again: { readonly intentAt: Date; readonly readBackAt: Date; readonly freshSince: Date },
  ): Promise<boolean> {
    const rows: unknown[] = await manager.query(statements.recordIntentAgain, [
      shopId,
      again.intentAt,
      id,
      intentAt,
      again.readBackAt,
      again.freshSince,
    ]);
    return rows.length > 0;
  }

  /** An event that is not at Ecomail is unsent again. */
  async withdrawIntent(manager: EntityManager, shopId: string, { id, intentAt }: Unconfirmed): Promise<void> {
    await manager.query(statements.recordWithdrawn, [shopId, this.clock.now(), id, intentAt]);
  }

  /** Unsent credit events of these contacts wait until then. */
  async delayCredits(
    manager: EntityManager,
    shopId: string,
    customerIds: readonly string[],
    until: Date,
  ): Promise<void> {
    await manager.query(statements.recordDelayed, [shopId, until, customerIds]);
  }
}
