import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../database/database-options';
import { rekey, type RekeyProgress, type SealedColumn } from './rekey';
import type { SecretBox } from './secret-box';

export interface RekeyProgram {
  readonly service: string;
  readonly databaseUrl: string;
  readonly box: SecretBox;
  readonly columns: readonly SealedColumn[];
}

/**
 * The command `rekey` of a service, with its progress on standard output. Resolves with the exit code: 1 when a secret
 * cannot be read, so that nobody removes the key it may need. May be interrupted and repeated at any time.
 */
export async function runRekey({ service, databaseUrl, box, columns }: RekeyProgram): Promise<number> {
  const options = {
    url: databaseUrl,
    poolSize: 1,
    service: `${service}-rekey`,
    entities: [],
    migrations: [],
  };
  const dataSource = await new DataSource({
    ...dataSourceOptions(options),
    migrationsRun: false,
  }).initialize();
  try {
    const counts = await rekey(dataSource, box, columns, (progress) => show(service, progress));
    for (const { table, column, resealed, overtaken } of counts)
      process.stdout.write(`${service}: ${table}.${column}: ${resealed + overtaken} sealed again\n`);
    const unreadable = counts.reduce((sum, count) => sum + count.unreadable, 0);
    process.stdout.write(`${service}: ${verdictOf(unreadable, box.currentKeyId)}\n`);
    return unreadable === 0 ? 0 : 1;
  } finally {
    await dataSource.destroy();
  }
}

function show(service: string, { table, column, done, total }: RekeyProgress): void {
  const end = process.stdout.isTTY && done < total ? '\r' : '\n';
  process.stdout.write(`${service}: ${table}.${column}: ${done} of ${total}${end}`);
}

const verdictOf = (unreadable: number, keyId: string): string =>
  unreadable === 0
    ? `everything is sealed with the key ${keyId}; older keys may leave SECRET_KEYS`
    : `${unreadable} cannot be read and stay as they are: their key is not in SECRET_KEYS, or they are damaged`;
