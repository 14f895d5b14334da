import { type Contract, decode, type Envelope } from '@ellity/contracts';
import { databaseRetryMs, inSpan, isDatabaseAway, runInTrace } from '@ellity/platform';
import { Logger } from '@nestjs/common';
import type { ConsumeMessage } from 'amqplib';
import { setTimeout as delay } from 'node:timers/promises';
import { Delivery } from '../delivery';
import { failureOf, type Failure, PermanentError } from '../errors';
import { recordReceived } from '../outbox/inbox';
import { processDuration } from '../metrics';
import { type AnswerRefused, refusedMessageFrom } from '../refused-message';
import type { Transactions } from '../outbox/transaction';
import { type Fault, inGroups } from './groups';
import type { QueueHandlers } from './handlers';
import { checkSender, routingKeyOf, senderOf } from './sender';
import { attemptOf } from './settlement';

/** What became of one message. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'no-op'; readonly reason: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** A message in hand; its runner knows what else was read of it. */
export interface Received {
  readonly message: ConsumeMessage;
  /** Messages with the same key are worked on one after the other. */
  readonly key?: string;
}
interface Readable extends Received {
  readonly envelope: Envelope;
}
interface Unfit extends Received {
  readonly failure: Failure;
}
export type Outcomes = Map<ConsumeMessage, Outcome>;
/** Without a delivery: it had been applied before. */
type Handled = readonly [ConsumeMessage, Delivery | undefined];

/** The message whose handler is at work, in a transaction of many. */
interface Progress {
  inHand: Readable | undefined;
}

const sequenceAheadMaxMs = 60_000;

/** Runs handlers over messages: one transaction for all, and one for each smaller group where that failed. */
export class BatchRunner {
  private readonly logger = new Logger('consumer');

  constructor(
    private readonly queue: QueueHandlers,
    private readonly service: string,
    private readonly transactions: Transactions,
    private readonly isStopping: () => boolean,
    private readonly answerRefused?: AnswerRefused,
  ) {}

  /**
   * Finds everything that makes a message unfit before a handler sees it. Done as a message arrives, it costs no time:
   * the database is at work on those before it.
   */
  read(message: ConsumeMessage): Readable | Unfit {
    try {
      const decoded = decode(message.content);
      if (!decoded.ok) return { message, failure: refused(decoded.code, decoded.problems.join('; ')) };
      this.check(message, decoded.envelope, decoded.contract);
      const { shopid, subject = '' } = decoded.envelope;
      return { message, envelope: decoded.envelope, key: `${shopid}/${subject.toLowerCase()}` };
    } catch (error) {
      // Nothing but the message was looked at: it would fail in the same way at every attempt.
      const failure = failureOf(error);
      const code = error instanceof PermanentError ? failure.code : 'data-invalid';
      return { message, failure: { ...failure, code, isRetryable: false } };
    }
  }

  /**
   * Resolves with one outcome per message, all committed. Rejects only when the database stayed away while the
   * service was stopping; then nothing was committed and nothing may be acknowledged.
   */
  async run(received: readonly (Readable | Unfit)[]): Promise<Outcomes> {
    const outcomes: Outcomes = new Map();
    const readable: Readable[] = [];
    for (const one of received) {
      if ('failure' in one) {
        outcomes.set(one.message, { kind: 'failed', failure: one.failure });
        await this.answer(one);
      } else readable.push(one);
    }
    await inGroups(
      readable,
      (group) => this.attempt(group, outcomes),
      ({ message }, error) => outcomes.set(message, { kind: 'failed', failure: failureOf(error) }),
    );
    return outcomes;
  }

  /** In a transaction of its own; an answer that cannot be given does not keep the message from its dead letter. */
  private async answer({ message, failure }: Unfit): Promise<void> {
    const { answerRefused } = this;
    const refusal = answerRefused && refusedMessageFrom(message, this.service, failure);
    if (!refusal) return;
    try {
      await this.transactions.run(async (transaction) => {
        const once = { source: refusal.sender, id: refusal.id };
        const isNew = await recordReceived(transaction.manager, `${this.queue.queue}.refused`, [once]);
        if (isNew(once)) answerRefused(refusal, transaction);
      });
    } catch (error) {
      if (isDatabaseAway(error)) {
        await this.waitForDatabase(error);
        await this.answer({ message, failure });
      } else
        this.logger.error(`${this.queue.queue}: no answer to a refused message: ${failureOf(error).message}`);
    }
  }

