import { complaintsOf, rejectionsOf, type Sent } from './error-body';
import { UnexpectedAnswerError } from './errors';
import type { Rejection } from './errors';
import { isRecord, type Json } from './json';
import { counterNames, type ListCounters } from './wire';

/**
 * The client's results: what Ecomail answers in changing forms has one form here. Ids are strings, statuses numbers,
 * empty `custom_fields` an empty object.
 */
export interface EcomailList {
  readonly id: string;
  readonly name: string;
  readonly fromName: string | null;
  readonly fromEmail: string | null;
  readonly replyTo: string | null;
  readonly doubleOptIn: boolean;
}

export interface EcomailListDetail extends EcomailList {
  readonly fields: ReadonlyMap<string, { readonly type: string; readonly name: string }>;
  readonly webhookUrl: string | null;
  /** As Ecomail writes it, such as `26.6.2018`: part of a list's identity, not a date to compute with. */
  readonly created: string | null;
  readonly counters: ListCounters;
}

export interface EcomailContact {
  readonly id: string;
  readonly email: string;
  /** Null when the answer does not tell. */
  readonly alreadySubscribed: boolean | null;
}

export interface EcomailMember {
  readonly id: string;
  readonly email: string;
  readonly list_id: string;
  readonly status: number;
  readonly custom_fields: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly source: string | null;
  readonly subscribedAt: string | null;
  /** The reliable one of the two times that Ecomail gives; null when Ecomail left it empty. */
  readonly unsubscribedAtUtc: string | null;
}

export interface EcomailGlobalContact {
  readonly id: string;
  readonly email: string;
  /** Memberships by list id. */
  readonly lists: ReadonlyMap<string, EcomailMember>;
}

export interface EcomailPage<Row> {
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
  readonly rows: readonly Row[];
}

export interface EcomailEvent {
  readonly id: string;
  readonly email: string;
  readonly category: string | null;
  readonly action: string | null;
  readonly label: string | null;
  readonly property: string | null;
  readonly value: string | null;
  /** Absent in the answer to a creation. */
  readonly timestamp: string | null;
}

export interface EcomailPipeline {
  readonly id: string;
  readonly name: string;
  readonly listId: string | null;
}

/** `refused` is filled when a success still names contacts that were passed over. */
export interface BulkUpdateResult {
  readonly updates: number;
  readonly refused: readonly Rejection[];
}

export function listOf(body: unknown): EcomailList {
  const row = record(body, 'a list');
  return {
    id: idOf(row['id']),
    name: text(row['name']) ?? '',
    fromName: text(row['from_name']),
    fromEmail: text(row['from_email']),
    replyTo: text(row['reply_to']),
    doubleOptIn: row['double_optin'] === true || row['double_optin'] === 1 || row['double_optin'] === '1',
  };
}

export function listDetailOf(body: unknown): EcomailListDetail {
  const answer = record(body, 'a list with its counters');
  const list = record(answer['list'], 'a list');
  const counters = isRecord(answer['subscribers']) ? answer['subscribers'] : {};
  const fields = isRecord(list['custom_fields']) ? Object.entries(list['custom_fields']) : [];
  const settings = isRecord(list['settings']) ? list['settings'] : {};
  const webhook = isRecord(settings['webhook']) ? settings['webhook'] : {};
  const total = (name: string): number => numberOf(counters[name] ?? 0);
  return {
    ...listOf(list),
    fields: new Map(
      fields.map(([key, field]) => {
        const { type, name } = isRecord(field) ? field : {};
        return [key, { type: text(type) ?? 'string', name: text(name) ?? key }];
      }),
    ),
    webhookUrl: text(webhook['url']) || null,
    created: text(list['created']),
    counters: Object.fromEntries(counterNames.map((name) => [name, total(name)])) as ListCounters,
  };
}

export function contactOf(body: unknown): EcomailContact {
  const row = record(body, 'a contact');
  const already = row['already_subscribed'];
  return {
    id: idOf(row['id']),
    email: text(row['email']) ?? '',
    alreadySubscribed: typeof already === 'boolean' ? already : null,
  };
}

