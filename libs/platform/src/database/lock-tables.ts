import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';

/** Of PostgreSQL: a lock did not come in time; two wait for one another. */
const notGiven: ReadonlySet<unknown> = new Set(['55P03', '40P01']);
/** Shorter than PostgreSQL's `deadlock_timeout` of a second: where two wait for one another, it is this that gives in. */
const patienceMs = 900;
const restMaxMs = 5_000;
/** Others begin to ask why nothing starts. */
const toldFrom = 3;

const logger = new Logger('migrations');

/**
 * Takes tables for the rest of the transaction, so that a migration sees all that was written before it and nobody
 * writes beside it. `tables` stand in the order in which live transactions take them. Who still works there is waited
 * for; between two times nothing is held, a little longer each time, so that no live transaction fails by it.
 */
export async function lockTables(runner: QueryRunner, tables: readonly string[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await runner.query('savepoint tables');
    try {
      await runner.query(`set local lock_timeout = ${patienceMs}`);
      await runner.query(`lock table ${tables.join(', ')} in access exclusive mode`);
      await runner.query('set local lock_timeout to default');
      await runner.query('release savepoint tables');
      return;
    } catch (error) {
      if (!notGiven.has((error as { readonly code?: unknown }).code)) throw error;
      await runner.query('rollback to savepoint tables');
      if (attempt >= toldFrom)
        logger.warn({ tables, attempt }, 'a migration waits for who still works with its tables');
      await delay(Math.min(attempt * 250, restMaxMs));
    }
  }
}
