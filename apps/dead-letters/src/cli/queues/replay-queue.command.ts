import type { DeadLetter, DeadLetterQueues } from '@ellity/messaging';
import { Command } from 'commander';
import { dlqNamed, withQueues } from './with-queues.command';

interface ReplayOptions {
  readonly queue?: string;
  readonly all: boolean;
  readonly dryRun: boolean;
}

export function replayCommand(): Command {
  return new Command('replay')
    .description(
      'sends dead letters back to the queue they failed in, and unrouted messages to the exchange they came from',
    )
    .argument('[message id]', 'one message')
    .option('--queue <name>', 'messages of this queue')
    .option('--all', 'all messages of the queue, or of every queue', false)
    .option('--dry-run', 'only tells what would be sent back', false)
    .action(async (id: string | undefined, options: ReplayOptions, command: Command) => {
      if (id === undefined && !options.all) {
        command.error(
          'name a message id, or say --all (with --queue <name> for one queue); --dry-run only counts',
          { exitCode: 2 },
        );
      }
      if (id !== undefined && options.all)
        command.error('give a message id or --all, not both', { exitCode: 2 });
      await withQueues((queues) => replay(queues, id, options));
    });
}

async function replay(
  queues: DeadLetterQueues,
  id: string | undefined,
  options: ReplayOptions,
): Promise<void> {
  const names =
    options.queue === undefined ? await replayable(queues) : [await dlqNamed(queues, options.queue)];
  const isSelected = (letter: DeadLetter) => id === undefined || letter.id === id;
  let [selected, replayed, failed] = [0, 0, 0];
  for (const queue of names) {
    try {
      const counts = await queues.replay(queue, isSelected, { isDryRun: options.dryRun });
      selected += counts.selected;
      replayed += counts.replayed;
      if (counts.selected === 0) continue;
      const done = options.dryRun ? `${counts.selected} would be sent back` : `${counts.replayed} sent back`;
      console.log(`${queue}: ${done}, ${counts.kept} kept (replay ${counts.replayId})`);
    } catch (error) {
      failed += 1;
      console.error(`${queue}: ${(error as Error).message}`);
    }
  }
  if (id !== undefined && selected === 0)
    throw new Error(`no dead letter has the id ${id}; see: dlq queues list`);
  console.log(options.dryRun ? `${selected} selected, nothing sent (dry run)` : `${replayed} sent back`);
  if (failed > 0) process.exitCode = 1;
}

async function replayable(queues: DeadLetterQueues): Promise<string[]> {
  const counts = await queues.list();
  return counts
    .filter(({ queue, messages }) => messages > 0 && (queue.endsWith('.dlq') || queue === 'unrouted'))
    .map(({ queue }) => queue);
}
