import { Command } from 'commander';
import { setTimeout as delay } from 'node:timers/promises';
import type { ActionView, AuditView } from '../actions/actions.response';
import type { Stats } from '../views/groups.response';
import { actionText } from './action-text';
import { asJson, jsonOption, openApi, positive } from './selection.command';
import { table } from './table';

export function auditCommand(): Command {
  return new Command('audit')
    .description('who did what, when and why, the newest first')
    .option('--limit <n>', 'how many', positive, 50)
    .addOption(jsonOption())
    .action(async ({ limit, json }: { limit: number; json: boolean }, command: Command) => {
      const page = await openApi(command).ask<{ items: AuditView[] }>('GET', `/audit?limit=${limit}`);
      if (json) return asJson(page);
      const rows = page.items.map((one) => [
        one.at,
        one.actor,
        one.what,
        one.actionId ?? '',
        JSON.stringify(one.before ?? {}),
        JSON.stringify(one.after ?? {}),
        one.why,
      ]);
      console.log(table([['when', 'who', 'what', 'action', 'before', 'after', 'why'], ...rows]));
    });
}

export function actionsCommand(): Command {
  return new Command('actions')
    .description(
      'what was done with letters and how far it came, the newest first; its id pauses or resumes it',
    )
    .option('--limit <n>', 'how many', positive, 20)
    .addOption(jsonOption())
    .action(async ({ limit, json }: { limit: number; json: boolean }, command: Command) => {
      const page = await openApi(command).ask<{ items: ActionView[] }>('GET', `/actions?limit=${limit}`);
      if (json) return asJson(page);
      if (page.items.length === 0) return console.log('Nothing was done with letters yet.');
      for (const action of page.items) {
        console.log(actionText(action));
        console.log(`    ${action.createdAt}  ${action.actor}: ${action.why}`);
      }
    });
}

interface WatchOptions {
  readonly every: number;
  readonly once: boolean;
  readonly json: boolean;
}

export function watchCommand(): Command {
  return new Command('watch')
    .description('how many letters there are, by queue, again and again until Ctrl-C')
    .option('--every <seconds>', 'how often', positive, 2)
    .option('--once', 'one time only', false)
    .addOption(jsonOption())
    .action(async ({ every, once, json }: WatchOptions, command: Command) => {
      const { ask } = openApi(command);
      for (;;) {
        const stats = await ask<Stats>('GET', '/stats');
        if (json) console.log(JSON.stringify(stats));
        else console.log(statsText(stats));
        if (once) return;
        await delay(every * 1_000);
      }
    });
}

export function statsText({ counts, groups, unseenGroups, oldestUnseenAt, queues }: Stats): string {
  const rows = queues.map(({ queue, counts: of }) => [queue, of.open, of.taken, of.delivered, of.discarded]);
  const unseen =
    oldestUnseenAt === null ? '' : `, ${unseenGroups} unseen, the oldest since ${oldestUnseenAt}`;
  return [
    `${counts.open} open in ${groups} groups${unseen}`,
    table([['queue', 'open', 'taken', 'delivered', 'discarded'], ...rows]),
  ].join('\n');
}
