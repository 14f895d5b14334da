import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type JobsOptions, Queue, Worker } from 'bullmq';
import { RedisConnections } from './redis-connections';
import { type RunsOptions, runsOptions } from './options';

/** What a job says, and no more: what there is to do stands in tables. */
type Word = { readonly run: string } | { readonly tick: string };

/** Nothing of a job is needed any more when it was heard. */
const forgotten: JobsOptions = { removeOnComplete: true, removeOnFail: true };

/** A Redis that does not take a word within this is taken for lost; who asks does not wait any longer. */
const patienceMs = 500;

/**
 * The queue of a service in Redis, by BullMQ: words that wake whichever process is free. A word may be lost with
 * Redis, and may come twice; both change nothing but the moment at which something begins.
 */
@Injectable()
export class WakeQueue implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger('runs');
  private readonly queue: Queue<Word>;
  private worker: Worker<Word> | undefined;
  private hearRun: () => Promise<void> = () => Promise.resolve();
  private hearTick: (name: string) => void = () => undefined;
  private isAway = false;
  private readonly connections: RedisConnections;

  constructor(@Inject(runsOptions) private readonly options: RunsOptions) {
    this.connections = new RedisConnections(options.redis.url);
    const connection = this.connections.open({ enableOfflineQueue: false, maxRetriesPerRequest: 1 });
    this.queue = new Queue('runs', { connection, prefix: this.prefix, defaultJobOptions: forgotten });
    this.queue.on('error', (error) => this.noticeAway(error));
  }

  /** What is done when a run was said to be there. */
  onRun(hear: () => Promise<void>): void {
    this.hearRun = hear;
  }

  onTick(hear: (name: string) => void): void {
    this.hearTick = hear;
  }

  onApplicationBootstrap(): void {
    const connection = this.connections.open({ maxRetriesPerRequest: null });
    connection.on('ready', () => (this.isAway = false));
    this.worker = new Worker<Word>('runs', ({ data }) => this.hear(data), {
      connection,
      prefix: this.prefix,
      concurrency: 4,
      runRetryDelay: 1_000,
    });
    this.worker.on('error', (error) => this.noticeAway(error));
    this.worker.on('failed', (job, error) =>
      this.logger.warn({ err: error, word: job?.data }, 'what a word in Redis asked for failed'),
    );
  }

  /** Without waiting for a word that is being heard: BullMQ would wait for Redis too. It is said again to another process. */
  async onModuleDestroy(): Promise<void> {
    await settledWithin(patienceMs, this.worker?.close(true) ?? Promise.resolve());
  }

  /** Last, so that runs which are given back are told to other processes. */
  async beforeApplicationShutdown(): Promise<void> {
    await settledWithin(patienceMs, this.queue.close());
    this.connections.close();
  }

  /** Whether Redis took the word that this run is to be looked at, now or after a while. Never rejects. */
  wake(run: string, afterMs = 0): Promise<boolean> {
    return settledWithin(patienceMs, this.queue.add('run', { run }, { delay: afterMs }));
  }

  /** Whether Redis took the order to say this tick every so often, to one process each time. Never rejects. */
  schedule(tick: string, everyMs: number): Promise<boolean> {
    const job = { name: 'tick', data: { tick }, opts: forgotten };
    return settledWithin(patienceMs, this.queue.upsertJobScheduler(tick, { every: everyMs }, job));
  }

  private async hear(word: Word): Promise<void> {
    if ('tick' in word) this.hearTick(word.tick);
    else await this.hearRun();
  }

  private noticeAway(error: Error): void {
    if (this.isAway) return;
    this.isAway = true;
    this.logger.warn({ err: error }, 'Redis is away: runs are found by asking their table');
  }

  private get prefix(): string {
    return `${this.options.redis.prefix}bullmq`;
  }
}

/** Whether it went well within the time. */
async function settledWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  const settled = work.then(
    () => true,
    () => false,
  );
  return Promise.race([settled, late]).finally(() => clearTimeout(timer));
}
