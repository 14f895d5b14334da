import type { DrainedLetter } from '@ellity/messaging';
import type { LetterVault } from '../letters/letter-vault';
import { likenessOf } from '../letters/fingerprint';

/** A letter as it is written; texts that a database takes. */
export interface DrainedRow {
  readonly id: string;
  readonly fingerprint: string;
  readonly group: {
    readonly service: string;
    readonly queue: string;
    readonly type: string;
    readonly code: string;
    readonly message: string;
    readonly frames: string;
  };
  readonly letter: Readonly<Record<string, string | number | boolean | string[] | null>>;
  readonly queue: string;
  readonly identity: string;
  readonly replayId: string | undefined;
}

const unknown = 'unknown';

/** What is stored of a letter. Whatever the letter holds, what comes out can be stored. */
export function drainedRowFrom(drained: DrainedLetter, id: string, vault: LetterVault): DrainedRow {
  const { queue, failingQueue, body, code } = drained;
  const service = drained.service ?? failingQueue?.split('.', 1)[0] ?? unknown;
  const type = text(drained.type, 200) ?? unknown;
  const facts = {
    service: text(service, 100) ?? unknown,
    queue: text(failingQueue ?? queue, 255) ?? unknown,
    type,
    code: text(code, 200) ?? unknown,
  };
  const message = text(drained.message, 5_000) ?? '';
  const stack = text(drained.stack, 5_000);
  const { fingerprint, ...likeness } = likenessOf({ ...facts, message, stack: stack ?? undefined });
  const messageId = text(drained.id, 200) ?? unknown;
  const identity = vault.identityOf(messageId, body);
  const wayBack = drained.wayBack && withoutBody(drained.wayBack);
  const hashes = vault.addressHashesIn(body);
  return {
    id,
    fingerprint,
    group: { ...facts, ...likeness },
    queue,
    identity,
    replayId: drained.replayId,
    letter: {
      id,
      identity,
      queue,
      failing_queue: failingQueue ?? null,
      message_id: messageId,
      exchange: text(drained.exchange, 255) ?? '',
      routing_key: text(drained.routingKey, 255) ?? '',
      service: facts.service,
      service_version: text(drained.serviceVersion, 100),
      sender: text(drained.sender, 100),
      type,
      shop_id: text(drained.shopId, 60),
      customer_id: drained.customerId ?? null,
      trace_id: drained.traceId ?? null,
      code: facts.code,
      message,
      stack,
      attempts: attemptsOf(drained.attempt),
      occurred_at: drained.occurredAt ?? null,
      failed_at: instantOf(drained.failedAt),
      bytes: body.byteLength,
      content_sealed: vault.seal(id, { body, headers: drained.headers, wayBack: wayBack ?? null }),
      address_hashes: hashes.length > 0 ? hashes : null,
      is_replayable: wayBack !== undefined,
    },
  };
}

const withoutBody = ({ exchange, routingKey, options }: NonNullable<DrainedLetter['wayBack']>) => ({
  exchange,
  routingKey,
  options,
});

/** NUL and halves of characters can be stored nowhere; few texts hold what may be one. */
function text(value: string | undefined, max: number): string | null {
  if (value === undefined) return null;
  const cut = value.length > max ? value.slice(0, max) : value;
  return suspicious.test(cut) ? cut.replaceAll(/[\0\p{Cs}]/gu, '\uFFFD') : cut;
}
const suspicious = /[\0\ud800-\udfff]/;

const attemptsOf = (attempt: number | undefined): number | null =>
  attempt !== undefined && Number.isInteger(attempt) && attempt > 0 && attempt < 1e6 ? attempt : null;

function instantOf(value: string | undefined): string | null {
  const ms = value === undefined ? NaN : Date.parse(value);
  return ms > 0 && ms < 4e12 ? new Date(ms).toISOString() : null;
}
