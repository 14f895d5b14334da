import { Command } from 'commander';
import { listCommand } from './list-queue.command';
import { replayCommand } from './replay-queue.command';
import { showCommand } from './show-queue.command';

/** The broker's own queues, for when the service is away: what it has stored is in them no more. */
export function queuesCommand(): Command {
  return new Command('queues')
    .description('the queues of the broker themselves, for when the service dead-letters is away')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(replayCommand());
}
