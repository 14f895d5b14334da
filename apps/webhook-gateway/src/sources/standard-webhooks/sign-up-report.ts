/** A sign-up or leaving that a shop's own system reports: `{ type, timestamp, data: { email, list_id } }`. */
import { isAddressRefused, isRecord, type NoticeStatus, readAddress } from '@ellity/contracts';

export interface SignUpReport {
  readonly email: string;
  readonly status: NoticeStatus;
  /** Of Ecomail. */
  readonly listId: number;
}

/** A report, or the code of what makes the body unusable. Never throws, whatever the bytes. */
export function signUpReportFrom(
  body: Uint8Array,
): { readonly report: SignUpReport } | { readonly unusable: string } {
  const message = jsonOf(body);
  if (message === undefined) return { unusable: 'body-not-json' };
  const data = isRecord(message) ? message['data'] : undefined;
  if (!isRecord(message) || !isRecord(data)) return { unusable: 'data-missing' };
  const status = statuses.get(message['type']);
  if (!status) return { unusable: 'type-unknown' };
  const read = readAddress(data['email']);
  if (isAddressRefused(read)) return { unusable: 'email-invalid' };
  const listId = data['list_id'];
  if (typeof listId !== 'number' || !Number.isSafeInteger(listId) || listId < 0)
    return { unusable: 'list-id-invalid' };
  return { report: { email: read.address, status, listId } };
}

const statuses: ReadonlyMap<unknown, NoticeStatus> = new Map([
  ['contact.subscribed', 'subscribed'],
  ['contact.unsubscribed', 'unsubscribed'],
]);

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
