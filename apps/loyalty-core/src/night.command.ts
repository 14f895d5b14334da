import { isDay } from '@ellity/contracts';
import { exitCodes, RefusedError, runTool, ServiceCaller, ServiceTokens } from '@ellity/platform';
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
  const core = new ServiceCaller('loyalty-core', coreUrl, new ServiceTokens(tokenKeys, 'operator'));
  try {
    const body = { localDate: asOf, dryRun };
    const view = await core.ask<NightView>('POST', `/shops/${encodeURIComponent(shop)}/nights`, body);
    console.log(textOf(shop, view, dryRun));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    console.error(`refused: ${error.message}`);
    process.exitCode = exitCodes.differs;
  }
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
