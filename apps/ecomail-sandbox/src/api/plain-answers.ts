import type { SwitchValue } from '../switches/switches';
import { Refusal } from './refusal';

/** Answers whose form the reference leaves open or that are no JSON, and bodies cut short to be looked at. */

export function tooManyAnswer(form: SwitchValue<'rateLimitBody'>, seconds: number): Refusal {
  const headers = { 'Retry-After': String(seconds) };
  switch (form) {
    case 'message':
      return new Refusal(429, { message: 'Too Many Attempts.' }, headers);
    case 'errors':
      return new Refusal(429, { errors: 'Too many requests' }, headers);
    case 'html':
      return new Refusal(429, '<!doctype html><title>429</title><h1>Too Many Requests</h1>', headers);
    case 'empty':
      return new Refusal(429, undefined, headers);
  }
}

export const maintenancePage = new Refusal(
  503,
  '<!doctype html><html><head><title>Údržba</title></head><body><h1>Právě probíhá údržba</h1></body></html>',
);

/** At most 600 characters; of a list of contacts the first two. */
export function shortened(body: unknown): string {
  if (body === undefined) return '';
  const contacts =
    typeof body === 'object' && body !== null && 'subscriber_data' in body ? body.subscriber_data : undefined;
  const isLong = Array.isArray(contacts) && contacts.length > 2;
  const text = JSON.stringify(
    isLong
      ? { ...body, subscriber_data: [...(contacts.slice(0, 2) as unknown[]), `… ${contacts.length - 2}`] }
      : preview(body),
  );
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}

function preview(body: unknown): unknown {
  if (Array.isArray(body)) return body.slice(0, 3) as unknown[];
  const rows = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
  return Array.isArray(rows) && rows.length > 2
    ? { ...(body as object), data: [...(rows.slice(0, 2) as unknown[]), '…'] }
    : body;
}
