import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { ActionKind, EditRule } from '../actions/action';
import type { ActionView, PreviewAnswer } from '../actions/actions.response';
import { letterIdsOf } from './look.command';
import { actionText, environmentLine, previewText, ruleFrom } from './action-text';
import {
  asJson,
  filterOf,
  jsonOption,
  openApi,
  positive,
  type SelectionOptions,
  withSelection,
} from './selection.command';

interface ActOptions extends SelectionOptions {
  readonly why?: string;
  readonly count?: number;
  readonly rate?: number;
  readonly failedShare?: number;
  readonly dryRun: boolean;
  readonly all: boolean;
  readonly wait: boolean;
  readonly set?: readonly string[];
  readonly rename?: readonly string[];
  readonly remove?: readonly string[];
  readonly data?: string;
}

const lookEveryMs = 500;

export function previewCommand(): Command {
  return withSelection(new Command('preview'))
    .description('what a replay would mean, and what the services say that up to 200 of its letters would do')
    .argument('[id]', 'message id or letter id')
    .action(async (id: string | undefined, options: ActOptions, command: Command) => {
      const { ask } = openApi(command);
      const selection = await selectionOf(ask, id, options);
      const preview = await ask<PreviewAnswer>('POST', '/preview', {
        ...selection,
        kind: 'replay',
        ask: true,
      });
      if (options.json) return asJson(preview);
      console.log(previewText(preview));
    });
}

export const replayCommand = (): Command =>
  acting('replay', 'sends letters back to where they failed, ramped by their outcomes')
    .option('--rate <n>', 'letters a second, at most', positive)
    .option('--failed-share <n>', 'stops itself when a larger share fails again; 0.2 unless given', positive);

export const discardCommand = (): Command => acting('discard', 'puts letters away; restore brings them back');
export const restoreCommand = (): Command => acting('restore', 'opens discarded letters again');
export const editCommand = (): Command =>
  acting('edit', 'changes the data of messages by rules, or of one message as a whole; ids stay')
    .option('--set <field=value...>', 'a field below data; the value as JSON, else as text')
    .option('--rename <old=new...>', 'a field')
    .option('--remove <field...>', 'a field')
    .option('--data <file>', 'of one letter: a file with the whole data as JSON');

function acting(kind: ActionKind, description: string): Command {
  return withSelection(new Command(kind))
    .description(description)
    .argument('[id]', 'message id or letter id')
    .option('--all', 'all letters that fit the options, or every one', false)
    .option('--why <text>', 'for the audit')
    .option('--count <n>', 'how many are meant; needed for more than 100', positive)
    .option('--dry-run', 'only tells what would be done', false)
    .option('--no-wait', 'does not wait for the end')
    .action(async (id: string | undefined, options: ActOptions, command: Command) => {
      if (id === undefined && !options.all && Object.keys(filterOf(options)).length === 0)
        command.error('name a message id, an option that says which letters, or --all', { exitCode: 2 });
      await act(kind, id, options, command);
    });
}

async function act(
  kind: ActionKind,
  id: string | undefined,
  options: ActOptions,
  command: Command,
): Promise<void> {
  const { ask, environment } = openApi(command);
  const selection = await selectionOf(ask, id, options);
  if (options.dryRun) {
    const preview = await ask<PreviewAnswer>('POST', '/preview', { ...selection, kind });
    return options.json
      ? asJson(preview)
      : console.log(`${previewText(preview)}\nNothing was done (dry run).`);
  }
  const why = options.why ?? '';
  if (why === '') command.error('say why: --why "…" goes into the audit', { exitCode: 2 });
  if (!options.json) console.error(environmentLine(environment, process.stderr.isTTY));
  if (options.data !== undefined) return editOne(ask, selection, { file: options.data, why });
  const { count, rate, failedShare: failedShareMax } = options;
  const body = { ...selection, kind, why, count, rate, failedShareMax, rules: rulesOf(options) };
  const action = await ask<ActionView>('POST', '/actions', body);
  const ended = options.wait ? await awaited(ask, action, !options.json && process.stderr.isTTY) : action;
  if (options.json) asJson(ended);
  else console.log(actionText(ended));
  if (options.wait && (ended.state !== 'done' || ended.counts.failed > 0)) process.exitCode = 1;
}

type Ask = ReturnType<typeof openApi>['ask'];
type Selected = { readonly ids?: readonly string[]; readonly filter?: Record<string, string> };

async function selectionOf(ask: Ask, id: string | undefined, options: SelectionOptions): Promise<Selected> {
  if (id === undefined) return { filter: filterOf(options) };
  const ids = await letterIdsOf(ask, id);
  if (ids.length === 0) throw new Error(`no dead letter has the id ${id}; see: dlq list`);
  return { ids };
}

async function editOne(
  ask: Ask,
  { ids = [] }: Selected,
  { file, why }: { readonly file: string; readonly why: string },
): Promise<void> {
  const [id] = ids;
  if (id === undefined || ids.length > 1) throw new Error('--data edits one letter: name its letter id');
  await ask('PUT', `/letters/${id}/edit`, { data: JSON.parse(await readFile(file, 'utf8')) as unknown, why });
  console.log(`${id} edited; its replay sends the new data`);
}

const rulesOf = ({ set = [], rename = [], remove = [] }: ActOptions): EditRule[] => [
  ...set.map((text) => ruleFrom('set', text)),
  ...rename.map((text) => ruleFrom('rename', text)),
  ...remove.map((text) => ruleFrom('remove', text)),
];

/** Looks until the action has ended or has stopped itself; what stands still goes on without this tool. */
async function awaited(ask: Ask, begun: ActionView, showsProgress: boolean): Promise<ActionView> {
  let action = begun;
  while (action.state === 'running') {
    await delay(lookEveryMs);
    action = await ask<ActionView>('GET', `/actions/${action.id}`);
    if (showsProgress) process.stderr.write(`\r\x1b[K${actionText(action)}`);
  }
  if (showsProgress) process.stderr.write('\n');
  return action;
}

export function orderCommand(order: 'pause' | 'resume' | 'cancel', description: string): Command {
  return new Command(order)
    .description(description)
    .argument('<action id>')
    .addOption(jsonOption())
    .action(async (id: string, { json }: { json: boolean }, command: Command) => {
      const action = await openApi(command).ask<ActionView>(
        'POST',
        `/actions/${encodeURIComponent(id)}/${order}`,
        {},
      );
      if (json) asJson(action);
      else console.log(actionText(action));
    });
}