  /** What a message would do now, without doing it. Who sent it does not matter. */
  async preview(body: Buffer): Promise<Outcome> {
    const decoded = decode(body);
    if (!decoded.ok) return { kind: 'failed', failure: refused(decoded.code, decoded.problems.join('; ')) };
    const { envelope } = decoded;
    try {
      this.checkHandled(envelope);
      return await this.transactions.preview(async (transaction) => {
        const isNew = await recordReceived(transaction.manager, this.queue.queue, [envelope]);
        if (!isNew(envelope)) return () => alreadyApplied;
        const delivery = new Delivery(envelope, this.queue.queue, 1, transaction);
        await this.queue.handles.get(envelope.type)?.handle(delivery);
        return () => outcomeOf(delivery);
      });
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) };
    }
  }

  /** A database that is away is waited for: that is no fault of the messages. */
  private async attempt(
    readable: readonly Readable[],
    outcomes: Outcomes,
  ): Promise<Fault<Readable> | undefined> {
    const progress: Progress = { inHand: undefined };
    try {
      const done = await this.runInOneTransaction(readable, progress);
      for (const [message, delivery] of done)
        outcomes.set(message, delivery ? outcomeOf(delivery) : alreadyApplied);
      return undefined;
    } catch (error) {
      if (!isDatabaseAway(error)) return { error, item: progress.inHand };
      await this.waitForDatabase(error);
      return this.attempt(readable, outcomes);
    }
  }

  /** One span for all, linked to what each was sent in; a message alone goes on in its own trace. */
  private runInOneTransaction(readable: readonly Readable[], progress: Progress): Promise<Handled[]> {
    const [only] = readable.length === 1 ? readable : [];
    const attributes = {
      'messaging.system': 'rabbitmq',
      'messaging.operation.type': 'process',
      'messaging.destination.name': this.queue.queue,
      'messaging.batch.message_count': readable.length,
    };
    const links = () => readable.map(({ envelope }) => envelope.traceparent);
    const observe = processDuration.startTimer({ messaging_destination_name: this.queue.queue });
    return runInTrace(only?.envelope.traceparent, {}, () =>
      inSpan(`process ${this.queue.queue}`, { kind: 'process', attributes, links }, () =>
        this.transact(readable, progress),
      ),
    ).finally(observe);
  }

  private async transact(readable: readonly Readable[], progress: Progress): Promise<Handled[]> {
    const deliveries: Handled[] = [];
    await this.transactions.run(async (transaction) => {
      const isNew = await recordReceived(
        transaction.manager,
        this.queue.queue,
        readable.map(({ envelope }) => envelope),
      );
      for (const one of readable) {
        const { message, envelope } = one;
        if (!isNew(envelope)) {
          deliveries.push([message, undefined]);
          continue;
        }
        const delivery = new Delivery(
          envelope,
          this.queue.queue,
          attemptOf(message, this.service),
          transaction,
        );
        deliveries.push([message, delivery]);
        const { id: messageId, shopid: shopId, traceparent } = envelope;
        progress.inHand = one;
        const work = runInTrace(readable.length > 1 ? traceparent : undefined, { messageId, shopId }, () =>
          this.queue.handles.get(envelope.type)?.handle(delivery),
        );
        if (work) await work;
        progress.inHand = undefined;
      }
    });
    return deliveries;
  }

  private check(message: ConsumeMessage, envelope: Envelope, contract: Contract): void {
    if ((routingKeyOf(message, this.service) ?? envelope.type) !== envelope.type) {
      throw new PermanentError('routing-key-differs', `the routing key must equal the type ${envelope.type}`);
    }
    checkSender(senderOf(message, this.service), envelope, contract);
    this.checkHandled(envelope);
  }

  private checkHandled(envelope: Envelope): void {
    if (!this.queue.handles.has(envelope.type)) {
      throw new PermanentError('type-not-handled', `${this.queue.queue} does not handle ${envelope.type}`);
    }
    const sentAtMs = envelope.sequence === undefined ? 0 : Number(envelope.sequence) / 1000;
    if (sentAtMs > Date.now() + sequenceAheadMaxMs) {
      throw new PermanentError('sequence-in-future', 'the sequence is more than 60 s ahead of this clock');
    }
  }

  private async waitForDatabase(error: unknown): Promise<void> {
    if (this.isStopping()) throw error;
    this.logger.warn(`${this.queue.queue} waits for the database: ${failureOf(error).code}`);
    await delay(databaseRetryMs);
  }
}

const alreadyApplied: Outcome = { kind: 'no-op', reason: 'already-applied' };

function outcomeOf(delivery: Delivery): Outcome {
  return delivery.noOpCode === undefined ? { kind: 'done' } : { kind: 'no-op', reason: delivery.noOpCode };
}

const refused = (code: string, message: string): Failure => ({ code, message, isRetryable: false });
