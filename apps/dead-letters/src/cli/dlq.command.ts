import { runTool } from '@ellity/platform';
import { Command } from 'commander';
import {
  discardCommand,
  editCommand,
  orderCommand,
  previewCommand,
  replayCommand,
  restoreCommand,
} from './act.command';
import { groupsCommand, listCommand, showCommand } from './look.command';
import { queuesCommand } from './queues/queues.command';
import { auditCommand, watchCommand } from './watch.command';

/** `npm run dlq -- …` */
export function dlqCommand(): Command {
  const root = new Command('npm run dlq --').description(
    'Dead letters: what could not be delivered and why, and the way back',
  );
  const commands = [
    ...[groupsCommand(), listCommand(), showCommand(), previewCommand(), editCommand(), replayCommand()],
    orderCommand('pause', 'halts an action'),
    orderCommand('resume', 'lets an action go on, also one that stopped itself: it ramps up anew'),
    orderCommand('cancel', 'ends an action; what was not sent is open again'),
    ...[discardCommand(), restoreCommand(), auditCommand(), watchCommand(), queuesCommand()],
  ];
  for (const command of commands) root.addCommand(command);
  exitOverrideAll(root);
  return root;
}

function exitOverrideAll(command: Command): void {
  command.exitOverride();
  command.commands.forEach(exitOverrideAll);
}

if (require.main === module) {
  // Whoever reads the output, such as `head`, may have seen enough.
  process.stdout.on('error', () => process.exit());
  void runTool('dlq', () => dlqCommand().parseAsync());
}
