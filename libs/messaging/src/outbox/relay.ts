import { inSpan } from '@ellity/platform';
import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { outgoing, type Publisher } from '../broker/publisher';
import { sendDuration, sentMessages } from '../metrics';
import { BulkPace } from './bulk-pace';

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
  readonly is_bulk: boolean;
  /** Id of the newest message in bulk. */
  readonly newest: string | null;
}

/** Of a batch, goes to what runs wrote even where live messages would fill it. */
const bulkShare = 0.1;

/**
 * Moves committed messages from the outbox to the broker. Each is published at least once: a kill between confirm
 * and commit publishes a batch again. Order is not kept. Any number of relays may run on one database.
 *
 * Live messages go first. What runs wrote in bulk fills what they leave of a batch, at least a tenth of it, so that it
 * goes on however much is live; and while a run is at work, it rests in between (`BulkPace`).
 */
export class Relay {
  private readonly logger = new Logger('outbox');
  private isStopping = false;
  private running: Promise<void> | undefined;
  private wakeUp = () => undefined as void;
  private isWoken = false;
  private readonly bulkPace = new BulkPace();

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
    this.wake();
    await this.running;
  }

  private async loop(): Promise<void> {
    const { restMs = 0 } = this.options;
    while (!this.isStopping) {
      try {
        const rows = await this.moveBatch();
        if (this.isMoreToMove(rows)) continue;
        if (rows.length > 0 && restMs > 0) await delay(restMs);
        await this.pause();
      } catch (error) {
        if (this.isStopping) return;
        this.logger.warn(`publishing waits: ${(error as Error).message}`);
        await delay(Math.max(this.options.pollMs, 500));
      }
    }
  }

  private get isBulkDue(): boolean {
    return this.bulkPace.restLeft(performance.now()) <= 0;
  }

  /** Whether a batch was full, of messages whose like may go now. */
  private isMoreToMove(rows: readonly OutboxRow[]): boolean {
    const counted = this.isBulkDue ? rows : rows.filter((row) => !row.is_bulk);
    return counted.length >= this.options.batchSizeMax;
  }

  /**
   * Claims, publishes with confirms, counts, and only then commits the removal. Waits for the broker beforehand, so
   * that no transaction stays open while it is away.
   */
  private async moveBatch(): Promise<readonly OutboxRow[]> {
    await this.publisher.ready();
    const beganAt = performance.now();
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      const rows = await claim(runner, this.options.batchSizeMax, this.isBulkDue);
      if (rows.length > 0) {
        await this.publish(rows);
        await count(runner, rows);
      }
      await runner.commitTransaction();
      const newest = rows.find((row) => row.is_bulk)?.newest ?? null;
      if (newest !== null)
        this.bulkPace.told({ beganAt, endedAt: performance.now(), newestId: BigInt(newest) });
      return rows;
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
        const restLeft = Math.ceil(this.bulkPace.restLeft(performance.now()));
        const waitMs = restLeft > 0 ? Math.min(this.options.pollMs, restLeft) : this.options.pollMs;
        const timer = setTimeout(resolve, waitMs);
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
async function claim(runner: QueryRunner, limit: number, isBulkDue: boolean): Promise<OutboxRow[]> {
  const rows: unknown = await runner.query(claimSql, [
    limit,
    isBulkDue ? limit : 0,
    isBulkDue ? Math.ceil(limit * bulkShare) : 0,
  ]);
  return rows as OutboxRow[];
}

/** $1 live ones at most, $2 both together at most, but $3 in bulk in any case. Locked rows stay where they are. */
const claimSql = `
  with live as (
    select ctid from outbox where not is_bulk order by id limit $1 for update skip locked
  ), bulk as (
    select ctid from outbox where is_bulk order by id
    limit greatest($3::bigint, $2::bigint - (select count(*) from live)) for update skip locked
  ), claimed as (
    delete from outbox where ctid = any(array(select ctid from live union all select ctid from bulk))
    returning id, message_id, exchange, type, shop_id, date_trunc('hour', occurred_at)::text as hour, body, is_bulk
  )
  select message_id, exchange, type, shop_id, hour, body, is_bulk,
    case when is_bulk then (select max(id) from outbox where is_bulk) end as newest
  from claimed order by is_bulk, id`;

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
