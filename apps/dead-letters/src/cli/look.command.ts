import { Command } from 'commander';
import type { ActionView } from '../actions/actions.response';
import type { GroupView } from '../views/groups.response';
import type { LetterInFull, LetterView } from '../views/letters.response';
import { heldText } from './action-text';
import { letterText } from './letter-text';
import {
  asJson,
  filterOf,
  jsonOption,
  openApi,
  positive,
  queryOf,
  type SelectionOptions,
  withSelection,
} from './selection.command';
import { sparkline, table } from './table';

interface PageOf<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function groupsCommand(): Command {
  return new Command('groups')
    .description('letters that failed alike, the newest first, with the last 24 hours')
    .option('--all', 'also groups of which nothing is open', false)
    .addOption(jsonOption())
    .action(async ({ all, json }: { all: boolean; json: boolean }, command: Command) => {
      const { ask } = openApi(command);
      const page = await ask<PageOf<GroupView>>('GET', `/groups?limit=200${all ? '&all=true' : ''}`);
      if (json) return asJson(page);
      const held = await heldLines(ask);
      if (page.items.length === 0) return console.log(['No dead letters.', ...held].join('\n'));
      const rows = page.items.map((group) => [
        group.id,
        group.counts.open,
        sparkline(group.hours, new Date()),
        group.queue,
        group.code,
        `${group.isOnHold ? '[on hold] ' : ''}${group.message}${group.note === null ? '' : ` (${group.note})`}`,
      ]);
      console.log(table([['group', 'open', 'last 24 hours', 'queue', 'code', 'message'], ...rows]));
      if (page.next !== null) console.log('… and more');
      for (const line of held) console.log(line);
    });
}

export function listCommand(): Command {
  return withSelection(new Command('list'))
    .description('letters, the newest first, and why each is here')
    .option('--state <state>', 'open, taken, delivered or discarded', 'open')
    .option('--limit <n>', 'how many', positive, 50)
    .action(async (options: SelectionOptions & { state: string; limit: number }, command: Command) => {
      const { state, limit } = options;
      const query = queryOf({ ...filterOf(options), state, limit });
      const { ask } = openApi(command);
      const page = await ask<PageOf<LetterView>>('GET', `/letters?${query}`);
      if (options.json) return asJson(page);
      const held = state === 'open' || state === 'taken' ? await heldLines(ask) : [];
      if (page.items.length === 0) return console.log(['No dead letters.', ...held].join('\n'));
      for (const letter of page.items) {
        const facts = [letter.type, letter.shopId, letter.failingQueue ?? letter.queue, letter.lastAt];
        const again = letter.returns > 0 ? `came again ${letter.returns} times` : null;
        console.log([letter.messageId, ...facts, again].filter(Boolean).join('  '));
        console.log(`    ${letter.code}: ${letter.message}`);
      }
      if (page.next !== null) console.log('… and more: --limit, or a narrower filter');
      for (const line of held) console.log(line);
    });
}

export function showCommand(): Command {
  return new Command('show')
    .description('one letter beside its contract, why it is here, and what is safe to do')
    .argument('<id>', 'message id or letter id')
    .addOption(jsonOption())
    .action(async (id: string, { json }: { json: boolean }, command: Command) => {
      const { ask } = openApi(command);
      const found = await letterIdsOf(ask, id);
      if (found.length === 0) throw new Error(`no dead letter has the id ${id}; see: dlq list`);
      const letters = await Promise.all(found.map((one) => ask<LetterInFull>('GET', `/letters/${one}`)));
      if (json) return asJson(letters);
      console.log(letters.map(letterText).join('\n\n'));
    });
}

/** Of the newest actions; of all letters, whichever were asked for. */
async function heldLines(ask: ReturnType<typeof openApi>['ask']): Promise<string[]> {
  return heldText((await ask<PageOf<ActionView>>('GET', '/actions?limit=200')).items);
}

/** The letters that an id means: of a message there may be one for every queue it failed in. */
export async function letterIdsOf(ask: ReturnType<typeof openApi>['ask'], id: string): Promise<string[]> {
  for (const state of ['open', 'taken', 'delivered', 'discarded']) {
    const { items } = await ask<PageOf<LetterView>>('GET', `/letters?${queryOf({ messageId: id, state })}`);
    if (items.length > 0) return items.map((letter) => letter.id);
  }
  return uuid.test(id) ? [id] : [];
}
