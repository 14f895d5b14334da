import { Command } from 'commander';
import { listCommand } from './list.command';
import { replayCommand } from './replay.command';
import { showCommand } from './show.command';

/** `npm run dlq -- …` */
export function dlqCommand(): Command {
  const root = new Command('npm run dlq --')
    .description('Dead letters: what is parked and why, and the way back')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(replayCommand());
  for (const command of [root, ...root.commands]) command.exitOverride();
  return root;
}
