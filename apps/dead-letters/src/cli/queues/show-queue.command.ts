import type { DeadLetter } from '@ellity/messaging';
import { Command } from 'commander';
import { factsOf } from './letter-text';
import { maskedBody } from '../../letters/masked-body';
import { withQueues } from './with-queues.command';

export function showCommand(): Command {
  return new Command('show')
    .description('dead letters in full, secrets masked')
    .argument('<message id...>')
    .option('--reveal-addresses', 'e-mail addresses in full', false)
    .action((ids: readonly string[], { revealAddresses }: { revealAddresses: boolean }) =>
      withQueues(async (queues) => {
        const found: DeadLetter[] = [];
        for (const { queue, messages } of await queues.list())
          found.push(...(await queues.peek(queue, messages, ({ id }) => ids.includes(id))));
        const shown = found.map(
          (letter) => `${factsOf(letter)}\n\n${maskedBody(letter.body, { revealAddresses })}`,
        );
        if (shown.length > 0) console.log(shown.join('\n\n'));
        const missing = ids.filter((id) => found.every((letter) => letter.id !== id));
        if (missing.length > 0)
          throw new Error(`no dead letter has the id ${missing.join(', ')}; see: dlq queues list`);
      }),
    );
}
