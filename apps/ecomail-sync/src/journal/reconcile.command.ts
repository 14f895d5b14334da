import { runTool, ServiceCaller, ServiceTokens } from '@ellity/platform';
import { Command } from 'commander';
import { readReconcileConfig } from '../config';
import { compared, comparisonText, isConsistent, type PublishedCount } from './comparison';
import type { Reconciliation } from './reconciliation';

interface Options {
  readonly json?: boolean;
  readonly acknowledge?: string;
}

/** Asks both services and prints their counts side by side; ends with 1 when they differ. */
async function reconcile(shopId: string, { json, acknowledge }: Options): Promise<void> {
  const { syncUrl, coreUrl, tokenKeys } = readReconcileConfig();
  const tokens = new ServiceTokens(tokenKeys, 'operator');
  const shop = encodeURIComponent(shopId);
  const sync = new ServiceCaller('ecomail-sync', syncUrl, tokens);
  const core = new ServiceCaller('loyalty-core', coreUrl, tokens);
  const compare = async () => {
    const received = await sync.ask<Reconciliation>('GET', `/reconciliation/${shop}`);
    const own = await core.ask<{ messages: PublishedCount[] }>('GET', `/shops/${shop}/reconciliation`);
    const rows = compared(own.messages, received.byType, received.acknowledged);
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
    'compares what loyalty-core published of a shop with what ecomail-sync received, and where it ended',
  )
  .argument('<shop>', 'id of the shop')
  .option('--json', 'as JSON')
  .option('--acknowledge <reason>', 'explains every difference shown; it stays visible with the reason')
  .action(reconcile)
  .exitOverride();

void runTool('reconcile', () => command.parseAsync());
