import { inSpan } from '@ellity/platform';
import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { outgoing, type Publisher } from '../broker/publisher';
import { sendDuration, sentMessages } from '../metrics';

export interface RelayOptions {
  /** Messages claimed at once. */
  readonly batchSizeMax: number;
  /** How often the outbox is looked at when nobody wakes the relay; also finds what a killed process left. */
  readonly pollMs: number;
  /** How long it rests after a batch, so that what many small transactions write meanwhile goes out together. */
  readonly restMs?: number;
}

export const relayDefaults: RelayOptions = { batchSizeMax: 500, pollMs: 100 };

interface OutboxRow {
  readonly message_id: string;
  readonly exchange: string;
  readonly type: string;
  readonly shop_id: string;
  readonly hour: string;
  readonly body: string;
}

/**
 * Moves committed messages from the outbox to the broker. Each is published at least once: a kill between confirm
 * and commit publishes a batch again. Order is not kept. Any number of relays may run on one database.
 */
export class Relay {
  private readonly logger = new Logger('outbox');
  private isStopping = false;
  private running: Promise<void> | undefined;
  private wakeUp = () => undefined as void;
  private isWoken = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly publisher: Publisher,
    /** The service, as source and as RabbitMQ user. */
    private readonly source: string,
    private readonly options: RelayOptions = relayDefaults,
  ) {}

  start(): void {
    this.running ??= this.loop();
  }

  /** Says that there is something to publish now. */
  wake(): void {
    this.isWoken = true;
    this.wakeUp();
  }

  /** Ends after the batch in hand. What is left stays in the outbox. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.wakeUp();
    await this.running;
  }

  private async loop(): Promise<void> {
    const { batchSizeMax, restMs = 0 } = this.options;
    while (!this.isStopping) {
      try {
        const moved = await this.moveBatch();
        if (moved >= batchSizeMax) continue;
        if (moved > 0 && restMs > 0) await delay(restMs);
        await this.pause();
      } catch (error) {
        if (this.isStopping) return;
        this.logger.warn(`publishing waits: ${(error as Error).message}`);
        await delay(Math.max(this.options.pollMs, 500));
      }
    }
  }

  /**
   * Claims, publishes with confirms, counts, and only then commits the removal. Waits for the broker beforehand, so
   * that no transaction stays open while it is away.
   */
  private async moveBatch(): Promise<number> {
    await this.publisher.ready();
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      const rows = await claim(runner, this.options.batchSizeMax);
      if (rows.length > 0) {
        await this.publish(rows);
        await count(runner, rows);
      }
      await runner.commitTransaction();
      return rows.length;
    } catch (error) {
      await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  private publish(rows: readonly OutboxRow[]): Promise<void> {
    const messages = rows.map(({ message_id: messageId, exchange, type, body }) =>
      outgoing({ exchange, type, messageId, source: this.source, body }),
    );
    const attributes = {
      'messaging.system': 'rabbitmq',
      'messaging.operation.type': 'send',
      'messaging.batch.message_count': rows.length,
    };
    const links = () => rows.map(({ body }) => /"traceparent":"([\da-f-]{55})"/.exec(body)?.[1]);
    const observe = sendDuration.startTimer({ messaging_operation_name: 'send' });
    return inSpan(`send ${this.source}`, { kind: 'send', attributes, links }, async () => {
      await this.publisher.publish(messages);
      observe();
      for (const { exchange, type } of rows) sentMessages.inc({ messaging_destination_name: exchange, type });
    });
  }

  private async pause(): Promise<void> {
    if (!this.isWoken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.options.pollMs);
        this.wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.wakeUp = () => undefined;
    }
    this.isWoken = false;
  }
}

/**
 * Rows of another relay are skipped, not waited for. An array is computed once; as a joined subquery the planner
 * may run it again for every row, and claims far more than the limit.
 */
async function claim(runner: QueryRunner, limit: number): Promise<OutboxRow[]> {
  const rows: unknown = await runner.query(
    `with claimed as (
       delete from outbox
       where id = any(array(select id from outbox order by id limit $1 for update skip locked))
       returning id, message_id, exchange, type, shop_id, date_trunc('hour', occurred_at)::text as hour, body
     )
     select message_id, exchange, type, shop_id, hour, body from claimed order by id`,
    [limit],
  );
  return rows as OutboxRow[];
}

/** Published messages per shop, type and hour of the event: one side of the books. Sorted, so that relays cannot deadlock. */
async function count(runner: QueryRunner, rows: readonly OutboxRow[]): Promise<void> {
  const counts = new Map<string, { row: OutboxRow; messages: number }>();
  for (const row of rows) {
    const key = `${row.shop_id}\n${row.type}\n${row.hour}`;
    const known = counts.get(key);
    if (known) known.messages += 1;
    else counts.set(key, { row, messages: 1 });
  }
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  await runner.query(
    `insert into published (shop_id, type, hour, messages)
     select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[])
     on conflict (shop_id, type, hour) do update set messages = published.messages + excluded.messages`,
    [
      sorted.map(({ row }) => row.shop_id),
      sorted.map(({ row }) => row.type),
      sorted.map(({ row }) => row.hour),
      sorted.map(({ messages }) => messages),
    ],
  );
}
