/** A service on the chassis that does nothing itself: one message handler without work, one HTTP route. */
import { CallsController } from '../calls.mjs';
import { require } from '../bare/parts.mjs';

const { Module } = require('@nestjs/common');
const { Ctx, EventPattern, Payload } = require('@nestjs/microservices');
const { CreditChanged } = require('@ellity/contracts');
const { Consumer, connectTransport, MessagingModule, messagingTables } = require('@ellity/messaging');
const { DatabaseModule, PlatformModule, serve } = require('@ellity/platform');

class NothingHandlers {
  changed() {}
}
const { prototype } = NothingHandlers;
Payload()(prototype, 'changed', 0);
Ctx()(prototype, 'changed', 1);
EventPattern(CreditChanged)(prototype, 'changed', Object.getOwnPropertyDescriptor(prototype, 'changed'));
Consumer('nothing')(NothingHandlers);

const { DATABASE_URL, RABBITMQ_URL, HTTP_PORT, SERVICE_TOKEN_KEYS: tokens } = process.env;
const service = 'bench';

class ServiceModule {}
Module({
  imports: [
    PlatformModule.forRoot({ service, logLevel: 'warn', tokens }),
    DatabaseModule.forRoot({
      url: DATABASE_URL,
      poolSize: 5,
      service,
      entities: [],
      migrations: [...messagingTables],
    }),
    MessagingModule.forRoot({ service, version: '0', rabbit: { url: RABBITMQ_URL } }),
  ],
  controllers: [CallsController, NothingHandlers],
})(ServiceModule);

await serve({
  service,
  description: 'A service of the bench.',
  config: () => ({ http: { host: '127.0.0.1', port: Number(HTTP_PORT) } }),
  module: () => ({ module: ServiceModule }),
  connect: connectTransport,
});
process.stdout.write('ready\n');
