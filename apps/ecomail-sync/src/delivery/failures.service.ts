import { isAboutList } from '@ellity/ecomail';
import { Clock } from '@ellity/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Account } from '../accounts/accounts.service';
import { ecomailFailureOf, invalidCode, isForbidden, notFoundCode } from '../accounts/ecomail-failure';
import { type Config, configToken } from '../config';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionMovesService } from '../connection/stages/connection-moves.service';
import type { PauseReason } from '../connection/stages/connection-states';
import { ConnectionsService } from '../connection/connections.service';
import { showList } from '../connection/list-seen';
import { WritesRefusedError } from '../contact-writes/bulk-write';
import { Remembered } from '../kept';
import { ActivityService } from './activity.service';
import type { Line } from './key-worker';

interface Backoff {
  readonly failures: number;
  /** Of the clock that nobody sets. */
  readonly untilMs: number;
}

/**
 * What failed work means for its shop. It pauses the connection where only people can help. Otherwise it waits longer
 * each time, by shop and kind: what fails of a shop stops neither its other work nor another shop. The connection says
 * what failed last, since when, and when it is tried next.
 */
@Injectable()
export class FailuresService {
  private readonly logger = new Logger('delivery');
  private readonly backoffs = new Remembered<Backoff>(() => this.clock.elapsedMs());

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly connections: ConnectionsService,
    private readonly moves: ConnectionMovesService,
    private readonly activity: ActivityService,
    private readonly clock: Clock,
  ) {}

  backsOffUntil(line: Line): number {
    return this.backoffs.get(nameOf(line))?.untilMs ?? 0;
  }

  /** Every connection of the key stops; a new key goes on with what waits. */
  async keyRejected(connection: ConnectionRow): Promise<void> {
    await this.moves.stopKey(connection, 'key-rejected');
  }

  /** Of reads, writes and calls alike; a refused key concerns more than the line and is not brought here. */
  async failed(connection: ConnectionRow, account: Account, line: Line, error: unknown): Promise<void> {
    const failure = ecomailFailureOf(error);
    const pause = (reason: PauseReason, words: string | null) => this.moves.stop(connection, reason, words);
    if (failure.code === 'writes-refused' || failure.code === invalidCode) {
      const refusal = await refusalOfList(connection, account);
      if (refusal) return pause('list-missing', wordsOf(refusal));
    }
    if (error instanceof WritesRefusedError) return pause(error.code, error.reason);
    if (isForbidden(failure)) return pause('account-forbids', wordsOf(error));
    if (failure.code === notFoundCode) return pause('list-missing', wordsOf(error));
    return this.backOff(line, error);
  }

  /** `isRecorded`: the connection says that this kind of work fails, perhaps since before this process began. */
  async succeeded(line: Line, isRecorded: boolean): Promise<void> {
    await this.activity.succeeded(line.shopId);
    const backoff = this.backoffs.get(nameOf(line));
    if (!backoff && !isRecorded) return;
    this.backoffs.delete(nameOf(line));
    const { shopId, kind } = line;
    await this.connections.recovered(shopId, kind);
    this.logger.log({ shopId, kind, failures: backoff?.failures }, 'delivery works again');
  }

  private async backOff(line: Line, error: unknown): Promise<void> {
    const { shopId, kind } = line;
    const failures = (this.backoffs.get(nameOf(line))?.failures ?? 0) + 1;
    const { backoffMs } = this.config.delivery;
    const failure = ecomailFailureOf(error);
    const waitMs = Math.max(
      backoffMs[Math.min(failures, backoffMs.length) - 1] ?? 0,
      failure.retryAfterMs ?? 0,
    );
    this.backoffs.set(nameOf(line), { failures, untilMs: this.clock.elapsedMs() + waitMs });
    this.logger.warn({ err: error, shopId, kind, failures, waitMs }, 'delivery backs off after a failure');
    await this.dataSource.query(
      `update connections set failing = failing || jsonb_build_object($2::text,
         jsonb_build_object('code', $3::text, 'message', $4::text, 'status', $5::int, 'failures', $6::int,
           'since', coalesce(failing->$2->>'since', $7::text), 'nextAttemptAt', $8::text))
       where shop_id = $1`,
      [
        ...[shopId, kind, failure.code, wordsOf(error) ?? '', failure.status, failures],
        this.clock.now().toISOString(),
        new Date(this.clock.now().getTime() + waitMs).toISOString(),
      ],
    );
  }
}

const nameOf = ({ shopId, kind }: Line): string => `${shopId}/${kind}`;

/** The client's messages hold no address and no key. */
const wordsOf = (error: unknown): string | null =>
  error instanceof Error ? error.message.slice(0, 300) : null;

/**
 * Asks Ecomail for the list, after a refusal that may mean that it is gone. Resolves with what Ecomail says of a list
 * that it does not show; undefined where it shows it, or does not answer.
 */
async function refusalOfList(connection: ConnectionRow, account: Account): Promise<Error | undefined> {
  try {
    await showList(account.inLane('checks'), connection.list_id);
    return undefined;
  } catch (error) {
    const { code } = ecomailFailureOf(error);
    const isOfList = code === notFoundCode || (code === invalidCode && isAboutList(String(error)));
    return isOfList && error instanceof Error ? error : undefined;
  }
}
