import { AwardCredit, compose, CreditChanged, CustomerChanged, type Envelope } from '@ellity/contracts';
import { DatabaseModule, PlatformModule, type ServiceDefinition } from '@ellity/platform';
import type { ChildScript } from '@ellity/testing';
import { Controller, type DynamicModule, Module, Param, Post } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Consumer } from './consumer.decorator';
import type { Delivery } from './delivery';
import { MessagingModule } from './messaging.module';
import type { MessagingOptions } from './options';
import { messagingTables } from './outbox/tables';
import { type Staged, type Transaction, Transactions, type Writer } from './outbox/transaction';
import { connectTransport } from './transport/rabbit-transport';

/** What the test's handler does with a message, by its idempotency key or entry id, or `*` for all others. */
export type Behaviour = (delivery: Delivery, key: string) => unknown;
export const behaviours = new Map<string, Behaviour>();
/** Keys in the order in which handlers saw them, rolled back or not. */
export const seen: string[] = [];
/** Sizes of the groups the writer was called with. */
export const writtenSizes: number[] = [];

const marksTable = {
  name: 'Marks1700000000001',
  up: 'create table marks (id bigint generated always as identity, key text not null)',
};

class Marks1700000000001 {
  readonly name = marksTable.name;
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(marksTable.up);
  }
  async down(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query('drop table marks');
  }
}

/** Writes the keys it was given into `marks`. */
class MarksWriter implements Writer<string> {
  async write(transaction: Transaction, staged: readonly Staged<string>[]): Promise<void> {
    writtenSizes.push(staged.length);
    const keys = staged.map(({ item }) => item);
    await transaction.manager.query('insert into marks (key) select unnest($1::text[])', [keys]);
    if (keys.includes('unwritable')) throw new Error('this key cannot be written');
  }
}
const marks = new MarksWriter();

@Consumer('marks')
class MarksHandlers {
  @EventPattern(CreditChanged)
  async creditChanged(@Payload() event: CreditChanged, @Ctx() delivery: Delivery): Promise<void> {
    await this.mark(event.change.entryId, delivery);
  }

  @EventPattern(AwardCredit)
  async awardCredit(@Payload() award: AwardCredit, @Ctx() delivery: Delivery): Promise<void> {
    await this.mark(award.idempotencyKey, delivery);
  }

  private async mark(key: string, delivery: Delivery): Promise<void> {
    seen.push(key);
    await (behaviours.get(key) ?? behaviours.get('*'))?.(delivery, key);
    delivery.transaction.stage(marks, key, delivery);
  }
}

/** Marks of customers, two batches at once. */
@Consumer('customers', { batchesAtOnce: 2 })
class CustomersHandlers {
  @EventPattern(CustomerChanged)
  async customerChanged(@Payload() profile: CustomerChanged, @Ctx() delivery: Delivery): Promise<void> {
    const key = profile.firstName ?? '';
    seen.push(key);
    await (behaviours.get(key) ?? behaviours.get('*'))?.(delivery, key);
    delivery.transaction.stage(marks, key, delivery);
  }
}

/** A request that publishes a command. */
@Controller('ask')
class AskController {
  constructor(private readonly transactions: Transactions) {}

  @Post(':key')
  async ask(@Param('key') key: string): Promise<string> {
    if (key === 'hang') {
      process.stdout.write('hanging\n');
      await new Promise(() => undefined);
    }
    return this.transactions.run((transaction) =>
      transaction.publish(AwardCredit, anAward(key).data, { shopId: 'demo' }),
    );
  }
}

@Module({})
class MarksModule {}

export interface MarksConfig {
  readonly http: { host: string; port: number };
  readonly databaseUrl: string;
  readonly logLevel?: string;
  readonly otlpEndpoint?: string;
  readonly messaging: MessagingOptions;
}

/** A small service with one queue, `marker.marks`, that records each message's key in a table. */
export const markerService: ServiceDefinition<MarksConfig> = {
  service: 'marker',
  description: 'A service of the tests.',
  config: () => {
    throw new Error('given by the test');
  },
  module: (config): DynamicModule => ({
    module: MarksModule,
    imports: [
      PlatformModule.forRoot({
        service: 'marker',
        logLevel: config.logLevel ?? 'fatal',
        otlpEndpoint: config.otlpEndpoint,
      }),
      DatabaseModule.forRoot({
        url: config.databaseUrl,
        poolSize: 5,
        service: 'marker',
        entities: [],
        migrations: [...messagingTables, Marks1700000000001],
      }),
      MessagingModule.forRoot(config.messaging),
    ],
    controllers: [MarksHandlers, CustomersHandlers, AskController],
  }),
  connect: connectTransport,
};

export function markerConfig(rabbitUrl: string, databaseUrl: string, retryDelaysMs = [50, 100]): MarksConfig {
  return {
    http: { host: '127.0.0.1', port: 0 },
    databaseUrl,
    messaging: {
      service: 'marker',
      version: '1.2.3',
      rabbit: { url: rabbitUrl },
      consumer: { retryDelaysMs, batchWaitMs: 20 },
    },
  };
}

/** Where the marker service listens that runs as a process of its own, logging at level `info`. */
export async function urlOf(service: ChildScript): Promise<string> {
  return (JSON.parse(await service.line('"listening"')) as { url: string }).url;
}

/** An award whose idempotency key is its name in these tests. */
export function anAward(
  key: string,
  about: { id?: string; source?: string; traceparent?: string } = {},
): Envelope<AwardCredit> {
  const data = { email: 'jana@shop.test', amount: '1.00', reason: 'order', idempotencyKey: key };
  return compose<AwardCredit>(AwardCredit, data, {
    source: about.source ?? 'shop-adapter',
    shopId: 'demo',
    ...about,
  });
}

/** News of a customer, whose first name is its name in these tests. */
export function aProfile(firstName: string, subject: string): Envelope<CustomerChanged> {
  const nothing = { lastName: null, phone: null, group: null, referralCode: null, referralLink: null };
  const profile = { email: 'jana@shop.test', registered: true, marketingConsent: 'granted' as const };
  const sequence = String(Date.now() * 1000);
  const about = { source: 'loyalty-core', shopId: 'demo', subject, sequence };
  return compose<CustomerChanged>(CustomerChanged, { firstName, ...profile, ...nothing }, about);
}