export function memberOf(body: unknown): EcomailMember {
  const row = record(body, 'a member of a list');
  const inner = isRecord(row['subscriber']) ? row['subscriber'] : {};
  const tags = Array.isArray(row['tags']) ? row['tags'] : Array.isArray(inner['tags']) ? inner['tags'] : [];
  return {
    id: idOf(row['id'] ?? inner['id'] ?? 0),
    email: text(row['email']) ?? text(inner['email']) ?? '',
    list_id: idOf(row['list_id'] ?? 0),
    status: numberOf(row['status']),
    custom_fields: fieldsOf(row),
    tags: (tags as unknown[]).filter((tag): tag is string => typeof tag === 'string'),
    source: text(row['source']),
    subscribedAt: text(row['subscribed_at_utc']) || text(row['subscribed_at']) || null,
    unsubscribedAtUtc: text(row['unsubscribed_at_utc']) || null,
  };
}

/** `c_fields` is the form of the account-wide answer: JSON in a string. */
function fieldsOf(row: Json): Readonly<Record<string, unknown>> {
  if (isRecord(row['custom_fields'])) return row['custom_fields'];
  if (typeof row['c_fields'] !== 'string') return {};
  try {
    const parsed: unknown = JSON.parse(row['c_fields']);
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

export function globalContactOf(body: unknown): EcomailGlobalContact {
  const answer = record(body, 'a contact');
  const row = isRecord(answer['subscriber']) ? answer['subscriber'] : answer;
  const lists = isRecord(row['lists']) ? Object.entries(row['lists']) : [];
  const email = text(row['email']) ?? '';
  const id = idOf(row['id'] ?? 0);
  const members = lists.map(([listId, member]): [string, EcomailMember] => {
    const own = isRecord(member) ? member : {};
    return [listId, memberOf({ ...own, email, id, list_id: listId })];
  });
  return { id, email, lists: new Map(members) };
}

export function eventOf(body: unknown): EcomailEvent {
  const row = record(body, 'a tracker event');
  return {
    id: idOf(row['id']),
    email: text(row['email']) ?? '',
    category: text(row['category']),
    action: text(row['action']),
    label: text(row['label']),
    property: text(row['property']),
    value: text(row['value']),
    timestamp: text(row['timestamp']),
  };
}

export function pipelineOf(body: unknown): EcomailPipeline {
  const row = record(body, 'an automation');
  const listId = row['list_id'];
  return {
    id: idOf(row['id']),
    name: text(row['name']) ?? '',
    listId: listId === null || listId === undefined ? null : idOf(listId),
  };
}

export function pageOf<Row>(body: unknown, rowOf: (row: unknown) => Row): EcomailPage<Row> {
  const page = record(body, 'a page of rows');
  return {
    page: numberOf(page['current_page'] ?? 1),
    perPage: numberOf(page['per_page'] ?? 0),
    total: numberOf(page['total'] ?? 0),
    rows: array(page['data'], 'rows').map(rowOf),
  };
}

export function bulkUpdateOf(body: unknown, sent: Sent): BulkUpdateResult {
  const answer = record(body, 'a count');
  const refused = complaintsOf(answer).length > 0 ? rejectionsOf(answer, sent) : [];
  return { updates: countOf(answer, 'updates'), refused };
}

export function countOf(body: unknown, name: string): number {
  return numberOf(record(body, 'a count')[name]);
}

export function array(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new UnexpectedAnswerError(`Ecomail answered something else than ${what}`);
}

export function record(value: unknown, what: string): Json {
  if (isRecord(value)) return value;
  throw new UnexpectedAnswerError(`Ecomail answered something else than ${what}`);
}

function idOf(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  throw new UnexpectedAnswerError('Ecomail answered without an id');
}

function numberOf(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new UnexpectedAnswerError('Ecomail answered something else than a number');
}

function text(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}
