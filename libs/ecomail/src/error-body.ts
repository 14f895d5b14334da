import type { Rejection } from './errors';
import { isRecord, type Json } from './json';
import type { ContactData } from './wire';

/**
 * One complaint of an answer. `path` is what the message was filed under, from the outside in; empty for plain texts.
 */
export interface Complaint {
  readonly path: readonly string[];
  readonly messages: readonly string[];
}

/** Whether the body tells of a failure, whatever its HTTP status. An empty `errors` tells of none. */
export function hasErrors(body: unknown): boolean {
  return isRecord(body) && complaintsOf(body).length > 0;
}

/** `errors` as text, array, map or map of maps; then `message`, which some failures use instead. */
export function complaintsOf(body: Json): readonly Complaint[] {
  const found = flatten(body['errors'], []);
  if (found.length > 0) return found;
  const message = body['message'];
  const isFailure =
    typeof message === 'string' && message !== '' && Object.keys(body).every((name) => failureKeys.has(name));
  return isFailure ? [{ path: [], messages: [message] }] : [];
}

const failureKeys = new Set([
  'message',
  'errors',
  'error',
  'code',
  'status',
  'status_code',
  'exception',
  'success',
  'data',
]);

function flatten(errors: unknown, path: readonly string[]): Complaint[] {
  if (typeof errors === 'string') return errors === '' ? [] : [{ path, messages: [errors] }];
  if (typeof errors === 'number' || errors === true) return [{ path, messages: [String(errors)] }];
  if (Array.isArray(errors)) {
    const texts = errors.filter((item): item is string => typeof item === 'string');
    const nested = errors.filter((item) => typeof item === 'object').flatMap((item) => flatten(item, path));
    return texts.length > 0 ? [{ path, messages: texts }, ...nested] : nested;
  }
  if (isRecord(errors))
    return Object.entries(errors).flatMap(([key, value]) => flatten(value, [...path, key]));
  return [];
}

export function textOfComplaints(complaints: readonly Complaint[]): string {
  return complaints
    .slice(0, 5)
    .map(({ path, messages }) => `${path.length > 0 ? `${path.join('.')}: ` : ''}${messages.join(', ')}`)
    .join('; ');
}

/**
 * Which contacts of a request a 422 names. `subscriber_data.<n>` gives the place, with the field below it or after
 * another dot; the old form gives the contact's data instead, which is looked up among the addresses that were sent.
 * A complaint about no field of a contact may be about the list or the account, even when only one was sent.
 */
export function rejectionsOf(body: Json, { emails, isBulk }: Sent): readonly Rejection[] {
  return complaintsOf(body).map(({ path, messages }) => {
    const keys = path.join('.').split('.');
    const at = keys.indexOf('subscriber_data');
    const place = at >= 0 ? keys[at + 1] : undefined;
    if (place !== undefined && /^\d+$/.test(place)) {
      return {
        index: Number(place),
        field: keys.slice(at + 2).join('.') || null,
        isOfContact: true,
        messages,
      };
    }
    const field = (at >= 0 ? keys.slice(at + 1) : keys).join('.') || null;
    const index = placeOf(body['data'], emails);
    const isOfContact = index !== null || !isBulk || isContactField(field);
    return { index: emails.length === 1 && isOfContact ? 0 : index, field, isOfContact, messages };
  });
}

/** The addresses of a request that writes contacts, in its order; a 422 is about one of them, or about none. */
export interface Sent {
  readonly emails: readonly string[];
  readonly isBulk: boolean;
}

function placeOf(data: unknown, sentEmails: readonly string[]): number | null {
  const email = isRecord(data) ? data['email'] : undefined;
  if (typeof email !== 'string') return null;
  const wanted = email.trim().toLowerCase();
  const places = sentEmails.flatMap((sent, index) => (sent.trim().toLowerCase() === wanted ? [index] : []));
  const [only] = places;
  return places.length === 1 && only !== undefined ? only : null;
}

const isContactField = (field: string | null): boolean => contactFields.has(field?.split('.')[0] ?? '');

const contactFields: ReadonlySet<string> = new Set<keyof ContactData>([
  'email',
  'status',
  'name',
  'surname',
  'gender',
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
  'source',
  'custom_fields',
  'tags',
  'groups',
]);
