import { isDay } from '@ellity/contracts';
import { runTool, ServiceCaller, ServiceTokens } from '@ellity/platform';
import { Command, InvalidArgumentError } from 'commander';
import { readNightConfig } from './config';
import type { NightRunView } from './nights/night.response';

interface Options {
  readonly shop: string;
  readonly asOf: string;
  readonly dryRun?: boolean;
}

/** As JSON has it. */
type Answered = Omit<NightRunView, 'ranBefore'> & { readonly ranBefore: string | null };

/** Asks loyalty-core to run the night of one shop and day, or to say what it would do. */
async function night({ shop, asOf, dryRun = false }: Options): Promise<void> {
  const { coreUrl, tokenKeys } = readNightConfig();
  const core = new ServiceCaller('loyalty-core', coreUrl, new ServiceTokens(tokenKeys, 'operator'));
  const body = { localDate: asOf, dryRun };
  const view = await core.ask<Answered>('POST', `/shops/${encodeURIComponent(shop)}/nights`, body);
  console.log(textOf(shop, view, dryRun));
}

function textOf(shop: string, night: Answered, dryRun: boolean): string {
  const { localDate, lapsed, lapsedAmount, warned, ranBefore } = night;
  const before =
    ranBefore === null
      ? []
      : [
          `  was run before, until ${ranBefore.slice(0, 16).replace('T', ' ')} UTC: ${dryRun ? 'what it did then is done' : 'nothing is done twice, these are the sums of all its runs'}`,
        ];
  return [
    `Night of ${localDate} in ${shop}${dryRun ? ', if it were run now' : ''}`,
    ...before,
    `  lapses    ${lapsed} ${lapsed === 1 ? 'customer' : 'customers'}, ${lapsedAmount} credits`,
    `  warnings  ${warned}, one per customer and day of lapse`,
  ].join('\n');
}

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
