import { DeadLetterQueues } from '@ellity/messaging';
import { InvalidArgumentError } from 'commander';
import { readQueuesConfig } from '../../config';

/** Runs a verb on the dead-letter queues that the environment names. */
export async function withQueues(verb: (queues: DeadLetterQueues) => Promise<void>): Promise<void> {
  const queues = await DeadLetterQueues.open(readQueuesConfig());
  try {
    await verb(queues);
  } finally {
    await queues.close();
  }
}

/** `ecomail-sync.contacts` means its dead-letter queue; names that exist are taken as they are. */
export async function dlqNamed(queues: DeadLetterQueues, name: string): Promise<string> {
  const names = (await queues.list()).map(({ queue }) => queue);
  const found = [name, `${name}.dlq`].find((candidate) => names.includes(candidate));
  if (!found)
    throw new Error(`there is no dead-letter queue ${name}; there are: ${names.join(', ') || 'none'}`);
  return found;
}

export function positiveNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('must be a whole number above zero');
  return Number(text);
}
