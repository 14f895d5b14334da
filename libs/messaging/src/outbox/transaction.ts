import { compose, contractOf, type Envelope, type MessageClass } from '@ellity/contracts';
import { currentTraceparent, RequestTransaction, runOutsideTrace } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { Delivery } from '../delivery';
import { type MessageForm, messageFormOf } from './message-form';
import { insertOutbox } from './outbox';

export interface Staged<T> {
  readonly item: T;
  readonly delivery?: Delivery;
}

/**
 * Writes everything that was staged for it in one go, with a handful of statements, however much it is.
 * It sees one item, or all of a batch. What it throws rolls the whole transaction back.
 */
export interface Writer<T> {
  write(transaction: Transaction, staged: readonly Staged<T>[]): Promise<void>;
}

export interface PublishAbout {
  readonly shopId: string;
  readonly subject?: string;
  readonly sequence?: string;
  readonly time?: string;
  readonly id?: string;
  /** The delivery it follows from, where several share the work: it goes on in that one's trace. */
  readonly cause?: Delivery | undefined;
}

/** A message as a statement writes it into the outbox itself: the columns that are different in each. */
export interface ComposedMessage {
  readonly id: string;
  readonly exchange: string;
  readonly type: string;
  readonly time: string;
  readonly body: string;
}

/** Writes, in the transaction that publishes messages, what must exist exactly when they do. What it throws rolls all back. */
export interface OutgoingObserver {
  hear(transaction: Transaction, outgoing: readonly Envelope[]): Promise<void>;
  /** Whether messages of a type of a shop have to be shown to it; of others it is free to hear nothing. */
  listensTo(manager: EntityManager, type: string, shopId: string): Promise<boolean>;
}

/**
 * One database transaction, of a batch of deliveries or of one HTTP request: state, outgoing messages and the
 * record of what was received commit together or not at all.
 */
export class Transaction {
  private readonly staged = new Map<Writer<unknown>, Staged<unknown>[]>();
  private readonly outgoing: Envelope[] = [];
  private readonly written: Envelope[] = [];
  private isWriting = false;
  private isBulk = false;
  private readonly committedActions: (() => void)[] = [];

  constructor(
    readonly manager: EntityManager,
    private readonly service: string,
    private readonly observers: readonly OutgoingObserver[] = [],
  ) {}

  /** Hands an item to a writer, which is called once at the end with all of its items in the order of staging. */
  stage<T>(writer: Writer<T>, item: T, delivery?: Delivery): void {
    const entry: Staged<unknown> = delivery ? { item, delivery } : { item };
    const items = this.staged.get(writer);
    if (items) items.push(entry);
    else this.staged.set(writer, [entry]);
  }

  /** Adds a message to the outbox and returns its id. It is published after the commit, at least once. */
  publish<T extends object>(type: MessageClass<T>, data: T, about: PublishAbout): string {
    const envelope = envelopeOf(this.service, type, data, about);
    this.outgoing.push(envelope);
    return envelope.id;
  }

  /**
   * For what a run writes, one of many chunks: all that this transaction publishes is told when nothing live waits, and
   * slowly while the run goes on. A statement that writes messages by itself sets `is_bulk` of the outbox by itself.
   */
  publishInBulk(): void {
    this.isBulk = true;
  }

  /**
   * For a statement that writes many messages of a type into the outbox itself, filling in what is different in each
   * (`filledIn`). Those that `isObserved` tells of are returned by it and handed to `wrote`.
   */
  form<T extends object>(type: MessageClass<T>, data: T, about: PublishAbout): MessageForm {
    this.isWriting = true;
    return messageFormOf(envelopeOf(this.service, type, data, about));
  }

  /** Whether messages of this type have to be shown after a statement has written them. */
  async isObserved(type: MessageClass, shopId: string): Promise<boolean> {
    for (const observer of this.observers)
      if (await observer.listensTo(this.manager, contractOf(type).type, shopId)) return true;
    return false;
  }

  /** Shows what a statement has written into the outbox to those who observe it. */
  wrote(bodies: readonly string[]): void {
    this.written.push(...bodies.map((body) => JSON.parse(body) as Envelope));
  }

  /** Runs after the commit, in this process only; for wake-ups, never for work that must happen. Must not throw. */
  afterCommit(action: () => void): void {
    this.committedActions.push(action);
  }

