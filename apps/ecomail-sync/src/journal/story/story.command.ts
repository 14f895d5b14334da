import { exitCodes, runTool, ServiceCaller, ServiceTokens } from '@ellity/platform';
import { Command } from 'commander';
import { readStoryConfig } from '../../config';
import { type Story, storyText } from './story';

/** Prints the story of a customer, ledger entry, event or order. */
async function printStory(
  id: string,
  options: { shop?: string; json?: boolean },
  command: Command,
): Promise<void> {
  const isAddress = id.includes('@');
  if (isAddress && options.shop === undefined)
    command.error('error: an e-mail address needs --shop <id>', { exitCode: exitCodes.usage });
  const { url: base, tokenKeys } = readStoryConfig();
  const sync = new ServiceCaller('ecomail-sync', base, new ServiceTokens(tokenKeys, 'operator'));
  const shop = options.shop === undefined ? '' : `?shop=${encodeURIComponent(options.shop)}`;
  const body = isAddress
    ? await sync.ask<Story>('POST', '/story', { shop: options.shop, email: id })
    : await sync.ask<Story>('GET', `/story/${encodeURIComponent(id)}${shop}`);
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
