import type { Rejection } from './errors';
import { isRecord, type Json } from './json';
import { withoutPins } from './pins';
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
 * Which contacts of a request a 422 names: by `subscriber_data.<n>` in a key or in a text, by the address as a key, or
 * in the old form by the contact's data, which is looked up among the addresses that were sent. A complaint about no
 * field and no address may be about the list or the account, even when only one contact was sent. No PIN is repeated.
 */
export function rejectionsOf(body: Json, sent: Sent): readonly Rejection[] {
  // What was sent is gone through once, however many complaints there are.
  const { pins = [], ...rest } = sent;
  return rawRejectionsOf(body, rest).map(({ field, messages, ...one }) => ({
    ...one,
    field: field === null ? null : withoutPins(field, pins),
    messages: messages.map((message) => withoutPins(message, pins, field ?? '')),
  }));
}

function rawRejectionsOf(body: Json, sent: Sent): readonly Rejection[] {
  return complaintsOf(body).flatMap((complaint) => {
    const { path, messages } = complaint;
    const byKey = namedByKey(path, sent.emails);
    if (byKey) return [{ ...byKey, isOfContact: true, messages }];
    const places = messages.map((message) => /subscriber_data\.(\d+)(?:\.([\w.]*\w))?/.exec(message));
    if (places.every((place) => place === null)) return [unnamed(complaint, body['data'], sent)];
    return places.map((place, at) => {
      const one = { path, messages: messages.slice(at, at + 1) };
      if (!place) return unnamed(one, body['data'], sent);
      return { index: Number(place[1]), field: place[2] ?? null, isOfContact: true, messages: one.messages };
    });
  });
}

function namedByKey(
  path: readonly string[],
  emails: readonly string[],
): Pick<Rejection, 'index' | 'field'> | undefined {
  const keys = path.join('.').split('.');
  const at = keys.indexOf('subscriber_data');
  const place = at >= 0 ? keys[at + 1] : undefined;
  if (place !== undefined && /^\d+$/.test(place))
    return { index: Number(place), field: keys.slice(at + 2).join('.') || null };
  for (const [depth, key] of path.entries()) {
    const index = key.includes('@') ? placeOf(key, emails) : null;
    if (index !== null) return { index, field: path.slice(depth + 1).join('.') || null };
  }
  return undefined;
}

function unnamed({ path, messages }: Complaint, data: unknown, { emails, isBulk }: Sent): Rejection {
  const keys = path.join('.').split('.');
  const field = keys.slice(keys.indexOf('subscriber_data') + 1).join('.') || null;
  const index = isRecord(data) ? placeOf(data['email'], emails) : null;
  const isOfContact =
    index !== null ||
    !isBulk ||
    messages.some(isAboutAnAddress) ||
    (isContactField(field) && !messages.some((message) => saysFieldMissing(`${field}: ${message}`)));
  return { index: emails.length === 1 && isOfContact ? 0 : index, field, isOfContact, messages };
}

/** Words about an address that is no address. Those of the sender, the list and the account are no contact's. */
const isAboutAnAddress = (message: string): boolean =>
  /e-?mail|address|adres/i.test(message) &&
  /valid|malformed|format|required|platn|tvar|chyb/i.test(message) &&
  !/sender|\bfrom\b|list|account|odesílatel|seznam|účt|účet/i.test(message);

/** The addresses of a request that writes contacts, in its order; a 422 is about one of them, or about none. */
export interface Sent {
  readonly emails: readonly string[];
  readonly isBulk: boolean;
  /** Never repeated in an error. */
  readonly pins?: readonly string[];
}

function placeOf(email: unknown, sentEmails: readonly string[]): number | null {
  if (typeof email !== 'string') return null;
  const wanted = email.trim().toLowerCase();
  const places = sentEmails.flatMap((sent, index) => (sent.trim().toLowerCase() === wanted ? [index] : []));
  const [only] = places;
  return places.length === 1 && only !== undefined ? only : null;
}

/** Whether the words are about all contacts alike: the tariff, the account, a limit of contacts, the list. */
export const saysAll = (reason: string): boolean =>
  isAboutList(reason) ||
  saysFieldMissing(reason) ||
  /tarif|licen[cs]e|unpaid|payment|account|(limit|maximum|number) of (contacts|subscribers)|(contacts?|subscribers?) limit|\blocked|suspended/i.test(
    reason,
  ) ||
  /účet|účt|předplat|(limit|počet|počtu) kontakt|zamč|zamk/i.test(reason);

export const saysNotFound = (reason: string): boolean =>
  /not[ _-]?found|does not exist|doesn't exist|unknown (subscriber|contact)/i.test(reason);

/** A field that somebody removed from the list is missing for every contact. */
const saysFieldMissing = (reason: string): boolean => /field/i.test(reason) && saysNotFound(reason);

/** Whether words are about the list rather than about a contact in it or a field of it. */
export const isAboutList = (reason: string): boolean =>
  /\blist/i.test(reason) && !/subscriber|contact|e-?mail|field/i.test(reason);

/** Whether a complaint was filed under what was sent of a contact. */
export const isAboutContactData = (body: Json): boolean =>
  complaintsOf(body).some(({ path }) =>
    path.some((key) => key.startsWith('subscriber_data') || isContactField(key)),
  );

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
