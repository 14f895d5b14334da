import { HealthChecks } from '@ellity/platform';
import { type BeforeApplicationShutdown, type INestApplication, Injectable, Logger } from '@nestjs/common';
import type { ModulesContainer } from '@nestjs/core';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { Channel } from 'amqplib';
import { setTimeout as delay } from 'node:timers/promises';
import { BrokerConnection } from '../broker/connection';
import { Publisher } from '../broker/publisher';
import { watch } from '../gauges';
import { consumedMessages } from '../metrics';
import { Relay } from '../outbox/relay';
import { type MessagingOptions, consumerDefaults } from '../options';
import { relayDefaults } from '../outbox/relay';
import type { Outgoing } from '../broker/publisher';
import { type OutcomeHandler, replayOutcomeFrom } from '../dead-letters/replay-outcome';
import { ReplaySender } from '../dead-letters/replay-sender';
import { assertQueue, deadLetterQueueOf, outcomesQueue, unroutedQueue } from '../topology';
import { Transactions } from '../outbox/transaction';
import { DataSource } from 'typeorm';
import { BatchRunner, type Outcome } from './batch-runner';
import { directCall } from './direct-methods';
import { type QueueHandlers, queuesOf } from './handlers';
import { QueueConsumer } from './queue-consumer';
import { type RawHandler, type RawReader, RawRunner, readerOf } from './raw-runner';
import { ForwardingSettler, GivingBackSettler, type OnSettled } from './settler';

const stopTimeoutDefaultMs = 20_000;
const startPatienceDefaultMs = 10_000;

/**
 * Nest's transport on RabbitMQ: queues and bindings from the handlers that exist, one transaction per batch,
 * delayed retry, dead letters; and the relay of this service's outbox. Handlers see every message at least once
 * and its effect is applied once per queue.
 */
@Injectable()
export class RabbitTransport extends Server implements CustomTransportStrategy, BeforeApplicationShutdown {
  private readonly log = new Logger('messaging');
  private readonly consumers: QueueConsumer[] = [];
  private readonly runners = new Map<string, BatchRunner>();
  private connection: BrokerConnection | undefined;
  private publisher: Publisher | undefined;
  private relay: Relay | undefined;
  private replays: ReplaySender | undefined;
  private stopWatching: () => void = () => undefined;
  private isStopping = false;
  private isClosed = false;

  constructor(
    private readonly options: MessagingOptions,
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly checks: HealthChecks,
    private readonly modules: ModulesContainer,
  ) {
    super();
  }

  /**
   * Proves the handlers, connects, declares, subscribes; refuses with HandlersInvalidError before anything runs. A
   * queue that cannot be read yet is waited for shortly; then the service runs, is not ready and says why.
   */
  listen(callback: (error?: unknown) => void): void {
    this.begin().then(() => callback(), callback);
  }

  private async begin(): Promise<void> {
    const { service, rabbit } = this.options;
    const queues = queuesOf(service, this.messageHandlers, (extras) => directCall(extras, this.modules));
    const connection = await BrokerConnection.open(rabbit.url, service);
    this.connection = connection;
    this.checks.register('rabbitmq', () => this.check(connection));
    this.publisher = new Publisher(connection);
    this.relay = new Relay(this.dataSource, this.publisher, service, {
      ...relayDefaults,
      ...this.options.relay,
    });
    this.transactions.whenOutgoing(() => this.relay?.wake());
    this.relay.start();
    const measured = [...queues.map(({ queue }) => deadLetterQueueOf(queue)), unroutedQueue];
    const deadLetters = () => connection.depthsOf(measured).catch(() => new Map<string, number>());
    this.stopWatching = watch(service, { dataSource: this.dataSource, deadLetters });
    const started = Promise.all(queues.map((queue) => this.open(queue, connection)));
    const isStarted = started.then(() => true);
    const late = this.within(this.options.startPatienceMs ?? startPatienceDefaultMs, isStarted);
    if (!(await late)) this.log.error(`started without all of its queues: ${this.problems().join('; ')}`);
  }

  /** RabbitMQ answers, what all services share is declared, and every queue of this service is read. */
  private async check(connection: BrokerConnection): Promise<void> {
    await connection.check();
    const problems = this.problems();
    if (problems.length > 0) throw new Error(problems.join('; '));
  }

  private problems(): string[] {
    const parts = [this.publisher, ...this.consumers];
    return parts.flatMap((part) => part?.problem ?? []);
  }

  private async open(queue: QueueHandlers, connection: BrokerConnection): Promise<void> {
    const { service, version, consumer: given } = this.options;
    const identity = { service, version };
    const { batchesAtOnce, batchSizeMax } = queue;
    const larger = batchSizeMax === undefined ? {} : { batchSizeMax, prefetch: 3 * batchSizeMax };
    const options = { ...consumerDefaults, ...larger, ...given, batchesAtOnce };
    const bindings = [...queue.handles.values()].map(({ contract: { exchange, type } }) => ({
      exchange,
      routingKey: type,
    }));
    const declare = (channel: Channel) => assertQueue(channel, queue.queue, bindings, options.retryDelaysMs);
    const runner = new BatchRunner(
      queue,
      service,
      this.transactions,
      () => this.isStopping,
      this.options.answerRefused,
    );
    const settler = new ForwardingSettler(queue.queue, options, identity, this.settled);
    this.runners.set(queue.queue, runner);
    await this.consume(new QueueConsumer(queue.queue, declare, runner, settler, options), connection);
  }

