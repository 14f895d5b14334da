/** Nest's own RabbitMQ transport as it comes, prefetch 200, pool of 20, one transaction per message. */
import { apply } from './consumer.mjs';
import { announceReady, pg, require } from './parts.mjs';

require('reflect-metadata');
const { NestFactory } = require('@nestjs/core');
const { Transport, EventPattern, Payload, Ctx } = require('@nestjs/microservices');
const { Controller, Module } = require('@nestjs/common');

const { RABBITMQ_URL, DATABASE_URL, QUEUE } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 20 });

class Handlers {
  async changed(_data, context) {
    const message = context.getMessage();
    await apply(pool, [message]);
    context.getChannelRef().ack(message);
  }
}
const changed = Object.getOwnPropertyDescriptor(Handlers.prototype, 'changed');
EventPattern('loyalty.CreditChanged.v1')(Handlers.prototype, 'changed', changed);
Payload()(Handlers.prototype, 'changed', 0);
Ctx()(Handlers.prototype, 'changed', 1);
Controller()(Handlers);

class NestModule {}
Module({ controllers: [Handlers] })(NestModule);

const app = await NestFactory.createMicroservice(NestModule, {
  logger: ['error', 'fatal'],
  transport: Transport.RMQ,
  options: {
    urls: [RABBITMQ_URL],
    queue: QUEUE,
    noAssert: true,
    noAck: false,
    prefetchCount: 200,
    deserializer: { deserialize: ({ type, data }) => ({ pattern: type, data }) },
  },
});
await app.listen();
announceReady();
