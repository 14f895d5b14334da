import { Command } from 'commander';
import { summaryOf } from './letter-text';
import { dlqNamed, positiveNumber, withQueues } from './with-queues.command';

export function listCommand(): Command {
  return new Command('list')
    .description('every dead-letter queue that holds something, and why; nothing is consumed')
    .option('--queue <name>', 'only this queue')
    .option('--limit <n>', 'messages shown of each queue, the oldest first', positiveNumber, 20)
    .action(({ queue, limit }: { queue?: string; limit: number }) =>
      withQueues(async (queues) => {
        const wanted = queue === undefined ? undefined : await dlqNamed(queues, queue);
        const counts = (await queues.list()).filter(
          (count) => count.messages > 0 && (wanted === undefined || count.queue === wanted),
        );
        if (counts.length === 0) console.log('No dead letters.');
        for (const count of counts) {
          console.log(`${count.queue}  ${count.messages}`);
          const letters = await queues.peek(count.queue, limit);
          for (const letter of letters) console.log(summaryOf(letter));
          if (count.messages > letters.length) console.log(`  … and ${count.messages - letters.length} more`);
        }
      }),
    );
}
