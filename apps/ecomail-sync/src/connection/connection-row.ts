import type { ConnectionState } from '@ellity/contracts';
import type { FieldFormat } from '../fields/contact-fields';
import type { FieldName, FieldType, FieldValue } from '../fields/field-definitions';
import type { Language } from '../fields/number-format';
import type { TestAddresses } from './test-addresses';

/** What trying it out with a technical contact showed of an account. */
export interface Probes {
  /** Whether a write keeps the fields it does not name. */
  readonly fieldsMode: 'merge' | 'replace';
  /** What `inserts` of a bulk call counts: contacts that were not in the list, or all; unset before it was tried out. */
  readonly insertsCount?: 'new' | 'all';
  readonly cleared: Readonly<Partial<Record<FieldType, FieldValue>>>;
}

/** A row of `connections`. */
export interface ConnectionRow {
  readonly shop_id: string;
  readonly state: ConnectionState;
  readonly reason: string | null;
  /** What Ecomail said to it. */
  readonly detail: string | null;
  /** Grows with every change of the connection: work begun under an older one is thrown away. */
  readonly sequence: string;
  readonly changed_at: Date;
  readonly base_url: string;
  /** Null: the connection was ended, and the key forgotten. */
  readonly key_sealed: string | null;
  readonly key_hash: string;
  readonly key_tail: string;
  /** 0: a key was entered, and no list was ever chosen. */
  readonly list_id: number;
  readonly list_name: string;
  readonly list_created: string | null;
  readonly webhook_expected: string | null;
  readonly webhook_seen: string | null;
  /** When the list was looked at for it. */
  readonly webhook_seen_at: Date | null;
  readonly language: Language;
  readonly time_zone: string;
  readonly unknown_consent: 'granted' | 'denied';
  readonly requests_per_minute: number | null;
  readonly debounce_ms: number;
  /** Of the tracker events; no two shops of an account should have the same. */
  readonly event_category: string;
  readonly field_types: Readonly<Partial<Record<FieldName, FieldType>>>;
  readonly probes: Probes;
  readonly remarks: readonly string[];
  /** In test mode nobody else is written or notified. Null: test mode is off. */
  readonly test_addresses: TestAddresses | null;
  /** A bulk write was seen at once where it changed something. */
  readonly is_proven: boolean;
  /** The account counts less than it writes. */
  readonly counts_meaningless: boolean;
  /** The account shows a write later than it answers. */
  readonly writes_late: boolean;
  /** By kind of work that backs off. */
  readonly failing: Readonly<Record<string, FailingWork>>;
  readonly past_failures: readonly PastFailure[];
}

/** Work of a connection that failed and is tried again. */
export interface FailingWork {
  readonly code: string;
  readonly message: string;
  readonly status: number | null;
  readonly failures: number;
  readonly since: string;
  readonly nextAttemptAt: string;
}

export const formatOf = (connection: ConnectionRow): FieldFormat => ({
  language: connection.language,
  timeZone: connection.time_zone,
  types: connection.field_types,
  cleared: connection.probes.cleared,
});

/** Work of a connection that failed for a while, or its pause (`pause`), and since when it goes on. */
export interface PastFailure extends Omit<FailingWork, 'nextAttemptAt'> {
  readonly kind: string;
  /** When it worked again. */
  readonly until: string;
}

/** Enough for a bad day; older ones say nothing of what customers ask about now. */
const keptMax = 20;
/** What comes back so soon is the same trouble. */
const pauseMs = 10 * 60_000;

/**
 * The failures of a connection that are over, with one more: the latest few, each kind's as one as long as it comes back
 * for the same reason. However often Ecomail fails, the row does not grow.
 */
export function withPastFailure(past: readonly PastFailure[], one: PastFailure): readonly PastFailure[] {
  const same = past.findLast(({ kind }) => kind === one.kind);
  const isBack =
    same !== undefined && same.code === one.code && Date.parse(one.since) - Date.parse(same.until) < pauseMs;
  if (!isBack) return [...past, one].slice(-keptMax);
  const both = { ...one, since: same.since, failures: same.failures + one.failures };
  return [...past.filter((failure) => failure !== same), both];
}
