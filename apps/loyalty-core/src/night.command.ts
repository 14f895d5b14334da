import { isDay } from '@ellity/contracts';
import { exitCodes, runTool, ServiceTokens } from '@ellity/platform';
import { Command, InvalidArgumentError } from 'commander';
import { readNightConfig } from './config';
import type { NightView } from './nights/night.response';

interface Options {
  readonly shop: string;
  readonly asOf: string;
  readonly dryRun?: boolean;
}

/** Asks loyalty-core to run the night of one shop and day, or to say what it would do. */
async function night({ shop, asOf, dryRun = false }: Options): Promise<void> {
  const { coreUrl, tokenKeys } = readNightConfig();
  const tokens = new ServiceTokens(tokenKeys, 'operator');
  const response = await fetch(`${coreUrl}/shops/${encodeURIComponent(shop)}/nights`, {
    method: 'POST',
    headers: { ...(await tokens.headersFor('loyalty-core')), 'content-type': 'application/json' },
    body: JSON.stringify({ localDate: asOf, dryRun }),
  }).catch((cause: Error) => {
    throw new Error('loyalty-core does not answer; does the system run?', { cause });
  });
  const answer = (await response.json().catch(() => ({}))) as NightView & { detail?: string };
  if (response.ok) {
    console.log(textOf(shop, answer, dryRun));
    return;
  }
  if (response.status >= 500) throw new Error(answer.detail ?? `loyalty-core answered ${response.status}`);
  console.error(`refused: ${answer.detail ?? response.status}`);
  process.exitCode = exitCodes.differs;
}

const textOf = (shop: string, { localDate, lapsed, lapsedAmount, warned }: NightView, dryRun: boolean) =>
  [
    `Night of ${localDate} in ${shop}${dryRun ? ', if it were run now' : ''}`,
    `  lapses    ${lapsed} customers, ${lapsedAmount} credits`,
    `  warnings  ${warned}, one per customer and day of lapse`,
  ].join('\n');

function dayOf(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('It must be a day of the calendar like 2027-01-15.');
  return text;
}

const command = new Command('npm run night --')
  .description('shows or runs the night of a shop: books what lapsed, and warns of what is about to')
  .requiredOption('--shop <shop>', 'id of the shop')
  .requiredOption('--as-of <day>', 'local date of the night, such as 2027-01-15', dayOf)
  .option('--dry-run', 'says what it would do, and does nothing')
  .action(night)
  .exitOverride();

void runTool('night', () => command.parseAsync());
