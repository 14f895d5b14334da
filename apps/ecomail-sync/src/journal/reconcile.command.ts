import { runTool, ServiceCaller, ServiceTokens } from '@ellity/platform';
import { Command } from 'commander';
import { readReconcileConfig } from '../config';
import { compared, comparisonText, isConsistent, type LetterCount, type PublishedCount } from './comparison';
import type { Reconciliation } from './reconciliation';

interface Options {
  readonly json?: boolean;
  readonly acknowledge?: string;
}

/** Asks the services and prints their counts side by side; ends with 1 when they differ. */
async function reconcile(shopId: string, { json, acknowledge }: Options): Promise<void> {
  const { syncUrl, coreUrl, lettersUrl, tokenKeys } = readReconcileConfig();
  const tokens = new ServiceTokens(tokenKeys, 'operator');
  const shop = encodeURIComponent(shopId);
  const sync = new ServiceCaller('ecomail-sync', syncUrl, tokens);
  const core = new ServiceCaller('loyalty-core', coreUrl, tokens);
  const deadLetters = new ServiceCaller('dead-letters', lettersUrl, tokens);
  const compare = async () => {
    const received = await sync.ask<Reconciliation>('GET', `/reconciliation/${shop}`);
    const letters = await deadLetters.ask<{ types: LetterCount[] }>('GET', `/shops/${shop}/reconciliation`);
    const own = await core.ask<{ messages: PublishedCount[] }>('GET', `/shops/${shop}/reconciliation`);
    const rows = compared(
      own.messages,
      { received: received.byType, letters: letters.types },
      received.acknowledged,
    );
    return { rows, acknowledged: received.acknowledged };
  };
  let { rows, acknowledged } = await compare();
  if (acknowledge !== undefined) {
    for (const row of rows.filter(({ missing, acknowledged: known }) => missing !== known)) {
      const difference = { type: row.type, missing: row.missing - row.acknowledged, reason: acknowledge };
      await sync.ask('POST', `/reconciliation/${shop}/acknowledgements`, difference);
    }
    ({ rows, acknowledged } = await compare());
  }
  const text = json ? JSON.stringify(rows, null, 2) : comparisonText(shopId, rows, acknowledged);
  process.stdout.write(`${text}\n`);
  if (!isConsistent(rows)) process.exitCode = 1;
}

const command = new Command('npm run reconcile --')
  .description(
    'compares what loyalty-core published of a shop with what ecomail-sync received, where it ended, and what is a dead letter',
  )
  .argument('<shop>', 'id of the shop')
  .option('--json', 'as JSON')
  .option('--acknowledge <reason>', 'explains every difference shown; it stays visible with the reason')
  .action(reconcile)
  .exitOverride();

void runTool('reconcile', () => command.parseAsync());
