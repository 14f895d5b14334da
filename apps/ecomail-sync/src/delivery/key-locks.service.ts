import { Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';

/**
 * One worker per API key across processes: a session lock of PostgreSQL for each, all on one connection of this
 * process. When that connection is lost, so are the locks. Two workers for a moment then do no harm: writes of
 * contacts may be repeated, and an event's intent is committed by one of them only.
 */
@Injectable()
export class KeyLocksService {
  private runner: QueryRunner | undefined;
  private readonly held = new Set<string>();

  constructor(private readonly dataSource: DataSource) {}

  holds(keyHash: string): boolean {
    return this.held.has(keyHash);
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
    this.held.add(keyHash);
    return true;
  }

  /** Runs a query on the connection that holds the locks, and so proves that they are still held. */
  async query(sql: string, parameters: unknown[] = []): Promise<unknown> {
    try {
      this.runner ??= this.dataSource.createQueryRunner();
      return (await this.runner.query(sql, parameters)) as unknown;
    } catch (error) {
      this.held.clear();
      const lost = this.runner;
      this.runner = undefined;
      await lost?.release().catch(() => undefined);
      throw error;
    }
  }

  async releaseAll(): Promise<void> {
    if (!this.runner) return;
    await this.query('select pg_advisory_unlock_all()').catch(() => undefined);
    this.held.clear();
    const { runner } = this;
    this.runner = undefined;
    await runner?.release();
  }
}
