import { identityOf } from '@ellity/contracts';
import type { DirtyContact } from './dirty-contacts';
import { testMode } from './test-mode';

export const addressInUse = 'address-in-use';
const contactRejected = 'contact-rejected';

/**
 * Why the events of a contact are parked; null when they may be sent. What Ecomail said is with the contact; its
 * events say only that it was refused.
 */
export function parkedReasonOf(contact: {
  readonly rejected_reason: string | null;
}): typeof addressInUse | typeof testMode | typeof contactRejected | null {
  const { rejected_reason: reason } = contact;
  return reason === null || reason === addressInUse || reason === testMode ? reason : contactRejected;
}

/** The same in SQL, of the reason of a contact. */
export const selectParkedReason = (reason: string): string =>
  `case when ${reason} in ('${addressInUse}', '${testMode}') then ${reason}
        when ${reason} is not null then '${contactRejected}' end`;

/** A contact of the shop that has one of the addresses that are about to be written. */
export interface Claimant {
  readonly customer_id: string;
  /** The identity of the address. */
  readonly address: string;
  readonly profile_sequence: string;
  readonly rejected_reason: string | null;
  /** Events of it are parked because another customer had the address. */
  readonly has_parked: boolean;
}

export interface AddressClaims {
  /** Have to make way; whatever they would announce is parked. */
  readonly superseded: readonly string[];
  /** May be written again. */
  readonly freed: readonly string[];
  /** All whose address is another's. */
  readonly displaced: ReadonlySet<string>;
}

/** Addresses that these contacts are about to take, or leave. */
export function addressesInMotion(contacts: readonly DirtyContact[]): string[] {
  return contacts
    .filter(({ is_known, email, stored_email }) => !is_known || stored_email !== email)
    .flatMap(({ email, address, stored_email: stored }) => {
      const takes = address ?? identityOf(email);
      return stored === null || stored === email ? [takes] : [takes, identityOf(stored)];
    });
}

/** An address belongs to the customer who claimed it last: whose profile is the newest. */
export function addressClaims(claimants: readonly Claimant[]): AddressClaims {
  const owners = new Map<string, Claimant>();
  for (const claimant of claimants) {
    const owner = owners.get(claimant.address);
    if (!owner || isLater(claimant, owner)) owners.set(claimant.address, claimant);
  }
  const owning = new Set([...owners.values()].map(({ customer_id }) => customer_id));
  const displaced = claimants.filter(({ customer_id }) => !owning.has(customer_id));
  return {
    superseded: displaced
      .filter(({ rejected_reason }) => rejected_reason === null)
      .map(({ customer_id }) => customer_id),
    freed: [...owners.values()]
      .filter(({ rejected_reason, has_parked }) => rejected_reason === addressInUse || has_parked)
      .map(({ customer_id }) => customer_id),
    displaced: new Set(displaced.map(({ customer_id }) => customer_id)),
  };
}

function isLater(one: Claimant, other: Claimant): boolean {
  const [first, second] = [BigInt(one.profile_sequence), BigInt(other.profile_sequence)];
  return first === second ? one.customer_id > other.customer_id : first > second;
}
