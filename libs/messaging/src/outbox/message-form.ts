import { type Envelope, findContract } from '@ellity/contracts';

/**
 * One message of many alike, for a statement that writes all of them into the outbox itself: `format(body, …)` of
 * PostgreSQL fills in what is different in each. What is filled in as text may not need an escape in JSON: ids, numbers,
 * days. Anything else is filled in as JSON of its own, such as `to_json` writes.
 */
export interface MessageForm {
  readonly exchange: string;
  readonly type: string;
  readonly time: string;
  readonly body: string;
}

/** Stands in a form for the n-th value that is filled in: within its quotes, or as JSON of its own. */
export const filledIn = {
  text: (n: number): string => `\u0001${n}\u0001`,
  json: (n: number) => `\u0002${n}\u0002` as never,
} as const;

export function messageFormOf(envelope: Envelope): MessageForm {
  const { type, time } = envelope;
  const contract = findContract(type);
  if (!contract) throw new TypeError(`message type ${type} is not in the contracts`);
  const body = JSON.stringify(envelope)
    .replaceAll('%', '%%')
    .replaceAll(/"\\u0002(\d+)\\u0002"/g, '%$1$$s')
    .replaceAll(/\\u0001(\d+)\\u0001/g, '%$1$$s');
  return { exchange: contract.exchange, type, time, body };
}
