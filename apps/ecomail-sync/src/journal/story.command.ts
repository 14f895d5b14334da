import { runTool, ServiceTokens } from '@ellity/platform';
import { Command } from 'commander';
import { readStoryConfig } from '../config';
import { type Story, storyText } from './story';

/** Prints the story of a customer, ledger entry, event or order. */
async function printStory(id: string, options: { shop?: string; json?: boolean }): Promise<void> {
  const { url: base, tokenKeys } = readStoryConfig();
  const isAddress = id.includes('@');
  if (isAddress && options.shop === undefined) throw new Error('an e-mail address needs --shop <id>');
  const url = new URL(isAddress ? '/story' : `/story/${encodeURIComponent(id)}`, base);
  if (!isAddress && options.shop !== undefined) url.searchParams.set('shop', options.shop);
  const headers = {
    ...(await new ServiceTokens(tokenKeys, 'operator').headersFor('ecomail-sync')),
    'content-type': 'application/json',
  };
  const post = isAddress && { method: 'POST', body: JSON.stringify({ shop: options.shop, email: id }) };
  const answer = await fetch(url, { headers, ...post }).catch((cause: Error) => {
    const { code = cause.message } = (cause.cause ?? {}) as NodeJS.ErrnoException;
    throw new Error(`ecomail-sync at ${base} does not answer (${code}); does the system run?`, { cause });
  });
  const body = (await answer.json().catch(() => ({}))) as Story & { detail?: string };
  if (!answer.ok) throw new Error(body.detail ?? `ecomail-sync answered ${answer.status}`);
  process.stdout.write(`${options.json ? JSON.stringify(body, null, 2) : storyText(body)}\n`);
}

// Whoever reads the output, such as `head`, may have seen enough.
process.stdout.on('error', () => process.exit());

const command = new Command('npm run story --')
  .description("prints one customer's way from ledger entry to Ecomail's answer")
  .argument('<id>', 'customer, entry, event or order id; with --shop also an e-mail address')
  .option('--shop <id>', 'only in this shop')
  .option('--json', 'as JSON')
  .action(printStory)
  .exitOverride();

void runTool('story', () => command.parseAsync());
