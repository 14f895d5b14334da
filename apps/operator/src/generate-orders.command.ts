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
    .argument('<file>', 'where to; an existing file is replaced')
    .option('--customers <n>', 'number of customers', wholeNumber, 100)
    .option('--seed <n>', 'another number, another log', wholeNumber, 1)
    .action(generateOrders);
}

async function generateOrders(file: string, { customers, seed }: GenerateOptions): Promise<void> {
  await pipeline(generatedOrders(customers, seed), createWriteStream(file)).catch((cause: unknown) => {
    throw new Error(`${file} cannot be written (${(cause as NodeJS.ErrnoException).code})`, { cause });
  });
  console.log(`wrote ${file}: orders of ${customers} customers`);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}
