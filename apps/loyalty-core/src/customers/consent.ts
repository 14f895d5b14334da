/** What a customer said about marketing e-mails, with what shows that it was said. */
import { type ConsentSource, consentSources, type MarketingConsent } from '@ellity/contracts';
import type { Customer } from './customer';
import type { Registration } from './registration';

/** `mailing-list`: left or complained there. `unrecorded`: the sender did not say, or it was before this was kept. */
export const recordedSources = [...consentSources, 'mailing-list', 'unrecorded'] as const;
export type RecordedSource = ConsentSource | 'mailing-list' | 'unrecorded';

export interface ConsentDecision {
  readonly shopId: string;
  readonly customerId: string;
  readonly consent: 'granted' | 'denied';
  readonly decidedAt: Date;
  readonly source: RecordedSource;
  readonly proof: string | null;
  /** The service that told us. */
  readonly service: string;
  /** The person for whom it did. */
  readonly actor: string | null;
}

/**
 * The decision within a registration. Registrations come with every order and repeat what was said before; that is no
 * decision. `said`: the consent before; of a new customer `unknown`.
 */
export function decisionByRegistration(
  said: MarketingConsent,
  { id: customerId, shopId }: Pick<Customer, 'id' | 'shopId'>,
  { marketingConsent = 'unknown' }: Registration,
  about: Pick<ConsentDecision, 'decidedAt' | 'source' | 'service' | 'actor'>,
): ConsentDecision | undefined {
  if (marketingConsent === 'unknown' || marketingConsent === said) return undefined;
  return { shopId, customerId, consent: marketingConsent, proof: null, ...about };
}
