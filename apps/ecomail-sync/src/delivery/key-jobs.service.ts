import { Clock } from '@ellity/platform';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, QueryFailedError } from 'typeorm';
import {
  ecomailFailureOf,
  invalidCode,
  isForbidden,
  keyRejectedCode,
  notFoundCode,
} from '../accounts/ecomail-failure';
import { KeyLocksService, LockLostError } from '../accounts/key-locks.service';
import { StoppingError } from '../accounts/rate-limiter.service';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionChangedMeanwhileError, ConnectionsService } from '../connection/connections.service';
import { BackoffsService, wordsOf } from './backoffs.service';
import { WritesRefusedError } from '../contact-writes/bulk-write';
import { selectLines } from './due-work';
import { JobsService } from './jobs.service';
import type { Done, KeyWork } from './key-worker';
import type { Line } from './schedule';

/** How often in a row a conflict with another transaction is met by starting anew at once. */
const conflictsMax = 5;

/** The jobs of API keys: what there is to do, doing it, and what a failure means for shop and key. */
@Injectable()
export class KeyJobsService {
  private readonly logger = new Logger('delivery');
  /** How often each key was refused by Ecomail; jobs of before make no further call. */
  private readonly refusals = new Map<string, number>();
  /** Keys that Ecomail refused just now, until their connections are paused. */
  private readonly refused = new Set<string>();
  private readonly conflicts = new Map<string, number>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly connections: ConnectionsService,
    private readonly locks: KeyLocksService,
    private readonly jobs: JobsService,
    private readonly backoffs: BackoffsService,
    private readonly clock: Clock,
  ) {}

  of(keyHash: string): KeyWork {
    let connections = new Map<string, ConnectionRow>();
    return {
      find: async (shopIds) => {
        const active = await this.activeOfKey(keyHash);
        connections = new Map(active.map((connection) => [connection.shop_id, connection]));
        return this.find(shopIds.filter((shopId) => connections.has(shopId)));
      },
      run: (line) => {
        const connection = connections.get(line.shopId);
        return connection ? this.run(connection, line) : Promise.resolve({ hasMore: false });
      },
      backsOffUntil: (line) => this.backoffs.untilOf(line),
      now: () => this.clock.elapsedMs(),
    };
  }

  private async activeOfKey(keyHash: string): Promise<readonly ConnectionRow[]> {
    if (this.refused.has(keyHash) || !this.locks.holds(keyHash)) return [];
    return this.connections.activeOfKey(keyHash).catch((error: unknown) => this.databaseFailed(error));
  }

  private async find(shopIds: readonly string[]): Promise<readonly Line[]> {
    if (shopIds.length === 0) return [];
    return this.dataSource
      .query<Line[]>(selectLines, [this.clock.now(), shopIds])
      .catch((error: unknown) => this.databaseFailed(error));
  }

  private databaseFailed(error: unknown): readonly never[] {
    this.logger.warn({ err: error }, 'the database did not let a worker work; it goes on with the next poll');
    return [];
  }

  private async run(connection: ConnectionRow, line: Line): Promise<Done> {
    try {
      const done = await this.jobs.run(connection, line, this.mayCallOf(connection.key_hash));
      this.conflicts.delete(line.shopId);
      const { underWay = [] } = done;
      if (underWay.length === 0) await this.succeeded(connection, line);
      return {
        ...done,
        underWay: underWay.map((call) =>
          call.then(
            () => this.succeeded(connection, line),
            async (error: unknown) => void (await this.failed(connection, line, error)),
          ),
        ),
      };
    } catch (error) {
      return { hasMore: await this.failed(connection, line, error) };
    }
  }

  /** Before each call: the lock is held without a break since the job began, and Ecomail did not refuse the key since. */
  private mayCallOf(keyHash: string): () => Promise<void> {
    const proof = this.locks.proofOf(keyHash);
    const refusals = this.refusals.get(keyHash) ?? 0;
    return async () => {
      await proof();
      if (this.refused.has(keyHash) || (this.refusals.get(keyHash) ?? 0) !== refusals)
        throw new LockLostError();
    };
  }

  private succeeded(connection: ConnectionRow, line: Line): Promise<void> {
    const isRecorded = line.kind in connection.failing;
    return this.backoffs.succeeded(line, isRecorded).catch((error: unknown) => {
      this.databaseFailed(error);
    });
  }

  /** Resolves with whether it is worth another try at once. */
  private async failed(connection: ConnectionRow, line: Line, error: unknown): Promise<boolean> {
    if (error instanceof StoppingError || error instanceof LockLostError) return false;
    if (error instanceof ConnectionChangedMeanwhileError) return true;
    if (isConflict(error) && this.mayStartAnew(line.shopId)) return true;
    try {
      await this.consequences(connection, line, error);
    } catch (second) {
      this.databaseFailed(second);
    }
    return false;
  }

  private mayStartAnew(shopId: string): boolean {
    const conflicts = (this.conflicts.get(shopId) ?? 0) + 1;
    this.conflicts.set(shopId, conflicts);
    return conflicts <= conflictsMax;
  }

  /** What a failure means for the connection: of reads, writes and calls alike. */
  private async consequences(connection: ConnectionRow, line: Line, error: unknown): Promise<void> {
    const failure = ecomailFailureOf(error);
    if (failure.code === 'writes-refused' || failure.code === invalidCode) {
      const refusal = await this.jobs.refusalOfList(connection, this.mayCallOf(connection.key_hash));
      if (refusal) return this.connections.pause(connection, 'list-missing', wordsOf(refusal));
    }
    if (error instanceof WritesRefusedError)
      return this.connections.pause(connection, error.code, error.reason);
    if (failure.code === keyRejectedCode) return this.stopKey(connection);
    if (isForbidden(failure)) return this.connections.pause(connection, 'account-forbids', wordsOf(error));
    if (failure.code === notFoundCode)
      return this.connections.pause(connection, 'list-missing', wordsOf(error));
    return this.backoffs.failed(line, error);
  }

  private async stopKey(connection: ConnectionRow): Promise<void> {
    const { key_hash: keyHash } = connection;
    this.refusals.set(keyHash, (this.refusals.get(keyHash) ?? 0) + 1);
    this.refused.add(keyHash);
    try {
      await this.connections.pauseKey(connection, 'key-rejected');
    } finally {
      this.refused.delete(keyHash);
    }
  }
}

/** PostgreSQL's serialization failure and deadlock: another transaction came first, and nothing of this one is left. */
const isConflict = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  ['40001', '40P01'].includes((error.driverError as { code?: string }).code ?? '');
