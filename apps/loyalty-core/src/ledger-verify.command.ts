import { dataSourceOptions, exitCodes, runTool } from '@ellity/platform';
import { Command } from 'commander';
import { DataSource } from 'typeorm';
import { readDatabaseConfig } from './config';
import { type LedgerBreach, LedgerVerification } from './credits/ledger/ledger-verification.service';

/** Proves the ledger of a whole database, and names the first entry that breaks each rule. Changes nothing. */
async function verifyLedger(): Promise<void> {
  const { databaseUrl: url } = readDatabaseConfig();
  const options = { url, poolSize: 1, service: 'loyalty-core-verify', entities: [], migrations: [] };
  const dataSource = await new DataSource({
    ...dataSourceOptions(options),
    migrationsRun: false,
  }).initialize();
  try {
    const { entries, breaches } = await new LedgerVerification(dataSource).verify();
    for (const breach of breaches) console.log(textOf(breach));
    console.log(
      breaches.length === 0
        ? `consistent: ${entries} entries, their movements, lots, balances and sums agree`
        : `not consistent: ${breaches.length} rule${breaches.length === 1 ? ' is' : 's are'} broken; nothing was changed`,
    );
    process.exitCode = breaches.length === 0 ? exitCodes.done : exitCodes.differs;
  } finally {
    await dataSource.destroy();
  }
}

function textOf({ rule, shopId, customerId, entryId, found, expected }: LedgerBreach): string {
  const where = [`shop ${shopId}`, `customer ${customerId ?? '-'}`, `entry ${entryId ?? '-'}`].join(', ');
  return `${rule.name}: ${rule.broken} (${where}): ${found} instead of ${expected}`;
}

const command = new Command('npm run ledger:verify --')
  .description('proves every balance by its lots, movements, entries and sums; changes nothing')
  .allowExcessArguments(false)
  .action(verifyLedger)
  .exitOverride();

void runTool('ledger:verify', () => command.parseAsync());
