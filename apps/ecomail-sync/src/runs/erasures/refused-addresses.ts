import { ecomailFailureOf, invalidCode, isForbidden, keyRejectedCode } from '../../accounts/ecomail-failure';

/** How long an address is left alone after its first refusal, its second, and so on. */
const waitsMs = [600_000, 3_600_000, 6 * 3_600_000, 24 * 3_600_000];

/** So often what may pass is tried before it counts as a refusal: Ecomail may fail at this address alone. */
const attemptsMax = 3;

/** What Ecomail said of an address that it does not let go, and when it is asked again. */
export interface AddressRefusal {
  readonly reason: string;
  readonly waitMs: number;
}

/**
 * What an error means for the address alone; undefined: it is no address's, like a rejected key, or may pass by itself.
 * `attempts`: how many in a row failed for this address before; `refusals`: how many refusals were noted of it.
 */
export function addressRefusalOf(
  error: unknown,
  attempts: number,
  refusals: number,
): AddressRefusal | undefined {
  const failure = ecomailFailureOf(error);
  const { code } = failure;
  if (code === keyRejectedCode || isForbidden(failure) || !code.startsWith('ecomail.')) return undefined;
  const isOfAddress = code === 'ecomail.contact-rejected' || code === invalidCode || attempts >= attemptsMax;
  if (!isOfAddress) return undefined;
  const reason = error instanceof Error ? error.message.slice(0, 300) : code;
  return { reason, waitMs: waitsMs[Math.min(refusals, waitsMs.length - 1)] ?? 0 };
}
