import { Clock } from '@ellity/platform';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, QueryFailedError } from 'typeorm';
import { ecomailFailureOf, keyRejectedCode } from '../accounts/ecomail-failure';
import { KeyLocksService, LockLostError } from '../accounts/key-locks.service';
import { StoppingError } from '../accounts/rate-limiter.service';
import type { ConnectionRow } from '../connection/connection-row';
import { WriteOvertakenError } from '../contact-writes/unanswered-writes.service';
import { ConnectionChangedMeanwhileError, ConnectionsService } from '../connection/connections.service';
import { selectLines, selectShopsWithWork } from './due-work';
import { FailuresService } from './failures.service';
import { JobsService } from './jobs.service';
import type { Done, KeyWork, Line } from './key-worker';
import type { ShopKey } from './wakes';

/** How often in a row a conflict with another transaction is met by starting anew at once. */
const conflictsMax = 5;

/** What is known of a key while somebody works for it. */
interface KeyState {
  readonly keyHash: string;
  /** The active ones, by shop. */
  connections: ReadonlyMap<string, ConnectionRow>;
  /** How often Ecomail refused the key; jobs of before make no further call. */
  refusals: number;
  /** Ecomail refused it just now, and its connections are not paused yet. */
  isRefused: boolean;
  /** Conflicts in a row, by shop. */
  readonly conflicts: Map<string, number>;
}

/** The jobs of API keys: what there is to do, doing it, and what a failure means for the key. */
@Injectable()
export class KeyJobsService {
  private readonly logger = new Logger('delivery');

  constructor(
    private readonly dataSource: DataSource,
    private readonly connections: ConnectionsService,
    private readonly locks: KeyLocksService,
    private readonly jobs: JobsService,
    private readonly failures: FailuresService,
    private readonly clock: Clock,
  ) {}

  /** Shops of active connections with something to do, and their keys. */
  shopsWithWork(): Promise<readonly ShopKey[]> {
    return this.dataSource.query(selectShopsWithWork, [this.clock.now()]);
  }

  of(keyHash: string): KeyWork {
    const key: KeyState = {
      keyHash,
      connections: new Map(),
      refusals: 0,
      isRefused: false,
      conflicts: new Map(),
    };
    return {
      find: (shopIds) => this.find(key, shopIds),
      run: (line) => {
        const connection = key.connections.get(line.shopId);
        return connection ? this.run(key, connection, line) : Promise.resolve({ hasMore: false });
      },
      backsOffUntil: (line) => this.failures.backsOffUntil(line),
      now: () => this.clock.elapsedMs(),
    };
  }

  private async find(key: KeyState, shopIds: readonly string[]): Promise<readonly Line[]> {
    if (key.isRefused || !this.locks.holds(key.keyHash)) return [];
    try {
      const active = await this.connections.activeOfKey(key.keyHash);
      key.connections = new Map(active.map((connection) => [connection.shop_id, connection]));
      const ours = shopIds.filter((shopId) => key.connections.has(shopId));
      return ours.length === 0
        ? []
        : await this.dataSource.query<Line[]>(selectLines, [this.clock.now(), ours]);
    } catch (error) {
      this.databaseFailed(error);
      return [];
    }
  }

  private databaseFailed(error: unknown): void {
    this.logger.warn({ err: error }, 'the database did not let a worker work; it goes on with the next poll');
  }

  private run(key: KeyState, connection: ConnectionRow, line: Line): Promise<Done> {
    return this.watched(key, connection, line, this.jobs.run(connection, line, this.mayCallOf(key)));
  }

  private async watched(
    key: KeyState,
    connection: ConnectionRow,
    line: Line,
    job: Promise<Done>,
  ): Promise<Done> {
    try {
      const { goesOn, ...done } = await job;
      if (goesOn) return { ...done, goesOn: this.watched(key, connection, line, goesOn) };
      key.conflicts.delete(line.shopId);
      const { underWay = [], isIdle = false } = done;
      if (underWay.length === 0 && !isIdle) await this.succeeded(connection, line);
      return {
        ...done,
        underWay: underWay.map((call) =>
          call.then(
            () => this.succeeded(connection, line),
            async (error: unknown) => void (await this.failed(key, connection, line, error)),
          ),
        ),
      };
    } catch (error) {
      return { hasMore: await this.failed(key, connection, line, error) };
    }
  }

  /** Before each call: the lock is held without a break since the job began, and Ecomail did not refuse the key since. */
  private mayCallOf(key: KeyState): () => Promise<void> {
    const proof = this.locks.proofOf(key.keyHash);
    const { refusals } = key;
    return async () => {
      await proof();
      if (key.isRefused || key.refusals !== refusals) throw new LockLostError();
    };
  }

  private async succeeded(connection: ConnectionRow, line: Line): Promise<void> {
    const isRecorded = line.kind in connection.failing;
    await this.failures.succeeded(line, isRecorded).catch((error: unknown) => this.databaseFailed(error));
  }

  /** Resolves with whether it is worth another try at once. */
  private async failed(
    key: KeyState,
    connection: ConnectionRow,
    line: Line,
    error: unknown,
  ): Promise<boolean> {
    if (error instanceof StoppingError || error instanceof LockLostError) return false;
    if (error instanceof ConnectionChangedMeanwhileError || error instanceof WriteOvertakenError) return true;
    if (isConflict(error) && mayStartAnew(key, line.shopId)) return true;
    const account = this.jobs.accountOf(connection, line.lane, this.mayCallOf(key));
    try {
      if (ecomailFailureOf(error).code === keyRejectedCode) await this.refused(key, connection);
      else await this.failures.failed(connection, account, line, error);
    } catch (second) {
      this.databaseFailed(second);
    }
    return false;
  }

  private async refused(key: KeyState, connection: ConnectionRow): Promise<void> {
    key.refusals += 1;
    key.isRefused = true;
    try {
      await this.failures.keyRejected(connection);
    } finally {
      key.isRefused = false;
    }
  }
}

function mayStartAnew({ conflicts }: KeyState, shopId: string): boolean {
  const inARow = (conflicts.get(shopId) ?? 0) + 1;
  conflicts.set(shopId, inARow);
  return inARow <= conflictsMax;
}

/** PostgreSQL's serialization failure and deadlock: another transaction came first, and nothing of this one is left. */
const isConflict = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  ['40001', '40P01'].includes((error.driverError as { code?: string }).code ?? '');
