import { exitCodeOf, exitCodes } from '@ellity/platform';
import { Command, CommanderError } from 'commander';
import { generateOrdersCommand } from './generate-orders.command';
import { LogUnusableError } from './orders/order-log';
import { replayOrdersCommand } from './replay-orders.command';
import { sendCommand } from './send.command';
import { tokenCommand } from './token.command';

/** `npm run send -- …`, `npm run replay-orders -- …` */
export function operatorCommand(): Command {
  const root = new Command('npm run')
    .description('Real input from the command line, through the front door of every other service')
    .addCommand(sendCommand())
    .addCommand(replayOrdersCommand())
    .addCommand(generateOrdersCommand())
    .addCommand(tokenCommand());
  return withHabits(root);
}

/** Runs what was typed. Resolves with how it ended, as `exitCodes` says. Never rejects. */
export async function runOperator(words: readonly string[]): Promise<number> {
  process.exitCode = undefined;
  try {
    await operatorCommand().parseAsync(words, { from: 'user' });
    return Number(process.exitCode ?? exitCodes.done);
  } catch (error) {
    // Commander has printed its own line already, or the help that was asked for.
    if (!(error instanceof CommanderError)) console.error((error as Error).message);
    return error instanceof LogUnusableError ? exitCodes.usage : exitCodeOf(error);
  }
}

/** Help shows commands as they are typed; a wrong word ends in one line and a hint, not in the end of the process. */
function withHabits(command: Command): Command {
  command
    .configureHelp({ commandUsage: (of) => `${typed(of)} ${of.usage()}`, showGlobalOptions: false })
    .showHelpAfterError(`Options and fields: ${typed(command)} --help`)
    .exitOverride();
  for (const verb of command.commands) withHabits(verb);
  return command;
}

function typed(command: Command): string {
  const names: string[] = [];
  for (let one: Command | null = command; one; one = one.parent) names.unshift(one.name());
  const [npm = '', tool, ...verbs] = names;
  return tool === undefined ? npm : [npm, tool, '--', ...verbs].join(' ');
}
