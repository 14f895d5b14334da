import type { DeadLetter } from '@ellity/messaging';

/** One dead letter in two lines, for lists. */
export function summaryOf(letter: DeadLetter): string {
  const attempts = letter.attempt === undefined ? undefined : `attempt ${letter.attempt}`;
  const facts = [letter.type ?? 'type unknown', letter.shopId, letter.failedAt, attempts, serviceOf(letter)];
  return `  ${letter.id}  ${facts.filter(Boolean).join('  ')}\n      ${reasonOf(letter)}`;
}

/** Everything about one dead letter but its body. */
export function factsOf(letter: DeadLetter): string {
  const facts: [name: string, value: unknown][] = [
    ['message', letter.id],
    ['type', letter.type],
    ['shop', letter.shopId],
    ['source', letter.source],
    ['lies in', letter.queue],
    ['failed in', letter.failingQueue],
    ['failed at', letter.failedAt],
    ['attempt', letter.attempt],
    ['service', serviceOf(letter)],
    ['reason', reasonOf(letter)],
    ['stack', letter.stack?.split('\n').slice(1).join('\n').trim()],
  ];
  return facts
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name.padEnd(10)} ${String(value)}`)
    .join('\n');
}

const serviceOf = ({ service, serviceVersion }: DeadLetter): string | undefined =>
  service && [service, serviceVersion].filter(Boolean).join(' ');
const reasonOf = ({ code, message }: DeadLetter): string => `${code}: ${message.replaceAll(/\s+/g, ' ')}`;
