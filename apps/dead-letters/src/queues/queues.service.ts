import { queueCounts, type QueueCounts, queuePartOf, unroutedQueue } from '@ellity/messaging';
import { Clock, Problem, Repeated } from '@ellity/platform';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../config';
import { QueueAges } from './queue-ages';
import type { QueuesView, QueueView } from './queues.response';

/** What is older is not shown as if it were so now. */
const lookIsOldAfterMs = 60_000;

export interface MeasuredQueue {
  readonly name: string;
  readonly messages: number;
  readonly oldestMs: number;
}

interface KeptLetters {
  readonly queue: string;
  readonly open: number;
  /** Null: those that are open first came out of another queue. */
  readonly oldest: Date | null;
}

/**
 * Looks at the queues of the broker again and again, and shows them as they were at the last look, so that however many
 * people watch, the broker is asked once.
 */
@Injectable()
export class QueuesService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('queues');
  private readonly ages = new QueueAges();
  private readonly looks: Repeated;
  private last: { readonly atMs: number; readonly queues: readonly QueueCounts[] } | undefined;

  constructor(
    @Inject(configToken) private readonly config: Pick<Config, 'letters' | 'managementUrl' | 'messaging'>,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {
    this.looks = new Repeated(
      config.letters.queueLooksMs,
      () => this.look(),
      (error) => this.logger.warn({ err: error }, 'the broker does not say how its queues are'),
    );
  }

  onApplicationBootstrap(): void {
    void this.looks.now();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.looks.stop();
  }

  /** Throws Problem 503 while the broker has not said for a minute how its queues are. */
  async view(): Promise<QueuesView> {
    const nowMs = this.clock.now().getTime();
    const last = this.lookAt(nowMs);
    if (!last) throw queuesUnknown();
    const kept = new Map((await this.keptLetters()).map((one) => [one.queue, one]));
    const items = last.queues.map((counts) => this.viewOf(counts, kept.get(counts.name), nowMs));
    return { seenAt: new Date(last.atMs).toISOString(), items };
  }

  /** The queues as metrics tell of them; none while the broker has not said for a minute how they are. */
  measured(): MeasuredQueue[] {
    const nowMs = this.clock.now().getTime();
    return (this.lookAt(nowMs)?.queues ?? []).map(({ name, ready, unacknowledged }) => ({
      name,
      messages: ready + unacknowledged,
      oldestMs: this.oldestMsOf(name, nowMs) ?? 0,
    }));
  }

  private lookAt(nowMs: number): QueuesService['last'] {
    return this.last && nowMs - this.last.atMs <= lookIsOldAfterMs ? this.last : undefined;
  }

  private async look(): Promise<void> {
    const { managementUrl, messaging } = this.config;
    const queues = await queueCounts({ url: messaging.rabbit.url, managementUrl });
    const atMs = this.clock.now().getTime();
    this.ages.look(
      atMs,
      queues.map(({ name, ready, unacknowledged, acknowledged }) => ({
        name,
        messages: ready + unacknowledged,
        acknowledged,
      })),
    );
    this.last = { atMs, queues: queues.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
  }

  private viewOf(counts: QueueCounts, letters: KeptLetters | undefined, nowMs: number): QueueView {
    const { role, service = null, workQueue = null, delayMs = null } = queuePartOf(counts.name);
    const ms = this.oldestMsOf(counts.name, nowMs);
    return {
      name: counts.name,
      role,
      service,
      workQueue,
      delayMs,
      ready: counts.ready,
      unacknowledged: counts.unacknowledged,
      consumers: counts.consumers,
      oldestSeconds: ms === undefined ? null : Math.round(ms / 1000),
      isOldestAtLeast: this.ages.ageOf(counts.name, nowMs)?.isAtLeast ?? false,
      grewBy: counts.grewBy ?? null,
      openLetters: letters?.open ?? 0,
      oldestLetterAt: letters?.oldest?.toISOString() ?? null,
    };
  }

  /** No message lies longer than its delay in a queue of retries, whatever came and went between two looks. */
  private oldestMsOf(name: string, nowMs: number): number | undefined {
    const age = this.ages.ageOf(name, nowMs);
    return age && Math.min(age.ms, queuePartOf(name).delayMs ?? age.ms);
  }

  /** Counted by groups, and the oldest is the one that came first, so that it costs the same however many there are. */
  private keptLetters(): Promise<KeptLetters[]> {
    return this.dataSource.query(keptLetters);
  }
}

const keptLetters = `
  select kept.queue, sum(kept.open)::int as open, min(first.at) as oldest
  from (
    select case when queue = '${unroutedQueue}' or queue like '%.dlq' then queue else queue || '.dlq' end as queue, open
    from groups where open > 0
  ) as kept left join lateral (
    select first_at as at from letters where letters.queue = kept.queue and state = 'open' order by id limit 1
  ) as first on true
  group by kept.queue`;

const queuesUnknown = (): Problem =>
  new Problem(
    503,
    'queues-unknown',
    "RabbitMQ's management API has not answered for a minute: see whether the broker runs, and RABBITMQ_MANAGEMENT_URL.",
    [],
    {
      cs: 'RabbitMQ už minutu neříká, jaké má fronty. Podívejte se, jestli běží.',
      en: 'RabbitMQ has not said for a minute which queues it has. See whether it runs.',
    },
  );
