import { Command } from 'commander';
import { factsOf } from './letter-text';
import { maskedBody } from '../../letters/masked-body';
import { withQueues } from './with-queues.command';

export function showCommand(): Command {
  return new Command('show')
    .description('one dead letter in full, secrets masked')
    .argument('<message id>')
    .option('--reveal-addresses', 'e-mail addresses in full', false)
    .action((id: string, { revealAddresses }: { revealAddresses: boolean }) =>
      withQueues(async (queues) => {
        let found = 0;
        for (const { queue, messages } of await queues.list()) {
          const letters = await queues.peek(queue, messages, (letter) => letter.id === id);
          for (const letter of letters) {
            if (found++ > 0) console.log('');
            console.log(`${factsOf(letter)}\n\n${maskedBody(letter.body, { revealAddresses })}`);
          }
        }
        if (found === 0) throw new Error(`no dead letter has the id ${id}; see: dlq queues list`);
      }),
    );
}
