import { Command } from 'commander';
import { generateOrdersCommand } from './generate-orders.command';
import { replayOrdersCommand } from './replay-orders.command';
import { sendCommand } from './send.command';

/** `npm run send -- …`, `npm run replay-orders -- …` */
export function operatorCommand(): Command {
  return new Command('node tools/run.mjs')
    .description('Real input from the command line, through the front door of every other service')
    .addCommand(sendCommand())
    .addCommand(replayOrdersCommand())
    .addCommand(generateOrdersCommand());
}
