import type { FieldGroup } from '../fields/field-definitions';
import type { ContactChange } from './contact-change';

/** What the mirror knows of a customer, by the number of each group of fields; '0': nothing. */
export type KnownGroups = Readonly<Record<FieldGroup, string>> & { readonly isErased: boolean };

/**
 * Of what loyalty-core knows, the part that the mirror lacks. A group that it has is kept true by messages, which are
 * never lost and say more than a state does: what was told to the customer last. Nothing brings back who was erased.
 */
export const missingParts = (
  changes: readonly ContactChange[],
  knownOf: (customerId: string) => KnownGroups | undefined,
): readonly ContactChange[] =>
  changes.filter(({ customerId, group }) => {
    const known = knownOf(customerId);
    return known === undefined || (!known.isErased && Number(known[group]) === 0);
  });
