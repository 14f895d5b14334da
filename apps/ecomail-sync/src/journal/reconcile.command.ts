import { runTool, ServiceCaller, ServiceTokens } from '@ellity/platform';
import { Command, InvalidArgumentError } from 'commander';
import { setTimeout as delay } from 'node:timers/promises';
import { readReconcileConfig } from '../config';
import { compared, comparisonText, isConsistent, type LetterCount, type PublishedCount } from './comparison';
import type { LettersHour, PublishedHour } from './compared-hours';
import type { Reconciliation } from './reconciliation';

interface Options {
  readonly json?: boolean;
  readonly acknowledge?: string;
  readonly days: number;
}

const hourMs = 3_600_000;
const askAgainMs = 2_000;

interface Letters {
  readonly types: readonly LetterCount[];
  readonly hours: readonly LettersHour[];
}
interface Published {
  readonly messages: readonly PublishedCount[];
  readonly hours: readonly PublishedHour[];
}

/** Asks the services and prints their counts side by side; ends with 1 when they differ. */
async function reconcile(shopId: string, { json, acknowledge, days }: Options): Promise<void> {
  const { syncUrl, coreUrl, lettersUrl, tokenKeys } = readReconcileConfig();
  const tokens = new ServiceTokens(tokenKeys, 'operator');
  const shop = encodeURIComponent(shopId);
  const sync = new ServiceCaller('ecomail-sync', syncUrl, tokens);
  const core = new ServiceCaller('loyalty-core', coreUrl, tokens);
  const deadLetters = new ServiceCaller('dead-letters', lettersUrl, tokens);
  const since = new Date((Math.floor(Date.now() / hourMs) - 24 * days) * hourMs);
  const query = `?since=${since.toISOString()}`;
  const compare = async () => {
    const received = await sync.ask<Reconciliation>('GET', `/reconciliation/${shop}${query}`);
    const letters = await deadLetters.ask<Letters>('GET', `/shops/${shop}/reconciliation${query}`);
    const own = await core.ask<Published>('GET', `/shops/${shop}/reconciliation${query}`);
    const rows = compared(
      own.messages,
      { received: received.byType, letters: letters.types },
      received.acknowledged,
      {
        ...{ since, published: own.hours, received: received.hours, letters: letters.hours },
        stateless: received.differingHours,
      },
    );
    return { rows, acknowledged: received.acknowledged };
  };
  let { rows, acknowledged } = await compare();
  if (!isConsistent(rows)) {
    // What was on the way between two answers has arrived then.
    await delay(askAgainMs);
    ({ rows, acknowledged } = await compare());
  }
  if (acknowledge !== undefined) {
    for (const { type, hours } of rows)
      for (const { hour, missing } of hours.filter((one) => one.missing !== 0)) {
        const difference = { type, hour, missing, reason: acknowledge };
        await sync.ask('POST', `/reconciliation/${shop}/acknowledgements`, difference);
      }
    ({ rows, acknowledged } = await compare());
  }
  const text = json ? JSON.stringify(rows, null, 2) : comparisonText(shopId, rows, acknowledged);
  process.stdout.write(`${text}\n`);
  if (!isConsistent(rows)) process.exitCode = 1;
}

/** Services answer for as long as a shop's hours are few enough to be one answer. */
function daysOf(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 400)
    throw new InvalidArgumentError('days must be a whole number from 1 to 400');
  return days;
}

const command = new Command('npm run reconcile --')
  .description(
    'compares what loyalty-core published of a shop with what ecomail-sync received, where it ended, and what is a dead letter',
  )
  .argument('<shop>', 'id of the shop')
  .option('--json', 'as JSON')
  .option('--days <days>', 'how far back hour by hour; what was before is compared as one sum', daysOf, 31)
  .option('--acknowledge <reason>', 'explains every difference shown; it stays visible with the reason')
  .action(reconcile)
  .exitOverride();

void runTool('reconcile', () => command.parseAsync());
