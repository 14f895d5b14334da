import { shortenAddresses } from '@ellity/platform';
import type { ConsumeMessage } from 'amqplib';
import type { Outgoing } from '../broker/publisher';
import type { Failure } from '../errors';
import { deadLetterQueueOf, outcomesQueue, retryQueueOf } from '../topology';
import type { Outcome } from './batch-runner';
import { deliveryLimitCode } from './deliveries';
import { forwardable, forwarded } from './forward';
import { headerNames, type Headers, ownHeadersOf } from './own-headers';
import { originOf } from './sender';

export interface ServiceIdentity {
  readonly service: string;
  readonly version: string;
}

const errorCodeMax = 100;
const errorTextMax = 1_000;
const errorStackMax = 4_000;
const replayIdMax = 100;

/** The number of this attempt, 1 for the first; anything odd in the header counts as the first. */
export function attemptOf(message: ConsumeMessage, service: string): number {
  const attempt = ownHeadersOf(message, service)[headerNames.attempt];
  return typeof attempt === 'number' && Number.isInteger(attempt) && attempt > 0 ? attempt : 1;
}

/**
 * Where a failed message goes: after a transient failure to the next retry queue, else to the dead-letter queue
 * with the reason.
 */
export function afterFailure(
  message: ConsumeMessage,
  queue: string,
  failure: Failure,
  delaysMs: readonly number[],
  identity: ServiceIdentity,
): Outgoing {
  const { service, version } = identity;
  const attempt = attemptOf(message, service);
  const known = { ...originOf(message, service), ...lastingHeaders(message, service) };
  const delayMs = failure.isRetryable ? nextDelay(attempt, failure.retryAfterMs ?? 0, delaysMs) : undefined;
  if (delayMs !== undefined) {
    return forwarded(message, { exchange: '', routingKey: retryQueueOf(queue, delayMs) }, service, {
      ...known,
      [headerNames.attempt]: attempt + 1,
      ...(failure.code === deliveryLimitCode ? { [headerNames.sentBack]: new Date().toISOString() } : {}),
    });
  }
  return forwarded(message, { exchange: '', routingKey: deadLetterQueueOf(queue) }, service, {
    ...known,
    [headerNames.attempt]: attempt,
    [headerNames.errorCode]: failure.code.slice(0, errorCodeMax),
    [headerNames.errorMessage]: shortened(failure.message, errorTextMax),
    ...(failure.stack ? { [headerNames.errorStack]: shortened(failure.stack, errorStackMax) } : {}),
    [headerNames.failedAt]: new Date().toISOString(),
    [headerNames.failedQueue]: queue,
    [headerNames.service]: service,
    [headerNames.serviceVersion]: version,
  });
}

/** What stays with a message on all its further ways. */
function lastingHeaders(message: ConsumeMessage, service: string): Headers {
  const own = ownHeadersOf(message, service);
  const names = [headerNames.replayId, headerNames.sentBack].filter((name) => typeof own[name] === 'string');
  return Object.fromEntries(names.map((name) => [name, own[name]]));
}

/** The report on a replayed message: `done`, `no-op`, `retrying` or `failed`, and why; undefined for any other message. */
export function reportOf(
  message: ConsumeMessage,
  queue: string,
  outcome: Outcome,
  delaysMs: readonly number[],
  { service }: ServiceIdentity,
): Outgoing | undefined {
  const replayId = ownHeadersOf(message, service)[headerNames.replayId];
  if (typeof replayId !== 'string' || replayId.length > replayIdMax) return undefined;
  const reason =
    outcome.kind === 'failed' ? outcome.failure.code : outcome.kind === 'no-op' ? outcome.reason : undefined;
  return {
    exchange: '',
    routingKey: outcomesQueue,
    body: Buffer.alloc(0),
    options: {
      persistent: true,
      userId: service,
      messageId: forwardable(message.properties).messageId,
      headers: {
        [headerNames.replayId]: replayId,
        [headerNames.outcome]: outcomeName(message, outcome, delaysMs, service),
        [headerNames.failedQueue]: queue,
        ...(reason === undefined ? {} : { [headerNames.errorCode]: reason.slice(0, errorCodeMax) }),
      },
    },
  };
}

export type OutcomeName = 'done' | 'no-op' | 'retrying' | 'failed';

/** `failed` means dead-lettered; a failure that is tried again later is `retrying`. */
export function outcomeName(
  message: ConsumeMessage,
  outcome: Outcome,
  delaysMs: readonly number[],
  service: string,
): OutcomeName {
  if (outcome.kind !== 'failed') return outcome.kind;
  return outcome.failure.isRetryable && attemptOf(message, service) <= delaysMs.length
    ? 'retrying'
    : 'failed';
}

/** Cut before and after addresses are shortened: the work must stay small, and the result too. */
const shortened = (text: string, max: number): string =>
  shortenAddresses(text.slice(0, 2 * max)).slice(0, max);

/** The delay after this attempt, or a longer one where the failure asks for it; undefined when all were used. */
function nextDelay(attempt: number, atLeastMs: number, delaysMs: readonly number[]): number | undefined {
  const planned = delaysMs[attempt - 1];
  if (planned === undefined || planned >= atLeastMs) return planned;
  return delaysMs.find((delayMs) => delayMs >= atLeastMs) ?? delaysMs.at(-1);
}
