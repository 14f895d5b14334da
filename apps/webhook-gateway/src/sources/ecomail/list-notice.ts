/**
 * Ecomail's list webhook: `{ payload: { email, status, listId, campaignId } }`, without signature, id or time.
 * Documented at https://support.ecomail.cz; content type, retries and the shape beyond the example are not.
 */
import { isAddressRefused, isRecord, type NoticeStatus, readAddress } from '@ellity/contracts';

export interface ListNotice {
  readonly email: string;
  readonly status: NoticeStatus;
  readonly listId: number;
  readonly campaignId: number | null;
}

/** A notice, or the code of what makes the body unusable. Never throws, whatever the bytes. */
export type ListNoticeReading = { readonly notice: ListNotice } | { readonly unusable: string };

/** The address is read by the rule of all endpoints; numbers may come as text. */
export function listNoticeFrom(body: Uint8Array): ListNoticeReading {
  if (body.byteLength === 0) return { unusable: 'body-empty' };
  const payload = payloadOf(body);
  if (typeof payload === 'string') return { unusable: payload };
  const read = readAddress(payload['email']);
  if (isAddressRefused(read)) return { unusable: 'email-invalid' };
  const status =
    typeof payload['status'] === 'string' ? statuses[payload['status'].toUpperCase()] : undefined;
  if (!status) return { unusable: 'status-unknown' };
  const listId = wholeNumberOf(payload['listId']);
  if (listId === undefined) return { unusable: 'list-id-invalid' };
  return {
    notice: { email: read.address, status, listId, campaignId: wholeNumberOf(payload['campaignId']) ?? null },
  };
}

const statuses: Readonly<Partial<Record<string, NoticeStatus>>> = Object.assign(
  Object.create(null) as Record<string, NoticeStatus>,
  { SUBSCRIBED: 'subscribed', UNSUBSCRIBED: 'unsubscribed' } as const,
);

function payloadOf(body: Uint8Array): Record<string, unknown> | string {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return 'body-not-json';
  }
  if (!isRecord(value)) return 'payload-missing';
  const payload = value['payload'];
  return isRecord(payload) ? payload : 'payload-missing';
}

function wholeNumberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
