import type { Command } from 'commander';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { breakCommand } from './break.command';
import { dlqCommand } from './dlq.command';

const documents = ['docs/runbook.md', 'docs/rabbitmq.md', 'CONTRIBUTING.md', 'README.md'];

/** What stands after `npm run <tool> --`, up to the end of the code or to the words that explain it; each once. */
function commandsIn(tool: string): string[] {
  const texts = documents.map((path) => readFileSync(join(__dirname, '../../../..', path), 'utf8'));
  const found = texts.flatMap((text) => [
    ...text.matchAll(new RegExp(`npm run ${tool} -- ([^\\n\`]+)`, 'g')),
  ]);
  return [...new Set(found.map(([, words = '']) => words.split(/ {2,}/)[0]?.trim() ?? ''))];
}

const wordsOf = (command: string): string[] =>
  (command.replaceAll(/<[^>]+>/g, 'id').match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));

/** Reads words as the tool does, and does nothing then. */
function parsed(command: Command): Command {
  if (command.commands.length === 0) command.action(() => undefined);
  command.exitOverride().configureOutput({ writeErr: () => undefined });
  command.commands.forEach(parsed);
  return command;
}

it('every alarm names a section of the runbook that is there', () => {
  const folder = join(__dirname, '../../../../docs/monitoring');
  const rules = readdirSync(folder).filter((name) => name.endsWith('.rules.yml'));
  const named = rules.flatMap((name) => [
    ...readFileSync(join(folder, name), 'utf8').matchAll(/runbook: docs\/runbook\.md#(\S+)/g),
  ]);
  const runbook = readFileSync(join(folder, '../runbook.md'), 'utf8');
  const sections = [...runbook.matchAll(/^###? (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
  expect(named.length).toBeGreaterThan(8);
  expect(named.map(([, section]) => section).filter((section) => !sections.includes(section ?? ''))).toEqual(
    [],
  );
});

describe('the commands that the runbook names', () => {
  it.each(commandsIn('dlq'))('dlq %s is typed rightly', async (words) => {
    await expect(parsed(dlqCommand()).parseAsync(wordsOf(words), { from: 'user' })).resolves.toBeDefined();
  });

  it.each(commandsIn('break'))('break %s is typed rightly', async (words) => {
    await expect(parsed(breakCommand()).parseAsync(wordsOf(words), { from: 'user' })).resolves.toBeDefined();
  });

  it('name every verb of dlq', () => {
    const named = new Set(commandsIn('dlq').map((words) => words.split(' ')[0]));
    expect(
      dlqCommand()
        .commands.map((command) => command.name())
        .filter((name) => !named.has(name)),
    ).toEqual([]);
  });
});
