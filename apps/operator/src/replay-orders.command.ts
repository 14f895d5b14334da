import { amountText, CreditCommandSettled, daysBetween } from '@ellity/contracts';
import { BrokerConnection, listen, Publisher } from '@ellity/messaging';
import { RefusedError } from '@ellity/platform';
import { Command, InvalidArgumentError, Option } from 'commander';
import { constants } from 'node:os';
import { basename } from 'node:path';
import { readConfig, type Sender, senders } from './config';
import { awardFor } from './orders/order-award';
import { ordersOf, type OrderLogSummary, summaryOf } from './orders/order-log';
import { OrderReplay } from './orders/order-replay.service';
import { Settlements } from './orders/settlements';
import { progressBar } from './progress-bar';
import { refusalText } from './refusals';
import { shopOption } from './shop-option.command';

interface ReplayOptions {
  readonly shop: string;
  readonly source: Sender;
  readonly rate?: number;
  readonly shiftToToday: boolean;
  readonly skipMalformed: boolean;
  readonly dryRun: boolean;
  readonly patience: number;
  readonly json: boolean;
}

export function replayOrdersCommand(): Command {
  return new Command('replay-orders')
    .description(
      'sends every order of a purchase log as an award: 1 credit per 10 currency units; repeatable',
    )
    .argument(
      '<file>',
      'a text file; columns: customer id, customer id in the sample, YYYYMMDD, pieces, value',
    )
    .addOption(shopOption())
    .addOption(new Option('--source <service>', 'the sender').choices(senders).default('operator'))
    .option('--rate <n>', 'at most so many awards a second', positive)
    .option('--shift-to-today', 'moves all dates so that the last order is of today', false)
    .option('--skip-malformed', 'sends the rest of a file with malformed lines', false)
    .option('--dry-run', 'only reads the file and tells the totals', false)
    .option('--patience <s>', 'seconds without any answer before giving up', positive, 60)
    .option('--json', 'print the totals as JSON', false)
    .action(replayOrders);
}

async function replayOrders(file: string, options: ReplayOptions): Promise<void> {
  const begun = Date.now();
  const summary = await summaryOf(file);
  const { malformed } = summary;
  for (const problem of malformed.problems) console.error(problem);
  if (malformed.count > malformed.problems.length) {
    console.error(`… and ${malformed.count - malformed.problems.length} more malformed lines`);
  }
  if (malformed.count > 0 && !options.skipMalformed) {
    console.error(`Nothing was sent: ${malformed.count} malformed lines. --skip-malformed sends the others.`);
    process.exitCode = 2;
    return;
  }
  if (!options.json) console.log(fileLines(file, summary).join('\n'));
  if (options.dryRun) {
    if (options.json) console.log(JSON.stringify(totalsOf(summary)));
    return;
  }
  const settlements = await replay(file, summary, options);
  const seconds = (Date.now() - begun) / 1000;
  if (options.json) console.log(JSON.stringify({ ...totalsOf(summary), ...settlements.counts, seconds }));
  else console.log(outcomeLines(settlements, seconds).join('\n'));
  if (settlements.counts.refused > 0) process.exitCode = 1;
}

async function replay(file: string, summary: OrderLogSummary, options: ReplayOptions): Promise<Settlements> {
  const config = readConfig();
  const settlements = new Settlements();
  const about = {
    shopId: options.shop,
    source: options.source,
    digest: summary.digest,
    shiftDays: options.shiftToToday && summary.lastDay ? daysBetween(summary.lastDay, today()) : 0,
  };
  const answers = await BrokerConnection.open(config.url, 'operator', { reopens: false });
  let sender: BrokerConnection | undefined;
  const bar = progressBar(process.stderr, summary.awards);
  const interrupted = (): void => {
    bar.end();
    console.error(howFar(settlements, summary));
    process.exit(128 + constants.signals.SIGINT);
  };
  process.on('SIGINT', interrupted);
  try {
    sender = await BrokerConnection.open(config.senderUrls[options.source], options.source, {
      reopens: false,
    });
    await listen(answers, 'operator', CreditCommandSettled, ({ data }) => settlements.settle(data));
    const replay = new OrderReplay(new Publisher(sender), answers, settlements, {
      ratePerSecond: options.rate,
      patienceMs: options.patience * 1000,
      onProgress: bar.show,
    });
    for await (const order of ordersOf(file)) {
      const award = awardFor(order, about);
      if (award) await replay.send(award);
    }
    await replay.finish();
    return settlements;
  } catch (cause) {
    // Repeating would not help.
    if (cause instanceof RefusedError) throw cause;
    throw new Error(`${(cause as Error).message}\n${howFar(settlements, summary)}`, { cause });
  } finally {
    process.off('SIGINT', interrupted);
    bar.end();
    await sender?.close().catch(() => undefined);
    await answers.close().catch(() => undefined);
  }
}

/** What a run that broke off leaves: keys make what was applied count once, however often it is sent. */
const howFar = ({ settled }: Settlements, { awards }: OrderLogSummary): string =>
  `Broke off: ${number(settled)} of ${number(awards)} awards are settled. Repeat the same command: what was applied counts once.`;

const today = (): string => new Date().toISOString().slice(0, 10);
const number = (value: number): string => value.toLocaleString('en-US');
const money = (hundredths: bigint): string => amountText(hundredths).replace(/\B(?=(\d{3})+\.)/g, ',');

function fileLines(file: string, { worthNothing, ...summary }: OrderLogSummary): string[] {
  const lines = worthNothing.lines.slice(0, 20).join(', ') + (worthNothing.count > 20 ? ', …' : '');
  return [
    `file      ${basename(file)}, ${number(summary.orders)} orders, sha256 ${summary.digest.slice(0, 16)}…`,
    `awards    ${number(summary.awards)} to ${number(summary.customers)} customers, ${money(summary.credits)} credits`,
    ...(worthNothing.count > 0
      ? [`nothing   ${number(worthNothing.count)} orders are worth nothing and not sent: lines ${lines}`]
      : []),
  ];
}

function outcomeLines({ counts, refusals, settled }: Settlements, seconds: number): string[] {
  const rate = number(Math.round(settled / Math.max(seconds, 0.001)));
  return [
    `settled   ${number(counts.applied)} applied, ${number(counts.duplicate)} duplicate, ${number(counts.refused)} refused in ${seconds.toFixed(1)} s (${rate}/s)`,
    ...[...refusals].map(([reason, count]) => `refused   ${number(count)}: ${refusalText(reason)}`),
  ];
}

function totalsOf({ orders, awards, customers, credits, worthNothing, malformed, digest }: OrderLogSummary) {
  return {
    orders,
    awards,
    customers,
    credits: amountText(credits),
    worthNothing: worthNothing.count,
    malformed: malformed.count,
    digest,
  };
}

function positive(text: string): number {
  const value = Number(text);
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(text) || value <= 0)
    throw new InvalidArgumentError('must be a number above zero');
  return value;
}
