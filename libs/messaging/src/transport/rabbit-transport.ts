import { HealthChecks } from '@ellity/platform';
import { type INestApplication, Injectable, Logger } from '@nestjs/common';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { ConsumeMessage } from 'amqplib';
import { BrokerConnection } from '../broker/connection';
import { Publisher } from '../broker/publisher';
import { consumedMessages, watchOutbox } from '../metrics';
import { Relay } from '../outbox/relay';
import { type MessagingOptions, consumerDefaults } from '../options';
import { relayDefaults } from '../outbox/relay';
import { Transactions } from '../transaction';
import { DataSource } from 'typeorm';
import { BatchRunner, type Outcome } from './batch-runner';
import { type QueueHandlers, queuesOf } from './handlers';
import { QueueConsumer } from './queue-consumer';
import type { OutcomeName } from './settlement';

const stopTimeoutDefaultMs = 20_000;

/**
 * Nest's transport on RabbitMQ: queues and bindings from the handlers that exist, one transaction per batch,
 * delayed retry, dead letters; and the relay of this service's outbox. Handlers see every message at least once
 * and its effect is applied once per queue.
 */
@Injectable()
export class RabbitTransport extends Server implements CustomTransportStrategy {
  private readonly log = new Logger('messaging');
  private readonly consumers: QueueConsumer[] = [];
  private readonly runners = new Map<string, BatchRunner>();
  private connection: BrokerConnection | undefined;
  private relay: Relay | undefined;
  private forgetOutbox: () => void = () => undefined;
  private isStopping = false;

  constructor(
    private readonly options: MessagingOptions,
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly checks: HealthChecks,
  ) {
    super();
  }

  /** Proves the handlers, connects, declares, subscribes; refuses with HandlersInvalidError before anything runs. */
  listen(callback: (error?: unknown) => void): void {
    this.begin().then(() => callback(), callback);
  }

  private async begin(): Promise<void> {
    const { service, rabbit } = this.options;
    const queues = queuesOf(service, this.messageHandlers);
    const connection = await BrokerConnection.open(rabbit.url, service);
    this.connection = connection;
    this.checks.register('rabbitmq', () => connection.check());
    this.relay = new Relay(this.dataSource, new Publisher(connection), service, {
      ...relayDefaults,
      ...this.options.relay,
    });
    this.transactions.whenOutgoing(() => this.relay?.wake());
    this.relay.start();
    this.forgetOutbox = watchOutbox(service, this.dataSource);
    for (const queue of queues) await this.open(queue, connection);
  }

  private async open(queue: QueueHandlers, connection: BrokerConnection): Promise<void> {
    const { service, version, consumer: given } = this.options;
    const identity = { service, version };
    const options = { ...consumerDefaults, ...given };
    const bindings = [...queue.handles.values()].map(({ contract: { exchange, type } }) => ({
      exchange,
      routingKey: type,
    }));
    const runner = new BatchRunner(queue, service, this.transactions, () => this.isStopping);
    const onSettled = this.settled.bind(this);
    const consumer = new QueueConsumer(queue.queue, bindings, runner, options, identity, onSettled);
    this.runners.set(queue.queue, runner);
    this.consumers.push(consumer);
    await consumer.start(connection);
  }

  /** Stops receiving, lets batches in work finish, publishes what they committed, closes; within `stopTimeoutMs`. */
  async close(): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    this.forgetOutbox();
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.options.stopTimeoutMs ?? stopTimeoutDefaultMs);
    });
    const drained = Promise.all(this.consumers.map((consumer) => consumer.stop())).then(() =>
      this.relay?.stop(),
    );
    await Promise.race([drained, timeout]);
    clearTimeout(timer);
    await this.connection?.close();
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

  private settled(message: ConsumeMessage, outcome: Outcome, name: OutcomeName, queue: string): void {
    consumedMessages.inc({ messaging_destination_name: queue, outcome: name });
    if (outcome.kind !== 'failed') return;
    const { messageId, type } = message.properties as { messageId?: unknown; type?: unknown };
    const { code, message: text } = outcome.failure;
    this.log.warn({ queue, messageId, type, code, outcome: name }, text);
  }
}

/** Connects an application's handlers to RabbitMQ; the `connect` step of a service definition. */
export function connectTransport(app: INestApplication): void {
  app.connectMicroservice({ strategy: app.get(RabbitTransport) });
}
