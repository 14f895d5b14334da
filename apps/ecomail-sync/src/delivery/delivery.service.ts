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
import { ConnectionsService } from '../connection/connections.service';
import { HousekeepingService } from './housekeeping.service';
import { KeyJobsService } from './key-jobs.service';
import { KeyWorkers } from './key-worker';
import { Wakes } from './wakes';

/** Shops whose keys this process remembers although they are idle. */
const keptMax = 1_000;

/**
 * Starts one worker for each API key that this process holds, and wakes it: at once for what this process committed,
 * within a poll for what others did or what became due.
 */
@Injectable()
export class DeliveryService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('delivery');
  private readonly workers: KeyWorkers;
  private readonly wakes: Wakes;
  private readonly polls: Repeated;
  private readonly housekeeping: Repeated;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly signal: WorkSignal,
    private readonly locks: KeyLocksService,
    private readonly keyJobs: KeyJobsService,
    connections: ConnectionsService,
    housekeeping: HousekeepingService,
  ) {
    const warn = (what: string) => (error: unknown) =>
      this.logger.warn({ err: error }, `${what} failed; the next round does it`);
    this.polls = new Repeated(config.delivery.pollMs, () => this.look(), warn('looking for work'));
    this.housekeeping = new Repeated(
      config.delivery.housekeepingMs,
      () => housekeeping.tidy(),
      warn('housekeeping'),
    );
    this.workers = new KeyWorkers((keyHash) => keyJobs.of(keyHash));
    this.wakes = new Wakes({
      keysOf: (shopIds) => connections.keysOf(shopIds),
      holds: (keyHash) => locks.holds(keyHash),
      acquire: (keyHash) => locks.acquire(keyHash),
      wakeWorker: (keyHash, shopId) => this.workers.wake(keyHash, shopId),
      onError: warn('looking for work'),
    });
  }

  onApplicationBootstrap(): void {
    if (!this.config.delivery.isEnabled) return;
    this.signal.listen((shopId) => this.wakes.wake(shopId));
    void this.housekeeping.now();
    void this.polls.now();
  }

  /** Calls under way are finished and recorded before anything that they need is closed. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.polls.stop(), this.housekeeping.stop(), this.wakes.stop()]);
    await this.workers.stop();
    await this.locks.releaseAll();
  }

  private async look(): Promise<void> {
    await this.locks.check();
    await this.wakes.found(await this.keyJobs.shopsWithWork());
    this.workers.forgetIdle();
    // Keys that were changed and shops that ended do not stay for ever.
    if (this.wakes.shops >= keptMax) this.wakes.forget((keyHash) => this.workers.has(keyHash));
  }
}
