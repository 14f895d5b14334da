import type { WorkSignal } from '../accounts/work-signal';
import { Shared } from '../kept';

interface Addressed {
  readonly customer_id: string;
  readonly email: string;
  readonly stored_email: string | null;
}

/** A look at contacts in order to write them. */
export interface Reading {
  /** No call was under way since the reading began: what was read of the contact is not older than what it announces. */
  isUntouched(customerId: string): boolean;
  close(): void;
}

/**
 * The contacts of a shop that are being written, or that a tracker call is about: never both, so that an event finds
 * the fields that it announces and not those of a later change, and one call of each, so that events keep their order.
 *
 * Writes of several lanes go on at the same time; two of them never hold the same contact, nor contacts that have, had
 * or get the same address.
 */
export class ContactsUnderWay {
  private readonly addressesOf = new Map<string, readonly string[]>();
  private readonly addresses = new Map<string, number>();
  private readonly calls = new Set<string>();
  /** Of each reading under way: contacts whose call ended since it began. */
  private readonly endedSince = new Set<Set<string>>();
  private readonly postponedWrites = new Set<string>();

  private batches = 0;
  private readonly waitingForRoom: (() => void)[] = [];

  /** `wake`: a write that was postponed may be made now, or there may be more to write. */
  constructor(readonly wake: () => void = () => undefined) {}

  get written(): readonly string[] {
    return [...this.addressesOf.keys()];
  }

  get called(): readonly string[] {
    return [...this.calls];
  }

  /** Those that no other write has to do with; they are being written from now on. */
  beginWrites<T extends Addressed>(contacts: readonly T[]): readonly T[] {
    const free = contacts.filter(
      (contact) =>
        !this.addressesOf.has(contact.customer_id) &&
        addressesOf(contact).every((address) => !this.addresses.has(address)),
    );
    for (const contact of free) {
      const addresses = addressesOf(contact);
      this.addressesOf.set(contact.customer_id, addresses);
      for (const address of addresses) this.addresses.set(address, (this.addresses.get(address) ?? 0) + 1);
    }
    this.batches += 1;
    return free;
  }

  /**
   * Resolves when fewer than `most` batches are being written, of whatever lane, or `own` is over; rejects when that
   * failed. Another one that failed makes no room: what failed is tried again soon.
   */
  async room(most: number, own: Promise<void>): Promise<void> {
    let isOver = false;
    const over = own.then(() => void (isOver = true));
    over.catch(() => undefined);
    while (!isOver && this.batches >= most) {
      const recorded = new Promise<void>((resolve) => this.waitingForRoom.push(resolve));
      await Promise.race([over, recorded]);
    }
  }

  /** Once for each `beginWrites`, with what it resolved with. */
  endWrites(contacts: readonly Addressed[], end: 'recorded' | 'failed'): void {
    this.batches -= 1;
    if (end === 'recorded') for (const resolve of this.waitingForRoom.splice(0)) resolve();
    for (const { customer_id } of contacts) {
      for (const address of this.addressesOf.get(customer_id) ?? []) {
        const left = (this.addresses.get(address) ?? 0) - 1;
        if (left > 0) this.addresses.set(address, left);
        else this.addresses.delete(address);
      }
      this.addressesOf.delete(customer_id);
    }
  }

  /** Whether this contact had neither a write nor a call under way; now it has a call. */
  beginCall(customerId: string): boolean {
    if (this.addressesOf.has(customerId) || this.calls.has(customerId)) return false;
    this.calls.add(customerId);
    return true;
  }

  endCall(customerId: string): void {
    this.calls.delete(customerId);
    for (const ended of this.endedSince) ended.add(customerId);
    if (this.postponedWrites.delete(customerId)) this.wake();
  }

  reading(): Reading {
    const ended = new Set<string>();
    this.endedSince.add(ended);
    return {
      isUntouched: (customerId) => !this.calls.has(customerId) && !ended.has(customerId),
      close: () => void this.endedSince.delete(ended),
    };
  }

  /** Wakes when the calls of these contacts are over; says whether some are over already. */
  postponeWrites(customerIds: readonly string[]): boolean {
    const called = customerIds.filter((customerId) => this.calls.has(customerId));
    for (const customerId of called) this.postponedWrites.add(customerId);
    return called.length < customerIds.length;
  }
}

/** What this process is doing for each shop just now; a shop for which nothing is under way leaves nothing behind. */
export class ShopsUnderWay extends Shared<ContactsUnderWay> {
  constructor(signal: WorkSignal) {
    super((shopId) => new ContactsUnderWay(() => signal.wake(shopId)));
  }
}

const addressesOf = ({ email, stored_email }: Addressed): string[] => [
  ...new Set([email, stored_email ?? email].map((address) => address.toLowerCase())),
];