  private async consume(consumer: QueueConsumer, connection: BrokerConnection): Promise<void> {
    this.consumers.push(consumer);
    await consumer.start(connection);
  }

  /**
   * Reads queues that exist as they are, without contracts: bytes, headers, routing key, exchange, of every message. The
   * handler runs in one transaction per batch and what it took is acknowledged after the commit; where it throws, the
   * message stays in its queue and comes again. For the whole life of the service; resolves when all are read.
   */
  async consumeRaw(queues: readonly string[], handle: RawHandler): Promise<void> {
    const connection = this.connected();
    const consumers = queues.map((queue) => this.rawConsumer(queue, readerOf(handle)));
    await Promise.all(consumers.map((consumer) => this.consume(consumer, connection)));
  }

  /**
   * Begins to read one queue as `consumeRaw` does, without waiting for it, until the answer is called: for queues that
   * others declare and delete. One that cannot be read makes the service unready.
   */
  readRaw<Read>(queue: string, reader: RawReader<Read>): () => Promise<void> {
    const consumer = this.rawConsumer(queue, reader);
    void this.consume(consumer, this.connected()).catch(() => undefined);
    return async () => {
      const index = this.consumers.indexOf(consumer);
      if (index >= 0) this.consumers.splice(index, 1);
      await consumer.end();
    };
  }

  /** Sends stored dead letters back, confirmed; resolves with the replay ids of those that no queue took. */
  sendReplays(messages: readonly Outgoing[]): Promise<ReadonlySet<string>> {
    this.replays ??= new ReplaySender(this.connected());
    return this.replays.send(messages);
  }

  private connected(): BrokerConnection {
    if (!this.connection) throw new Error('the transport is not connected yet: use it after its start');
    return this.connection;
  }

  private rawConsumer<Read>(queue: string, reader: RawReader<Read>): QueueConsumer {
    const { fillWaitMs = 0 } = reader;
    const options = { ...consumerDefaults, ...this.options.consumer, batchesAtOnce: 1, fillWaitMs };
    const runner = new RawRunner(queue, reader, this.transactions, () => this.isStopping);
    const declare = async (channel: Channel) => void (await channel.checkQueue(queue));
    const settler = new GivingBackSettler(queue, options.giveBackPauseMs);
    return new QueueConsumer(queue, declare, runner, settler, options);
  }

  /** Reads what services report of replayed messages, each report at least once, in a transaction as `consumeRaw`. */
  async consumeOutcomes(handle: OutcomeHandler): Promise<void> {
    await this.consumeRaw([outcomesQueue], async (delivery) => {
      const outcome = replayOutcomeFrom(delivery);
      if (outcome) await handle(outcome, delivery.transaction);
    });
  }

  /** First of all when the service stops: takes no new messages and lets batches in work finish. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.inTime(Promise.all(this.consumers.map((consumer) => consumer.stop())));
  }

  /** After the last request was answered: publishes what was committed, and closes. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    this.stopWatching();
    await this.beforeApplicationShutdown();
    await this.inTime(this.relay?.stop());
    await this.connection?.close();
  }

  private async inTime(work: Promise<unknown> | undefined): Promise<void> {
    await this.within(this.options.stopTimeoutMs ?? stopTimeoutDefaultMs, work);
  }

  /** What the work resolves with; undefined when it takes longer. */
  private async within<T>(timeMs: number, work: Promise<T> | undefined): Promise<T | undefined> {
    const timeout = new AbortController();
    const { signal } = timeout;
    const late = delay(timeMs, undefined, { signal }).catch(() => undefined);
    return Promise.race([work, late]).finally(() => timeout.abort());
  }

  on(): never {
    throw new Error('the RabbitMQ transport has no events of its own');
  }

  unwrap<T>(): T {
    return this.connection as T;
  }

  /**
   * Tries a message on a queue's handler and rolls everything back. Locks are waited for shortly; nothing is
   * published, no wake-up runs. Undefined when this service has no such queue.
   */
  preview(queue: string, body: Buffer): Promise<Outcome> | undefined {
    return this.runners.get(queue)?.preview(body);
  }

  private readonly settled: OnSettled = (queue, counts, failed) => {
    for (const [outcome, count] of counts)
      consumedMessages.inc({ messaging_destination_name: queue, outcome }, count);
    for (const { message, failure, name } of failed) {
      const { messageId, type } = message.properties as { messageId?: unknown; type?: unknown };
      const { code, message: text } = failure;
      this.log.warn({ queue, messageId, type, code, outcome: name }, text);
    }
  };
}

/** Connects an application's handlers to RabbitMQ; the `connect` step of a service definition. */
export function connectTransport(app: INestApplication): void {
  app.connectMicroservice({ strategy: app.get(RabbitTransport) });
}
