import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock } from '@ellity/platform';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../config';
import { HousekeepingService } from './housekeeping.service';
import { KeyCycleService } from './key-cycle.service';
import { KeyLocksService } from '../accounts/key-locks.service';
import { KeyWorker } from './key-worker';
import { WorkSignal } from '../accounts/work-signal';

interface KeyWork {
  readonly shop_id: string;
  readonly key_hash: string;
  readonly has_work: boolean;
}

/**
 * Starts one worker for each API key that this process holds, and wakes it: at once for what this process committed,
 * within a poll for what others did or what became due.
 */
@Injectable()
export class DeliveryService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('delivery');
  private readonly workers = new Map<string, KeyWorker>();
  private keyOfShop = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private polling: Promise<void> | undefined;
  private isStopped = false;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly signal: WorkSignal,
    private readonly locks: KeyLocksService,
    private readonly cycles: KeyCycleService,
    private readonly housekeeping: HousekeepingService,
    private readonly clock: Clock,
    private readonly dataSource: DataSource,
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
    if (keyHash !== undefined && this.locks.holds(keyHash)) this.workers.get(keyHash)?.wake();
  }

  private schedule(waitMs: number): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.polling = this.poll()
        .catch((error: unknown) =>
          this.logger.warn({ err: error }, 'the poll for work failed and is repeated'),
        )
        .then(() => this.schedule(this.config.delivery.pollMs));
    }, waitMs);
  }

  private async poll(): Promise<void> {
    await this.locks.check();
    const rows: KeyWork[] = await this.dataSource.query(selectWork, [this.clock.now()]);
    this.keyOfShop = new Map(rows.map((row) => [row.shop_id, row.key_hash]));
    for (const keyHash of new Set(rows.filter((row) => row.has_work).map((row) => row.key_hash))) {
      if (await this.locks.acquire(keyHash)) this.workerOf(keyHash).wake();
    }
    await this.housekeeping.tidyNowAndThen();
  }

  private workerOf(keyHash: string): KeyWorker {
    const known = this.workers.get(keyHash);
    if (known) return known;
    const worker = new KeyWorker(() =>
      this.locks.holds(keyHash) && !this.isStopped
        ? this.cycles.run(keyHash, this.locks.proofOf(keyHash))
        : Promise.resolve(false),
    );
    this.workers.set(keyHash, worker);
    return worker;
  }
}

/** Active connections, and whether anything is due. Each `exists` reads one entry of a partial index. */
const selectWork = `
  select shop_id, key_hash,
    exists (select 1 from contacts c where c.shop_id = connections.shop_id and c.dirty_since is not null
            and c.rejected_reason is null and c.email is not null)
    or exists (select 1 from domain_events e where e.shop_id = connections.shop_id and e.state = 'waiting'
               and e.label = any ('{pin,credit,expiry}') and e.due_at <= $1)
    or exists (select 1 from verifications v where v.shop_id = connections.shop_id and v.verdict is null and v.due_at <= $1)
    as has_work
  from connections where state = 'active'`;
