import { Clock } from '@ellity/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { type Config, configToken } from '../config';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionChangedMeanwhileError, ConnectionsService } from '../connection/connections.service';
import { WritesRefusedError } from './bulk-write';
import { ecomailFailureOf, isForbidden, keyRejectedCode, notFoundCode } from '../accounts/ecomail-failure';
import { LockLostError, type LockProof } from '../accounts/key-locks.service';
import { StoppingError } from '../accounts/rate-limiter.service';
import { ShopWorkService } from './shop-work.service';

/** How often in a row a conflict with another transaction is met by starting anew at once. */
const conflictsMax = 5;

/** One turn of a key's worker over its shops; what fails rests and is tried again. */
@Injectable()
export class KeyCycleService {
  private readonly logger = new Logger('delivery');
  /** Shops that rest after a failure. */
  private readonly resting = new Map<string, { failures: number; until: number }>();

  /** Conflicts in a row. */
  private readonly conflicts = new Map<string, number>();

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly connections: ConnectionsService,
    private readonly shopWork: ShopWorkService,
    private readonly clock: Clock,
  ) {}

  /** Never rejects: what fails is tried again later, and stops nobody but its shop; a rejected key stops all of them. */
  async run(keyHash: string, isMine: LockProof): Promise<boolean> {
    let hasMore = false;
    try {
      for (const connection of await this.connections.activeOfKey(keyHash)) {
        if ((this.resting.get(connection.shop_id)?.until ?? 0) > this.clock.now().getTime()) continue;
        const outcome = await this.runShop(connection, isMine);
        if (outcome === 'key-stopped') return false;
        hasMore = outcome === 'more' || hasMore;
      }
    } catch (error) {
      this.logger.warn(
        { err: error },
        'the database did not let a worker work; it goes on with the next poll',
      );
      return false;
    }
    return hasMore;
  }

  private async runShop(
    connection: ConnectionRow,
    isMine: LockProof,
  ): Promise<'more' | 'nothing' | 'key-stopped'> {
    try {
      const hasMore = await this.shopWork.once(connection, isMine);
      this.resting.delete(connection.shop_id);
      this.conflicts.delete(connection.shop_id);
      return hasMore ? 'more' : 'nothing';
    } catch (error) {
      if (error instanceof StoppingError || error instanceof LockLostError) return 'key-stopped';
      if (error instanceof ConnectionChangedMeanwhileError) return 'more';
      if (isConflict(error) && this.mayStartAnew(connection)) return 'more';
      await this.rest(connection, error);
      return ecomailFailureOf(error).code === keyRejectedCode ? 'key-stopped' : 'nothing';
    }
  }

  private mayStartAnew({ shop_id: shopId }: ConnectionRow): boolean {
    const conflicts = (this.conflicts.get(shopId) ?? 0) + 1;
    this.conflicts.set(shopId, conflicts);
    return conflicts <= conflictsMax;
  }

  private async rest(connection: ConnectionRow, error: unknown): Promise<void> {
    const { shop_id: shopId } = connection;
    if (error instanceof WritesRefusedError)
      return this.connections.pause(connection, error.code, error.reason);
    const failure = ecomailFailureOf(error);
    if (failure.code === keyRejectedCode) return this.connections.pauseKey(connection, 'key-rejected');
    if (isForbidden(failure)) return this.connections.pause(connection, 'account-forbids', wordsOf(error));
    if (failure.code === notFoundCode)
      return this.connections.pause(connection, 'list-missing', wordsOf(error));
    const failures = (this.resting.get(shopId)?.failures ?? 0) + 1;
    const { backoffMs } = this.config.delivery;
    const waitMs = Math.max(
      backoffMs[Math.min(failures, backoffMs.length) - 1] ?? 0,
      failure.retryAfterMs ?? 0,
    );
    this.resting.set(shopId, { failures, until: this.clock.now().getTime() + waitMs });
    this.logger.warn({ err: error, shopId, waitMs }, 'delivery rests after a failure');
  }
}

/** PostgreSQL's serialization failure and deadlock: another transaction came first, and nothing of this one is left. */
const isConflict = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  ['40001', '40P01'].includes((error.driverError as { code?: string }).code ?? '');

/** The client's messages hold no address and no key. */
const wordsOf = (error: unknown): string | null =>
  error instanceof Error ? error.message.slice(0, 300) : null;
