import { fieldNames, typeOfField } from '../fields/field-definitions';
import type { ConnectionRow } from './connection-row';

export interface ConnectionCounts {
  readonly contacts: number;
  readonly stored: number;
  readonly toWrite: number;
  readonly waitingForProfile: number;
  readonly rejected: number;
}

export interface ConnectionView {
  readonly shopId: string;
  readonly state: string;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly changedAt: string;
  /** The last four characters. */
  readonly key: string;
  readonly baseUrl: string;
  readonly list: { readonly id: number; readonly name: string; readonly created: string | null };
  readonly fields: readonly { readonly name: string; readonly type: string; readonly expectedType: string }[];
  readonly remarks: readonly string[];
  /** Addresses have a mark in place of what is secret in them. */
  readonly webhook: {
    readonly seen: string | null;
    readonly expected: string | null;
    readonly matches: boolean | null;
  };
  readonly language: string;
  readonly timeZone: string;
  readonly quietSeconds: number;
  readonly requestsPerMinute: number | null;
  readonly unknownConsent: string;
  readonly counts: ConnectionCounts;
}

/** A connection as people may see it. */
export function connectionView(row: ConnectionRow, counts: ConnectionCounts): ConnectionView {
  return {
    shopId: row.shop_id,
    state: row.state,
    reason: row.reason,
    detail: row.detail,
    changedAt: row.changed_at.toISOString(),
    key: `…${row.key_tail}`,
    baseUrl: row.base_url,
    list: { id: row.list_id, name: row.list_name, created: row.list_created },
    fields: fieldNames.flatMap((name) => {
      const type = row.field_types[name];
      return type === undefined ? [] : [{ name, type, expectedType: typeOfField(name) }];
    }),
    remarks: row.remarks,
    webhook: {
      seen: row.webhook_seen,
      expected: row.webhook_expected,
      matches: row.webhook_expected === null ? null : row.webhook_seen === row.webhook_expected,
    },
    language: row.language,
    timeZone: row.time_zone,
    quietSeconds: row.quiet_ms / 1000,
    requestsPerMinute: row.requests_per_minute,
    unknownConsent: row.unknown_consent,
    counts,
  };
}
