import { type ContactStatus, ecomailLimits } from '@ellity/ecomail';
import type { Profile } from '../store/rows';
import type { SwitchValues } from '../switches/switches';
import type { ContactProblem } from './field-values';

/** One `subscriber_data` object, read. What was not sent is absent, so that it does not overwrite what is stored. */
export interface ContactInput {
  readonly email: string;
  readonly status?: ContactStatus;
  readonly profile: Profile;
  readonly tags?: readonly string[];
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly source?: string;
  /** Read later, against the fields of the list. */
  readonly customFields: unknown;
  readonly problems: readonly ContactProblem[];
}

const profileNames = [
  'name',
  'surname',
  'company',
  'street',
  'city',
  'zip',
  'country',
  'phone',
  'pretitle',
  'surtitle',
  'birthday',
  'nameday',
  'vokativ',
  'vokativ_s',
  'gender',
] as const;

/**
 * When two addresses are one, everywhere in the sandbox. No source says how Ecomail compares; here outer blanks and case
 * make no difference, and composition of letters and form of the domain do.
 */
export const emailKey = (email: string): string => email.trim().toLowerCase();

export const isEmail = (email: string): boolean =>
  email.length <= 254 && /^[^\s@"<>]+@[^\s@"<>.]+(\.[^\s@"<>.]+)+$/.test(email);

/** `allowed` are the statuses that this call may set. */
export function contactInputFrom(
  raw: unknown,
  allowed: readonly ContactStatus[],
  switches: SwitchValues,
  badStatus: 'refuse' | 'ignore',
): ContactInput {
  const data = (typeof raw === 'object' && raw !== null ? raw : {}) as Readonly<Record<string, unknown>>;
  const problems: ContactProblem[] = [];
  const email = typeof data['email'] === 'string' ? emailKey(data['email']) : '';
  if (email === '')
    problems.push({ field: 'email', code: 'email_required', message: 'The email field is required' });
  else if (!isEmail(email))
    problems.push({ field: 'email', code: 'email_invalid', message: 'Invalid email address' });
  const status = statusFrom(data['status'], allowed);
  if (status === null && badStatus === 'refuse') {
    problems.push({ field: 'status', code: 'status_invalid', message: 'The selected status is invalid' });
  }
  const gender = data['gender'];
  if (gender !== undefined && gender !== null && gender !== '' && gender !== 'male' && gender !== 'female') {
    problems.push({ field: 'gender', code: 'gender_invalid', message: 'The selected gender is invalid' });
  }
  const tags = tagsFrom(data['tags'], switches.tagsTooLong, problems);
  return {
    email,
    ...(typeof status === 'number' ? { status } : {}),
    profile: profileFrom(data),
    ...(tags ? { tags } : {}),
    ...(isGroups(data['groups']) ? { groups: data['groups'] } : {}),
    ...(typeof data['source'] === 'string' ? { source: data['source'] } : {}),
    customFields: data['custom_fields'],
    problems,
  };
}

/** Undefined when none was sent, null when it is not one that the call may set. Texts such as "1" are taken. */
function statusFrom(sent: unknown, allowed: readonly ContactStatus[]): ContactStatus | null | undefined {
  if (sent === undefined || sent === null || sent === '') return undefined;
  return allowed.find((status) => status === Number(sent)) ?? null;
}

function profileFrom(data: Readonly<Record<string, unknown>>): Profile {
  const profile: Record<string, string | null> = {};
  for (const name of profileNames) {
    const value = data[name];
    if (typeof value === 'string' || value === null) profile[name] = value;
    else if (typeof value === 'number') profile[name] = String(value);
  }
  return profile['surname'] === undefined ? withSplitName(profile) : profile;
}

/** A name of several words gives the surname as well, unless one was sent, even an empty one. */
function withSplitName(profile: Record<string, string | null>): Profile {
  const [first, ...rest] = (profile['name'] ?? '').trim().split(/\s+/);
  if (first && rest.length > 0) return { ...profile, name: first, surname: rest.join(' ') };
  return profile;
}

function tagsFrom(
  sent: unknown,
  tooLong: 'refuse' | 'cut',
  problems: ContactProblem[],
): readonly string[] | undefined {
  if (!Array.isArray(sent)) return undefined;
  const tags = sent.filter((tag): tag is string => typeof tag === 'string');
  const isTooLong =
    tags.some((tag) => tag.length > ecomailLimits.tagCharacters) ||
    tags.join('').length > ecomailLimits.tagsCharacters;
  if (!isTooLong) return tags;
  if (tooLong === 'refuse') {
    problems.push({
      field: 'tags',
      code: 'tags_too_long',
      message: 'Tags may have 50 characters each and 2000 in total',
    });
  }
  let left: number = ecomailLimits.tagsCharacters;
  return tags
    .map((tag) => tag.slice(0, ecomailLimits.tagCharacters))
    .filter((tag) => (left -= tag.length) >= 0);
}

function isGroups(sent: unknown): sent is Readonly<Record<string, readonly string[]>> {
  return (
    typeof sent === 'object' &&
    sent !== null &&
    !Array.isArray(sent) &&
    Object.values(sent).every(Array.isArray)
  );
}
