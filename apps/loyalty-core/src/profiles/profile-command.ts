/** What somebody asks for about a customer's profile, and what it makes of it. */
import type { ConsentSource, MarketingConsent } from '@ellity/contracts';
import type { Caller } from '@ellity/platform';
import type { PostedBy } from '../credits/posting';
import { type ConsentDecision, decisionByRegistration } from '../customers/consent';
import {
  anonymousProfile,
  type Customer,
  type CustomerAt,
  type CustomerRef,
  type Profile,
  refText,
} from '../customers/customer';
import type { NewCustomer } from '../customers/customers.service';
import { consentedProfile, type Registration, registeredProfile } from '../customers/registration';
import { type CommandKey, digestOf } from '../keys/command-key';

export interface ConsentChange {
  readonly kind: 'consent';
  readonly consent: 'granted' | 'denied';
  readonly at: Date;
  /** Null: the sender did not say where. */
  readonly source: ConsentSource | null;
  readonly proof: string | null;
}

export type ProfileChange =
  | { readonly kind: 'registration'; readonly registration: Registration; readonly at: Date }
  | ConsentChange
  | { readonly kind: 'email'; readonly email: CustomerAt }
  | { readonly kind: 'republication' };

export interface ProfileRequest {
  readonly customer: CustomerRef;
  readonly change: ProfileChange;
  readonly by: PostedBy;
}

export interface ProfileCommand extends ProfileRequest, CommandKey {
  readonly type: string;
}

/** The row under which a command is claimed; equal digests ask for the same. */
export function keyRow({ shopId, source, key, type, customer, change }: ProfileCommand) {
  return { shop_id: shopId, source, key, type, digest: digestOf([type, refText(customer), told(change)]) };
}

function told(change: ProfileChange): unknown {
  switch (change.kind) {
    case 'registration':
      return Object.entries(change.registration).sort();
    case 'consent': {
      // What was not said leaves no trace, so that commands of before source and proof keep their digests.
      const { kind, consent, at, source, proof } = change;
      return { kind, consent, at, ...(source && { source }), ...(proof && { proof }) };
    }
    case 'email':
      return change.email.identity;
    case 'republication':
      return change.kind;
  }
}

/** Only a registration by address creates a customer. */
export function newCustomersFrom({ customer, change }: ProfileRequest): NewCustomer[] {
  if (change.kind !== 'registration' || customer.email === undefined) return [];
  const profile = registeredProfile(anonymousProfile, change.registration, change.at);
  return [{ ...customer, profile }];
}

/** The customer as the change leaves it. */
export function changedCustomer(customer: Customer, change: ProfileChange): Customer {
  if (change.kind === 'email') {
    return { ...customer, email: change.email.email, identity: change.email.identity };
  }
  return { ...customer, profile: profileAfter(customer.profile, change) };
}

function profileAfter(profile: Profile, change: ProfileChange): Profile {
  if (change.kind === 'registration') return registeredProfile(profile, change.registration, change.at);
  return change.kind === 'consent' ? consentedProfile(profile, change.consent, change.at) : profile;
}

/** What is kept of a change as a decision about consent. `said`: the consent before; of a new customer `unknown`. */
export function consentDecision(
  said: MarketingConsent,
  customer: Customer,
  { change, by }: ProfileRequest,
): ConsentDecision | undefined {
  const { service, actor } = by;
  if (change.kind === 'registration') {
    const about = { decidedAt: change.at, source: 'registration', service, actor } as const;
    return decisionByRegistration(said, customer, change.registration, about);
  }
  if (change.kind !== 'consent') return undefined;
  const { id: customerId, shopId } = customer;
  const { consent, at: decidedAt, source, proof } = change;
  return { shopId, customerId, consent, decidedAt, source: source ?? 'unrecorded', proof, service, actor };
}

const aheadMaxMs = 60_000;
/** A decision dated in the future would win over every real one that follows. */
export const isTooFarAhead = (at: Date, now: Date): boolean => at.getTime() > now.getTime() + aheadMaxMs;

/** Who asked by HTTP. */
export const postedBy = ({ service, actor }: Caller): PostedBy => ({
  service,
  actor: actor?.id ?? null,
  key: null,
  runId: null,
});

/** Saying the same again is no decision; saying no without ever having said yes is no leaving. */
export function decisionOf(
  before: MarketingConsent,
  after: MarketingConsent,
): 'granted' | 'withdrawn' | undefined {
  if (before === after) return undefined;
  if (after === 'granted') return 'granted';
  return before === 'granted' ? 'withdrawn' : undefined;
}