  /** Writers may stage for others, so this goes on until nothing is left; the outbox comes last, in one statement. */
  async flush(): Promise<void> {
    while (this.staged.size > 0) {
      const [next] = this.staged;
      if (!next) break;
      const [writer, items] = next;
      this.staged.delete(writer);
      await writer.write(this, items);
    }
    const heard = [...this.outgoing, ...this.written];
    if (heard.length > 0) {
      for (const observer of this.observers) await observer.hear(this, heard);
    }
    await insertOutbox(this.manager, this.outgoing, this.isBulk);
  }

  /** Whether somebody waits for what it publishes; what is in bulk, the relay finds by its next look. */
  get hasLive(): boolean {
    return !this.isBulk && (this.isWriting || this.outgoing.length > 0);
  }

  committed(): void {
    runOutsideTrace(() => this.committedActions.forEach((action) => action()));
  }
}

function envelopeOf<T extends object>(
  source: string,
  type: MessageClass<T>,
  data: T,
  { cause, ...rest }: PublishAbout,
): Envelope<T> {
  const traceparent = cause?.envelope.traceparent ?? currentTraceparent();
  const trace = traceparent === undefined ? {} : { traceparent };
  return compose(type, data, { ...rest, ...trace, source });
}

/** Opens transactions outside of message handlers: for HTTP requests and workers. */
@Injectable()
export class Transactions {
  private onOutgoing: () => void = () => undefined;
  private readonly observers: OutgoingObserver[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly service: string,
  ) {}

  /**
   * Runs `work`, writes what it staged, commits, and resolves with its result.
   * Within a request that came with a key it is a part of the request's transaction, and commits with it.
   * What is thrown rolls everything back and is thrown on. May deadlock or conflict as any transaction: the
   * caller decides whether to try again.
   */
  run<T>(work: (transaction: Transaction) => Promise<T> | T): Promise<T> {
    const request = RequestTransaction.current();
    return this.within(async (runner) => {
      const transaction = new Transaction(runner.manager, this.service, this.observers);
      const result = await work(transaction);
      await transaction.flush();
      await runner.commitTransaction();
      const committed = () => {
        if (transaction.hasLive) this.onOutgoing();
        transaction.committed();
      };
      if (request) request.afterCommit(committed);
      else committed();
      return result;
    }, request?.runner);
  }

  /**
   * Runs `work` and writes what it staged as `run` does, asks for the result, and rolls everything back.
   * Gives up on a lock after two seconds, so that a preview never holds up the work.
   */
  preview<T>(work: (transaction: Transaction) => Promise<() => T>): Promise<T> {
    return this.within(async (runner) => {
      await runner.query(`set local lock_timeout = '2s'`);
      const transaction = new Transaction(runner.manager, this.service, this.observers);
      const resultOf = await work(transaction);
      await transaction.flush();
      await runner.rollbackTransaction();
      return resultOf();
    });
  }

  /**
   * A message for a statement that stores something and writes the message about it into the outbox: one statement commits
   * by itself, in a single round trip. Whoever runs it says so by `wroteOutgoing`; nobody who observes is shown any.
   */
  compose<T extends object>(type: MessageClass<T>, data: T, about: PublishAbout): ComposedMessage {
    const envelope = envelopeOf(this.service, type, data, about);
    const { exchange } = contractOf(type);
    return {
      id: envelope.id,
      exchange,
      type: envelope.type,
      time: envelope.time,
      body: JSON.stringify(envelope),
    };
  }

  /** A statement of its own has written messages: they go out now. */
  wroteOutgoing(): void {
    this.onOutgoing();
  }

  /** Has every transaction of this process show what it publishes, before it commits. For the start of a service. */
  observe(observer: OutgoingObserver): void {
    this.observers.push(observer);
  }

  /** With an `outer` one that is in a transaction, inside of that: a part that can be rolled back alone. */
  private async within<T>(work: (runner: QueryRunner) => Promise<T>, outer?: QueryRunner): Promise<T> {
    const runner = outer ?? this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      return await work(runner);
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      if (!outer) await runner.release();
    }
  }

  /** @internal The relay of this process asks to be told when there is something to publish. */
  whenOutgoing(wake: () => void): void {
    this.onOutgoing = wake;
  }
}
