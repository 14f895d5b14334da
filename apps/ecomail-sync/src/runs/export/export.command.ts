import { exitCodes, RefusedError, runTool, ServiceCaller, ServiceTokens } from '@ellity/platform';
import { Command } from 'commander';
import { setTimeout as delay } from 'node:timers/promises';
import { readStoryConfig } from '../../config';
import { exportLine, previewText } from './export-report';
import type { ExportPreview, ExportView } from './export.response';

interface Options {
  readonly shop: string;
  readonly watch?: boolean;
  readonly dryRun?: boolean;
  readonly onlyRejected?: boolean;
}

const lookAgainMs = 500;
const ends = ['done', 'failed', 'cancelled'];

/** Starts an export, or watches the one that is under way; ends with 1 where somebody was refused or it did not end well. */
async function exportCustomers({ shop, watch, dryRun, onlyRejected = false }: Options): Promise<void> {
  const { url, tokenKeys } = readStoryConfig();
  const sync = new ServiceCaller('ecomail-sync', url, new ServiceTokens(tokenKeys, 'operator'));
  const path = `/connections/${encodeURIComponent(shop)}/exports`;
  if (dryRun) {
    console.log(previewText(await sync.ask<ExportPreview>('GET', `${path}/preview?language=en`)));
    return;
  }
  let view = await startedOrOpen(sync, path, onlyRejected, watch === true);
  while (watch && !ends.includes(view.run.state)) {
    show(exportLine(view));
    await delay(lookAgainMs);
    view = await sync.ask<ExportView>('GET', `${path}/${view.run.id}`);
  }
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
  console.log(exportLine(view));
  if (watch && (view.run.state !== 'done' || view.rejected > 0)) process.exitCode = exitCodes.differs;
}

/** Whoever wants to watch watches the one that is under way. */
async function startedOrOpen(
  sync: ServiceCaller,
  path: string,
  onlyRejected: boolean,
  mayBeOpen: boolean,
): Promise<ExportView> {
  try {
    return await sync.ask<ExportView>('POST', path, { onlyRejected });
  } catch (error) {
    if (!mayBeOpen || !(error instanceof RefusedError) || error.status !== 409) throw error;
    const { items } = await sync.ask<{ items: ExportView[] }>('GET', `${path}?limit=1`);
    const [open] = items;
    if (!open) throw error;
    return open;
  }
}

/** In place on a terminal, and nothing anywhere else. */
function show(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${line}\u001b[K`);
}

const command = new Command('npm run export --')
  .description('exports all customers of a shop to Ecomail; no automation starts, nobody is rewarded')
  .requiredOption('--shop <shop>', 'id of the shop')
  .option('--watch', 'shows how far it is until it ends; Ctrl-C leaves it going on')
  .option('--only-rejected', 'only those that Ecomail refused')
  .option('--dry-run', 'says what it would do, and does nothing')
  .action(exportCustomers)
  .exitOverride();

void runTool('export', () => command.parseAsync());
