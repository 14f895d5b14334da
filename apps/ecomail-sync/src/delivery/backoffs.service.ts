import { Clock } from '@ellity/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ecomailFailureOf } from '../accounts/ecomail-failure';
import { type Config, configToken } from '../config';
import type { Line } from './schedule';

interface Backoff {
  readonly failures: number;
  /** Of the clock that nobody sets. */
  readonly untilMs: number;
}

/**
 * Work that failed waits longer each time, by shop and kind: what fails of a shop stops neither its other work nor
 * another shop. The connection says what failed last, since when, and when it is tried next.
 */
@Injectable()
export class BackoffsService {
  private readonly logger = new Logger('delivery');
  private readonly backoffs = new Map<string, Backoff>();

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  untilOf(line: Line): number {
    return this.backoffs.get(nameOf(line))?.untilMs ?? 0;
  }

  async failed(line: Line, error: unknown): Promise<void> {
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

  /** `isRecorded`: the connection says that this kind of work fails, perhaps since before this process began. */
  async succeeded(line: Line, isRecorded: boolean): Promise<void> {
    const backoff = this.backoffs.get(nameOf(line));
    if (!backoff && !isRecorded) return;
    this.backoffs.delete(nameOf(line));
    const { shopId, kind } = line;
    await this.dataSource.query('update connections set failing = failing - $2::text where shop_id = $1', [
      shopId,
      kind,
    ]);
    this.logger.log({ shopId, kind, failures: backoff?.failures }, 'delivery works again');
  }
}

const nameOf = ({ shopId, kind }: Line): string => `${shopId}/${kind}`;

/** The client's messages hold no address and no key. */
export const wordsOf = (error: unknown): string | null =>
  error instanceof Error ? error.message.slice(0, 300) : null;
