import { Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';

/** A connection that takes longer is taken for lost: its other end may be gone without a word. */
const answerWithinMs = 5_000;

/** This process no longer works for the key; another one may. */
export class LockLostError extends Error {
  constructor() {
    super('the lock of this API key is lost; whoever holds it goes on');
  }
}

/** Resolves while the lock has been held without a break since the proof was made; rejects with LockLostError otherwise. */
export type LockProof = () => Promise<void>;

/**
 * One worker per API key across processes: a session lock of PostgreSQL for each, all on one connection of this
 * process. When that connection is lost, so are the locks. Every call to Ecomail is preceded by a proof that the lock
 * is held, so that of two processes only one delivers; what is left is the one call that was under way. It does no
 * harm: writes of contacts may be repeated, and an event's intent is committed by one of them only.
 */
@Injectable()
export class KeyLocksService {
  private runner: QueryRunner | undefined;
  /** Since when each lock is held, so that one that was lost and taken again is not the same. */
  private readonly held = new Map<string, number>();
  private acquired = 0;
  private nextCheck: Promise<unknown> | undefined;
  /** One question at a time. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly dataSource: DataSource) {}

  holds(keyHash: string): boolean {
    return this.held.has(keyHash);
  }

  proofOf(keyHash: string): LockProof {
    const since = this.held.get(keyHash);
    const isSame = () => since !== undefined && this.held.get(keyHash) === since;
    return async () => {
      if (isSame()) await this.check();
      if (!isSame()) throw new LockLostError();
    };
  }

  /** Whether this process may work for the key now. Rejects when the connection is lost; then nothing is held. */
  async acquire(keyHash: string): Promise<boolean> {
    if (this.held.has(keyHash)) return true;
    const rows = (await this.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as acquired', [
      keyHash,
    ])) as {
      acquired: boolean;
    }[];
    if (rows[0]?.acquired !== true) return false;
    this.held.set(keyHash, (this.acquired += 1));
    return true;
  }

  /** Finds out whether the connection that holds the locks still answers; when it does not, nothing is held any more. */
  async check(): Promise<void> {
    if (!this.runner) return;
    // Whoever asks before the next question is sent shares its answer.
    this.nextCheck ??= this.query('select 1', [], () => (this.nextCheck = undefined));
    await this.nextCheck.catch(() => undefined);
  }

  /** On the connection that holds the locks, which does nothing else, so that no slow statement costs them. */
  private query(sql: string, parameters: unknown[], onSent: () => void = () => undefined): Promise<unknown> {
    const answer = this.last.then(() => {
      onSent();
      return this.queryNow(sql, parameters);
    });
    this.last = answer.catch(() => undefined);
    return answer;
  }

  private async queryNow(sql: string, parameters: unknown[]): Promise<unknown> {
    const runner = (this.runner ??= this.dataSource.createQueryRunner());
    try {
      return await inTime(runner.query(sql, parameters));
    } catch (error) {
      if (this.runner === runner) {
        this.held.clear();
        this.runner = undefined;
        destroy(runner);
      }
      throw error;
    }
  }

  async releaseAll(): Promise<void> {
    if (!this.runner) return;
    await this.query('select pg_advisory_unlock_all()', []).catch(() => undefined);
    this.held.clear();
    const { runner } = this;
    this.runner = undefined;
    await runner?.release();
  }
}

async function inTime(answer: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error('the connection of the locks does not answer')),
      answerWithinMs,
    );
  });
  return Promise.race([answer, expiry]).finally(() => clearTimeout(timer));
}

/** Ends the connection, also one that is still being made or waits for an answer, so that nobody gets it again. */
function destroy(runner: QueryRunner): void {
  const ended = async () => {
    const client = (await runner.connect()) as { end(): Promise<void> };
    client.end().catch(() => undefined);
    await runner.release();
  };
  ended().catch(() => undefined);
}
