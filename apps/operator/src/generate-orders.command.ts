import { Command, InvalidArgumentError } from 'commander';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { generatedOrders } from './orders/generated-orders';

interface GenerateOptions {
  readonly customers: number;
  readonly seed: number;
}

export function generateOrdersCommand(): Command {
  return new Command('generate-orders')
    .description('writes a purchase log of the shape that replay-orders takes, always the same for a seed')
    .argument('<file>')
    .option('--customers <n>', 'number of customers', wholeNumber, 100)
    .option('--seed <n>', 'another number, another log', wholeNumber, 1)
    .action((file: string, { customers, seed }: GenerateOptions) =>
      pipeline(generatedOrders(customers, seed), createWriteStream(file)),
    );
}

function wholeNumber(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}
