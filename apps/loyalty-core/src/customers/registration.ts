/** What a registration or a decision about consent makes of a profile. */
import type { Profile } from './customer';

/** What a registration may tell; what is absent stays as it is, null empties. */
export type Registration = Partial<Omit<Profile, 'consentDecidedAt' | 'registered'>> & {
  readonly registered: boolean;
};

/** A registered customer stays registered, and a consent that nobody asked for overrides none. */
export function registeredProfile(profile: Profile, registration: Registration, at: Date): Profile {
  const { marketingConsent = 'unknown', registered, ...told } = registration;
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  const named = { ...profile, ...given, registered: profile.registered || registered };
  return marketingConsent === 'unknown' ? named : consentedProfile(named, marketingConsent, at);
}

/** The newest decision counts, in whatever order decisions arrive. */
export function consentedProfile(profile: Profile, consent: 'granted' | 'denied', decidedAt: Date): Profile {
  if (profile.consentDecidedAt && profile.consentDecidedAt > decidedAt) return profile;
  return { ...profile, marketingConsent: consent, consentDecidedAt: decidedAt };
}
