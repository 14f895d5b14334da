import { Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Config, configToken } from '../config';
import type { ConnectionRow } from '../connection/connection-row';
import {
  type JournalEntry,
  JournalEntriesService,
  type JournalStep,
} from '../events/journal-entries.service';
import { isForbidden, keyRejectedCode, notFoundCode } from '../accounts/ecomail-failure';
import type { Answer } from './telling-call';
import { recordAccepted, recordNotSent, recordParked } from './tracker-statements';

const attemptsMax = 5;

/** What became of one call, with the state that follows. */
type Outcome = 'accepted' | 'in-doubt' | 'not-sent' | 'contact-unknown' | 'refused';

/** Records the answers to tracker events, all of a round in one transaction. */
@Injectable()
export class TellingOutcomesService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly journal: JournalEntriesService,
    private readonly clock: Clock,
  ) {}

  /** Rejects afterwards with the first error that concerns the whole key, so that its worker slows down. */
  async record(connection: ConnectionRow, answers: readonly Answer[]): Promise<void> {
    if (answers.length === 0) return;
    const outcomes = answers.map((answer) => ({ answer, outcome: outcomeOf(answer) }));
    const of = (wanted: Outcome) =>
      outcomes.filter(({ outcome }) => outcome === wanted).map(({ answer }) => answer);
    await this.transactions.run(async ({ manager }) => {
      await recordAll(manager, of('accepted'));
      await this.recordRetries(manager, [...of('not-sent'), ...of('contact-unknown')]);
      await markUnknown(manager, connection.shop_id, of('contact-unknown'));
      await park(manager, of('refused'));
      await this.journal.write(
        manager,
        connection.shop_id,
        outcomes.map(({ answer, outcome }) => entryOf(answer, outcome)),
      );
    });
    const stopping = outcomes.find(({ outcome }) => outcome === 'not-sent' || outcome === 'in-doubt');
    if (stopping?.answer.kind === 'failed') throw stopping.answer.error;
  }

  /** An event whose answer never came turned out to be at Ecomail. */
  async recordFound(
    connection: ConnectionRow,
    event: { readonly id: string; readonly customer_id: string; readonly label: string },
    ecomailId: string,
  ): Promise<void> {
    const at = this.clock.now();
    await this.transactions.run(async ({ manager }) => {
      await manager.query(recordAccepted, [[event.id], [at], [ecomailId]]);
      const details = { label: event.label, ecomailId };
      await this.journal.write(manager, connection.shop_id, [
        { customerId: event.customer_id, eventId: event.id, at, step: 'found', details },
      ]);
    });
  }

  private async recordRetries(manager: EntityManager, answers: readonly Answer[]): Promise<void> {
    if (answers.length === 0) return;
    const { backoffMs } = this.config.delivery;
    const dueAt = ({ telling, at, ...answer }: Answer): Date => {
      const waitMs = backoffMs[Math.min(telling.attempts, backoffMs.length - 1)] ?? 0;
      const asked = answer.kind === 'failed' ? (answer.failure.retryAfterMs ?? 0) : 0;
      return new Date(at.getTime() + Math.max(waitMs, asked));
    };
    await manager.query(recordNotSent, [answers.map(({ telling }) => telling.id), answers.map(dueAt)]);
  }
}

function outcomeOf(answer: Answer): Outcome {
  if (answer.kind === 'accepted') return 'accepted';
  const { failure, telling } = answer;
  if (failure.code === keyRejectedCode || isForbidden(failure)) return 'not-sent';
  if (!failure.isCertain) return 'in-doubt';
  if (failure.isRetryable) return 'not-sent';
  return failure.code === notFoundCode && telling.attempts < attemptsMax ? 'contact-unknown' : 'refused';
}

async function recordAll(manager: EntityManager, accepted: readonly Answer[]): Promise<void> {
  if (accepted.length === 0) return;
  await manager.query(recordAccepted, [
    accepted.map(({ telling }) => telling.id),
    accepted.map(({ at }) => at),
    accepted.map((answer) => (answer.kind === 'accepted' ? answer.ecomailId : null)),
  ]);
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
    [shopId, answers.map(({ telling }) => telling.customerId), answers[0]?.at],
  );
}

async function park(manager: EntityManager, refused: readonly Answer[]): Promise<void> {
  if (refused.length === 0) return;
  await manager.query(recordParked, [
    refused.map(({ telling }) => telling.id),
    refused.map(() => 'event-rejected'),
    refused[0]?.at,
  ]);
}

const steps: Readonly<Record<Outcome, JournalStep>> = {
  accepted: 'accepted',
  'in-doubt': 'in-doubt',
  'not-sent': 'not-sent',
  'contact-unknown': 'not-sent',
  refused: 'parked',
};

function entryOf(answer: Answer, outcome: Outcome): JournalEntry {
  const { telling, at } = answer;
  const details =
    answer.kind === 'accepted'
      ? { label: telling.label, value: telling.value, ecomailId: answer.ecomailId }
      : { label: telling.label, code: answer.failure.code };
  return { customerId: telling.customerId, eventId: telling.id, at, step: steps[outcome], details };
}
