import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type Config, configToken } from '../config';
import { KeyJobsService } from './key-jobs.service';
import { PollService } from './poll.service';
import { KeyLocksService } from '../accounts/key-locks.service';
import { KeyWorker } from './key-worker';
import { WorkSignal } from '../accounts/work-signal';

/**
 * Starts one worker for each API key that this process holds, and wakes it: at once for what this process committed,
 * within a poll for what others did or what became due.
 */
@Injectable()
export class DeliveryService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('delivery');
  private readonly workers = new Map<string, KeyWorker>();
  private readonly keyOfShop = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private polling: Promise<void> | undefined;
  private isStopped = false;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly signal: WorkSignal,
    private readonly locks: KeyLocksService,
    private readonly keyJobs: KeyJobsService,
    private readonly poll: PollService,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.delivery.isEnabled) return;
    this.signal.listen((shopId) => this.wake(shopId));
    this.schedule(0);
  }

  /** Calls under way are finished and recorded before anything that they need is closed. */
  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.polling;
    await Promise.all([...this.workers.values()].map((worker) => worker.stop()));
    await this.locks.releaseAll();
  }

  /** A shop whose key is not known here, or not held here, waits for the next poll. */
  private wake(shopId: string): void {
    const keyHash = this.keyOfShop.get(shopId);
    if (keyHash !== undefined && this.locks.holds(keyHash)) this.workers.get(keyHash)?.wake(shopId);
  }

  private schedule(waitMs: number): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.polling = this.look()
        .catch((error: unknown) =>
          this.logger.warn({ err: error }, 'the poll for work failed and is repeated'),
        )
        .then(() => this.schedule(this.config.delivery.pollMs));
    }, waitMs);
  }

  private async look(): Promise<void> {
    await this.locks.check();
    for (const { shopId, keyHash } of await this.poll.shopsWithWork()) {
      this.keyOfShop.set(shopId, keyHash);
      if ((await this.locks.acquire(keyHash)) && !this.isStopped) this.workerOf(keyHash).wake(shopId);
    }
    this.forgetIdle();
  }

  private workerOf(keyHash: string): KeyWorker {
    const worker = this.workers.get(keyHash) ?? new KeyWorker(this.keyJobs.of(keyHash));
    this.workers.set(keyHash, worker);
    return worker;
  }

  /** Keys that were changed and shops that ended do not stay for ever; whoever has work comes back with it. */
  private forgetIdle(): void {
    if (this.workers.size < keptMax && this.keyOfShop.size < keptMax) return;
    for (const [keyHash, worker] of this.workers) if (worker.isIdle) this.workers.delete(keyHash);
    for (const [shopId, keyHash] of this.keyOfShop)
      if (!this.workers.has(keyHash)) this.keyOfShop.delete(shopId);
  }
}

const keptMax = 1_000;
