import { ServiceTokens } from '@ellity/platform';
import { Command } from 'commander';
import { readBooksConfig } from '../config';
import { agree, comparedBooks, comparisonText, type ToldCount } from './books-comparison';
import type { Books } from './books.service';

/** Asks both services and prints their counts side by side; ends with 1 when they do not agree. */
async function printBooks(shopId: string, options: { json?: boolean }): Promise<void> {
  const { syncUrl, coreUrl, tokenKeys } = readBooksConfig();
  const tokens = new ServiceTokens(tokenKeys, 'operator');
  const shop = encodeURIComponent(shopId);
  const received = await ask<Books>(tokens, 'ecomail-sync', `${syncUrl}/books/${shop}`);
  const own = await ask<{ messages: ToldCount[] }>(tokens, 'loyalty-core', `${coreUrl}/shops/${shop}/books`);
  const compared = comparedBooks(own.messages, received.byType);
  process.stdout.write(
    `${options.json ? JSON.stringify(compared, null, 2) : comparisonText(shopId, compared)}\n`,
  );
  if (!agree(compared)) process.exitCode = 1;
}

async function ask<T>(tokens: ServiceTokens, service: string, url: string): Promise<T> {
  const answer = await fetch(url, { headers: await tokens.headersFor(service) }).catch((cause: Error) => {
    const { code = cause.message } = (cause.cause ?? {}) as NodeJS.ErrnoException;
    throw new Error(`${service} does not answer (${code}); does the system run?`, { cause });
  });
  const body = (await answer.json().catch(() => ({}))) as T & { detail?: string };
  if (!answer.ok) throw new Error(body.detail ?? `${service} answered ${answer.status}`);
  return body;
}

new Command('npm run books --')
  .description(
    'compares what loyalty-core told of a shop with what ecomail-sync received, and where it ended',
  )
  .argument('<shop>', 'id of the shop')
  .option('--json', 'as JSON')
  .action(printBooks)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  });
