import type { Transaction } from '../outbox/transaction';
import { headerNames } from '../transport/own-headers';
import type { RawDelivery } from '../transport/raw-runner';
import type { OutcomeName } from '../transport/settlement';

/** What became of one replayed message at one attempt, as the service reported it that received it. */
export interface ReplayOutcome {
  readonly replayId: string;
  readonly messageId: string | undefined;
  /** `retrying` is followed by another outcome of the same message. */
  readonly outcome: OutcomeName;
  /** Where it was received. */
  readonly queue: string;
  /** Why, of `failed`, `retrying` and `no-op`. */
  readonly code: string | undefined;
}

/** Sees each outcome at least once, in the transaction after whose commit it is acknowledged. */
export type OutcomeHandler = (outcome: ReplayOutcome, transaction: Transaction) => Promise<void> | void;

const names: readonly string[] = ['done', 'no-op', 'retrying', 'failed'] satisfies OutcomeName[];
const isName = (value: unknown): value is OutcomeName => typeof value === 'string' && names.includes(value);

/** Undefined for what no service reported: the broker vouches for the queue's owner, and for nobody else. */
export function replayOutcomeFrom({ headers, properties }: RawDelivery): ReplayOutcome | undefined {
  const outcome = headers[headerNames.outcome];
  const replayId = headers[headerNames.replayId];
  const queue = headers[headerNames.failedQueue];
  const { messageId, userId } = properties;
  if (typeof replayId !== 'string' || typeof queue !== 'string' || !isName(outcome)) return undefined;
  if (userId !== queue.split('.', 1)[0]) return undefined;
  const code = headers[headerNames.errorCode];
  return {
    replayId,
    messageId: typeof messageId === 'string' ? messageId : undefined,
    outcome,
    queue,
    code: typeof code === 'string' ? code : undefined,
  };
}
