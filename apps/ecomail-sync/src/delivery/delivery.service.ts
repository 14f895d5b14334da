import { Repeated } from '@ellity/platform';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { KeyLocksService } from '../accounts/key-locks.service';
import { WorkSignal } from '../accounts/work-signal';
import { type Config, configToken } from '../config';
import { KeyJobsService } from './key-jobs.service';
import { KeyWorker } from './key-worker';
import { PollService } from './poll.service';
import { Wakes } from './wakes';

/** Keys and shops that this process remembers although they are idle. */
const keptMax = 1_000;

/**
 * Starts one worker for each API key that this process holds, and wakes it: at once for what this process committed,
 * within a poll for what others did or what became due.
 */
@Injectable()
export class DeliveryService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('delivery');
  private readonly workers = new Map<string, KeyWorker>();
  private readonly wakes: Wakes;
  private readonly polls: Repeated;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly signal: WorkSignal,
    private readonly locks: KeyLocksService,
    private readonly keyJobs: KeyJobsService,
    private readonly poll: PollService,
  ) {
    const onError = (error: unknown) =>
      this.logger.warn({ err: error }, 'looking for work failed; the next poll does it');
    this.polls = new Repeated(config.delivery.pollMs, () => this.look(), onError);
    this.wakes = new Wakes({
      keysOf: (shopIds) => poll.keysOf(shopIds),
      holds: (keyHash) => locks.holds(keyHash),
      acquire: (keyHash) => locks.acquire(keyHash),
      wakeWorker: (keyHash, shopId) => this.workerOf(keyHash).wake(shopId),
      onError,
    });
  }

  onApplicationBootstrap(): void {
    if (!this.config.delivery.isEnabled) return;
    this.signal.listen((shopId) => this.wakes.wake(shopId));
    void this.polls.now();
  }

  /** Calls under way are finished and recorded before anything that they need is closed. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.polls.stop(), this.wakes.stop()]);
    await Promise.all([...this.workers.values()].map((worker) => worker.stop()));
    await this.locks.releaseAll();
  }

  private async look(): Promise<void> {
    await this.locks.check();
    await this.wakes.found(await this.poll.shopsWithWork());
    this.forgetIdle();
  }

  private workerOf(keyHash: string): KeyWorker {
    const worker = this.workers.get(keyHash) ?? new KeyWorker(this.keyJobs.of(keyHash));
    this.workers.set(keyHash, worker);
    return worker;
  }

  /** Keys that were changed and shops that ended do not stay for ever. */
  private forgetIdle(): void {
    if (this.workers.size < keptMax && this.wakes.shops < keptMax) return;
    for (const [keyHash, worker] of this.workers) if (worker.isIdle) this.workers.delete(keyHash);
    this.wakes.forget((keyHash) => this.workers.has(keyHash));
  }
}
