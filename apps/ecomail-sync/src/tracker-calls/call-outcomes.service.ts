import { Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Config, configToken } from '../config';
import type { ConnectionRow } from '../connection/connection-row';
import { type AnsweredCall, EventsService } from '../events/events.service';
import { type JournalEntry, JournalEntriesService } from '../events/journal-entries.service';
import { isForbidden, keyRejectedCode, notFoundCode } from '../accounts/ecomail-failure';
import type { Answer } from './tracker-call';

const attemptsMax = 5;

/** What became of one call, with the state that follows. */
type Outcome = 'accepted' | 'unconfirmed' | 'not-sent' | 'contact-unknown' | 'refused';

/** Records the answers to tracker events, all of a round in one transaction. */
@Injectable()
export class CallOutcomesService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly events: EventsService,
    private readonly journal: JournalEntriesService,
    private readonly clock: Clock,
  ) {}

  async record(shopId: string, answers: readonly Answer[]): Promise<void> {
    if (answers.length === 0) return;
    const outcomes = answers.map((answer) => ({ answer, outcome: outcomeOf(answer) }));
    const of = (wanted: Outcome) =>
      outcomes.filter(({ outcome }) => outcome === wanted).map(({ answer }) => answer);
    await this.transactions.run(async ({ manager }) => {
      await this.events.deliver(manager, shopId, 'accepted', of('accepted').flatMap(acceptedCall));
      await this.events.retry(manager, shopId, [
        ...[...of('not-sent'), ...of('contact-unknown')].map((answer) => this.retriedCall(answer)),
      ]);
      await markUnknown(manager, shopId, of('contact-unknown'));
      await this.events.refuse(manager, shopId, of('refused').map(failedCall));
      await this.journal.write(manager, shopId, of('unconfirmed').map(unansweredEntry));
    });
  }

  /** An event whose answer never came turned out to be at Ecomail. */
  async recordFound(
    connection: ConnectionRow,
    event: { readonly id: string; readonly customer_id: string; readonly label: string },
    ecomailId: string,
  ): Promise<void> {
    const at = this.clock.now();
    await this.transactions.run(async ({ manager }) => {
      const details = { label: event.label };
      await this.events.deliver(manager, connection.shop_id, 'found', [
        { id: event.id, at, ecomailId, details },
      ]);
    });
  }

  private retriedCall(answer: Answer) {
    const { backoffMs } = this.config.delivery;
    const waitMs = backoffMs[Math.min(answer.call.attempts, backoffMs.length - 1)] ?? 0;
    const asked = answer.kind === 'failed' ? (answer.failure.retryAfterMs ?? 0) : 0;
    return { ...failedCall(answer), dueAt: new Date(answer.at.getTime() + Math.max(waitMs, asked)) };
  }
}

/** The error of a call that failed for another reason than its event or contact. */
export function stoppingErrorOf(answer: Answer): Error | undefined {
  const outcome = outcomeOf(answer);
  if (answer.kind !== 'failed' || (outcome !== 'not-sent' && outcome !== 'unconfirmed')) return undefined;
  return answer.error instanceof Error ? answer.error : new Error('a tracker call failed');
}

function outcomeOf(answer: Answer): Outcome {
  if (answer.kind === 'accepted') return 'accepted';
  const { failure, call } = answer;
  if (failure.code === keyRejectedCode || isForbidden(failure)) return 'not-sent';
  if (!failure.isCertain) return 'unconfirmed';
  if (failure.isRetryable) return 'not-sent';
  return failure.code === notFoundCode && call.attempts < attemptsMax ? 'contact-unknown' : 'refused';
}

/** Ecomail does not know the contact (any more): it is written as new before the event is tried again. */
async function markUnknown(
  manager: EntityManager,
  shopId: string,
  answers: readonly Answer[],
): Promise<void> {
  if (answers.length === 0) return;
  await manager.query(
    `update contacts set is_known = false, dirty_since = coalesce(dirty_since, $3)
     where shop_id = $1 and customer_id = any($2)`,
    [shopId, answers.map(({ call }) => call.customerId), answers[0]?.at],
  );
}

const acceptedCall = (answer: Answer) =>
  answer.kind === 'accepted'
    ? [
        {
          id: answer.call.id,
          at: answer.at,
          ecomailId: answer.ecomailId,
          details: { label: answer.call.label, value: answer.call.value },
        },
      ]
    : [];

const failedCall = (answer: Answer): AnsweredCall => ({
  id: answer.call.id,
  intentAt: answer.call.intentAt,
  at: answer.at,
  details: {
    label: answer.call.label,
    ...(answer.kind === 'failed' ? { code: answer.failure.code } : {}),
  },
});

const unansweredEntry = (answer: Answer): JournalEntry => ({
  customerId: answer.call.customerId,
  eventId: answer.call.id,
  at: answer.at,
  step: 'in-doubt',
  details: failedCall(answer).details,
});
