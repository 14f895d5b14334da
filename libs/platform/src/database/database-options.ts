import type { DataSourceOptions, MixedList } from 'typeorm';

type Classes = MixedList<string | (new () => object)>;

export interface DatabaseOptions {
  readonly url: string;
  /** Largest number of connections of this process. */
  readonly poolSize: number;
  /** How long somebody waits for a free connection or a new one, in ms, before the database counts as away; default: 30 s. */
  readonly patienceMs?: number;
  /** Shown in pg_stat_activity. */
  readonly service: string;
  readonly entities: Classes;
  /** Run in order before the service starts; append-only. */
  readonly migrations: Classes;
}

/** The one way to a service's own PostgreSQL database; also used by migrations and tools without Nest. */
export function dataSourceOptions(options: DatabaseOptions): DataSourceOptions {
  return {
    type: 'postgres',
    url: options.url,
    poolSize: options.poolSize,
    applicationName: options.service,
    entities: options.entities as DataSourceOptions['entities'] & object,
    migrations: options.migrations as DataSourceOptions['migrations'] & object,
    migrationsRun: true,
    migrationsTransactionMode: 'all',
    synchronize: false,
    logging: false,
    extra: {
      // Statements are short or read by pages: compiling one costs more than running it, and is done anew each time.
      options: '-c timezone=UTC -c jit=off',
      onConnect: outliveItsError,
      connectionTimeoutMillis: options.patienceMs ?? 30_000,
      // A connection whose other end is gone without a word fails within a minute, instead of being waited for.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    },
  };
}

/**
 * A connection may end in the moment between pool and user, when neither listens: then the next query fails, and the
 * process goes on.
 */
function outliveItsError(client: { on(event: 'error', listener: () => void): unknown }): void {
  client.on('error', () => undefined);
}
