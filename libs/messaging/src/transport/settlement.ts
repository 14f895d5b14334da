import { shortenAddresses } from '@ellity/platform';
import type { ConsumeMessage } from 'amqplib';
import type { Outgoing } from '../broker/publisher';
import type { Failure } from '../errors';
import { deadLetterQueueOf, outcomesQueue, retryQueueOf } from '../topology';
import type { Outcome } from './batch-runner';
import { carried } from './carried';
import { deliveryLimitCode, sentBackHeader } from './deliveries';
import { senderHeader, senderOf } from './sender';

/** Headers of our own on retried and dead-lettered messages. Names are durable. */
export const headerNames = {
  attempt: 'attempt',
  errorCode: 'error-code',
  errorMessage: 'error-message',
  errorStack: 'error-stack',
  failedAt: 'failed-at',
  failedQueue: 'failed-queue',
  service: 'service',
  serviceVersion: 'service-version',
  replayId: 'replay-id',
  outcome: 'outcome',
  sentBack: sentBackHeader,
} as const;
const ownHeaders: readonly string[] = [senderHeader, ...Object.values(headerNames)];

export interface ServiceIdentity {
  readonly service: string;
  readonly version: string;
}

const errorCodeMax = 100;
const errorTextMax = 1_000;
const errorStackMax = 4_000;
const replayIdMax = 100;

/** The number of this attempt, 1 for the first; anything odd in the header counts as the first. */
export function attemptOf(message: ConsumeMessage): number {
  const attempt: unknown = message.properties.headers?.[headerNames.attempt];
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
  const attempt = attemptOf(message);
  const first = firstSender(message, identity.service);
  const delayMs = failure.isRetryable ? nextDelay(attempt, failure.retryAfterMs ?? 0, delaysMs) : undefined;
  if (delayMs !== undefined) {
    return hop(message, retryQueueOf(queue, delayMs), identity.service, {
      ...first,
      [headerNames.attempt]: attempt + 1,
      ...(failure.code === deliveryLimitCode ? { [headerNames.sentBack]: new Date().toISOString() } : {}),
    });
  }
  return hop(message, deadLetterQueueOf(queue), identity.service, {
    ...first,
    [headerNames.attempt]: attempt,
    [headerNames.errorCode]: failure.code.slice(0, errorCodeMax),
    [headerNames.errorMessage]: shortened(failure.message, errorTextMax),
    ...(failure.stack ? { [headerNames.errorStack]: shortened(failure.stack, errorStackMax) } : {}),
    [headerNames.failedAt]: new Date().toISOString(),
    [headerNames.failedQueue]: queue,
    [headerNames.service]: identity.service,
    [headerNames.serviceVersion]: identity.version,
  });
}

/** The report on a replayed message: `done`, `no-op`, `retrying` or `failed`, and why; undefined for any other message. */
export function reportOf(
  message: ConsumeMessage,
  queue: string,
  outcome: Outcome,
  delaysMs: readonly number[],
  identity: ServiceIdentity,
): Outgoing | undefined {
  const replayId: unknown = message.properties.headers?.[headerNames.replayId];
  if (typeof replayId !== 'string' || replayId.length > replayIdMax) return undefined;
  const reason =
    outcome.kind === 'failed' ? outcome.failure.code : outcome.kind === 'no-op' ? outcome.reason : undefined;
  return {
    exchange: '',
    routingKey: outcomesQueue,
    body: Buffer.alloc(0),
    options: {
      persistent: true,
      userId: identity.service,
      messageId: carried(message.properties, ownHeaders).messageId,
      headers: {
        [headerNames.replayId]: replayId,
        [headerNames.outcome]: outcomeName(message, outcome, delaysMs),
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
): OutcomeName {
  if (outcome.kind !== 'failed') return outcome.kind;
  return outcome.failure.isRetryable && attemptOf(message) <= delaysMs.length ? 'retrying' : 'failed';
}

/** The message as it was, sent on by `user` to one queue through the default exchange; see `carried`. */
export function hop(
  message: Pick<ConsumeMessage, 'content' | 'properties'>,
  queue: string,
  user: string,
  headers: Record<string, unknown>,
): Outgoing {
  const options = carried(message.properties, ownHeaders);
  return {
    exchange: '',
    routingKey: queue,
    body: message.content,
    options: {
      ...options,
      persistent: true,
      userId: user,
      headers: { ...(options.headers as Record<string, unknown>), ...headers },
    },
  };
}

/** Also when unknown: what a sender claims in this header must not travel on in our name. */
const firstSender = (message: ConsumeMessage, service: string): Record<string, string | undefined> => ({
  [senderHeader]: senderOf(message, service),
});

/** Cut before and after addresses are shortened: the work must stay small, and the result too. */
const shortened = (text: string, max: number): string =>
  shortenAddresses(text.slice(0, 2 * max)).slice(0, max);

/** The delay after this attempt, or a longer one where the failure asks for it; undefined when all were used. */
function nextDelay(attempt: number, atLeastMs: number, delaysMs: readonly number[]): number | undefined {
  const planned = delaysMs[attempt - 1];
  if (planned === undefined || planned >= atLeastMs) return planned;
  return delaysMs.find((delayMs) => delayMs >= atLeastMs) ?? delaysMs.at(-1);
}
