import { BrokerConnection, Publisher } from '@ellity/messaging';
import { runTool } from '@ellity/platform';
import { Command } from 'commander';
import { rm, writeFile } from 'node:fs/promises';
import { readPracticeConfig } from '../config';
import { practiceLetters } from './practice-letters';
import { table } from './table';

const demo = 'demo';

/** `npm run break -- demo` */
export function breakCommand(): Command {
  return new Command('npm run break --')
    .description(
      'makes real dead letters of each kind to practise on, in the shop demo of a demonstration system',
    )
    .argument('<shop>', 'demo, and no other')
    .option('--mend', 'mends the bug that two of them meet, and sends nothing', false)
    .action(async (shop: string, { mend }: { mend: boolean }, command: Command) => {
      if (shop !== demo) command.error('only the shop demo is there to practise on', { exitCode: 2 });
      const { url, environment, bugFile } = readPracticeConfig();
      if (environment !== demo)
        command.error(
          `this is ${environment}: letters to practise on are made where DLQ_ENVIRONMENT is demo`,
          {
            exitCode: 2,
          },
        );
      if (mend) {
        if (bugFile !== '') await rm(bugFile, { force: true });
        console.log('The bug is mended: npm run dlq -- preview --code practice-bug');
        return;
      }
      if (bugFile !== '') await writeFile(bugFile, '');
      const letters = practiceLetters(shop, { hasBug: bugFile !== '' });
      const broker = await BrokerConnection.open(url, 'break', { reopens: false });
      try {
        await new Publisher(broker).publish(
          letters.map(({ id, exchange, routingKey, type, body }) => ({
            exchange,
            routingKey,
            body,
            options: {
              messageId: id,
              type,
              persistent: true,
              userId: 'dead-letters',
              contentType: 'application/cloudevents+json',
              headers: { sender: 'operator', 'routing-key': type },
            },
          })),
        );
      } finally {
        await broker.close();
      }
      const rows = letters.map(({ id, code, lesson }) => [id, code, lesson]);
      console.log(table([['message', 'will be', 'practise'], ...rows]));
      console.log(`${letters.length} sent; in a moment: npm run dlq -- groups`);
    })
    .exitOverride();
}

if (require.main === module) void runTool('break', () => breakCommand().parseAsync());
