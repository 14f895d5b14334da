import { DataSource, MigrationExecutor } from 'typeorm';
import { type DatabaseOptions, dataSourceOptions } from './database-options';

/** Any number that no other session lock of the database has. */
const migrationLock = 7_306_148_225;

/**
 * Connects and brings the database up to date. Of several processes that start at once one migrates while the others
 * wait, and find nothing left to do; a migration that fails leaves the database as it was.
 */
export async function connectMigrated(options: DatabaseOptions): Promise<DataSource> {
  const dataSource = await new DataSource({
    ...dataSourceOptions(options),
    migrationsRun: false,
  }).initialize();
  try {
    await migrate(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

/** On one connection throughout, so that a pool of one is enough. The lock ends with the connection, whatever happens. */
async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [migrationLock]);
    try {
      const executor = new MigrationExecutor(dataSource, runner);
      executor.transaction = 'all';
      await executor.executePendingMigrations();
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [migrationLock]);
    }
  } finally {
    await runner.release();
  }
}
