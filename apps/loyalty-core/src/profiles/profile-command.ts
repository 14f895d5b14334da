/** What somebody asks for about a customer's profile, and what it makes of it. */
import type { MarketingConsent } from '@ellity/contracts';
import type { PostedBy } from '../credits/posting';
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

export type ProfileChange =
  | { readonly kind: 'registration'; readonly registration: Registration; readonly at: Date }
  | { readonly kind: 'consent'; readonly consent: 'granted' | 'denied'; readonly at: Date }
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
    case 'consent':
      return change;
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

/** Saying the same again is no decision; saying no without ever having said yes is no leaving. */
export function decisionOf(
  before: MarketingConsent,
  after: MarketingConsent,
): 'granted' | 'withdrawn' | undefined {
  if (before === after) return undefined;
  if (after === 'granted') return 'granted';
  return before === 'granted' ? 'withdrawn' : undefined;
}
