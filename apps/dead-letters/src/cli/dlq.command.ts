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
import { actionsCommand, auditCommand, watchCommand } from './watch.command';

/** `npm run dlq -- …`, or `dlq …` where it is installed. */
export function dlqCommand(name = 'npm run dlq --'): Command {
  const root = new Command(name)
    .description('Dead letters: what could not be delivered and why, and the way back')
    .option('--address <url>', 'of the service dead-letters, in place of DEAD_LETTERS_URL')
    .option('--token <token>', 'for it, in place of DLQ_TOKEN, which a list of processes does not show')
    .option('--environment <name>', 'shown at every change, red unless demo; in place of DLQ_ENVIRONMENT');
  const commands = [
    ...[groupsCommand(), listCommand(), showCommand(), previewCommand(), editCommand(), replayCommand()],
    orderCommand('pause', 'halts an action'),
    orderCommand('resume', 'lets an action go on, also one that stopped itself: it ramps up anew'),
    orderCommand('cancel', 'ends an action; what was not sent is open again'),
    ...[
      discardCommand(),
      restoreCommand(),
      actionsCommand(),
      auditCommand(),
      watchCommand(),
      queuesCommand(),
    ],
  ];
  for (const command of commands) root.addCommand(command);
  exitOverrideAll(root);
  return root;
}

function exitOverrideAll(command: Command): void {
  command.exitOverride();
  command.commands.forEach(exitOverrideAll);
}

/** Runs what was typed, and sets how the process ends. */
export function runDlq(name?: string, version?: string): void {
  // Whoever reads the output, such as `head`, may have seen enough.
  process.stdout.on('error', () => process.exit());
  const command = dlqCommand(name);
  if (version !== undefined) command.version(version);
  void runTool('dlq', () => command.parseAsync());
}

if (require.main === module) runDlq();
