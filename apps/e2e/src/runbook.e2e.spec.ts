import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestShop } from './shop.fixture';
import { runTool, type ToolName, toolNames } from './tools.fixture';

const root = join(__dirname, '..', '..', '..');
const runbook = readFileSync(join(root, 'docs', 'runbook.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Those of `dlq` are read by a test of it, without a system; these end only when somebody ends them, or ask at a terminal. */
const notToRun = /^(dlq |break |console |export .*--watch)/;

interface NamedCommand {
  readonly script: string;
  readonly words: string;
}

/** Every `npm run …` of the runbook, up to the end of the code or to the words that explain it; each once. */
function commands(): NamedCommand[] {
  const found = [...runbook.matchAll(/npm run ([a-z:-]+)(?: -- ([^\n`|]+))?/g)];
  const named = found.map(([, script = '', words = '']) => ({
    script,
    words: words.split(/ {2,}/)[0]?.trim() ?? '',
  }));
  return [...new Map(named.map((one) => [`${one.script} ${one.words}`, one])).values()];
}

describe('the runbook', () => {
  test('names scripts that there are', () => {
    expect(commands().filter(({ script }) => scripts[script] === undefined)).toEqual([]);
  });

  test('names commands that the running system understands', async () => {
    const shop = await TestShop.unconnected('runbook');
    const { id } = await shop.register('jana@runbook.test');
    const isTool = (script: string): script is ToolName => (toolNames as readonly string[]).includes(script);
    const runs = commands().flatMap(({ script, words }) => {
      if (!isTool(script) || words === '' || notToRun.test(`${script} ${words}`)) return [];
      const filled = words.replaceAll(/<shop>|\bdemo\b/g, shop.id).replaceAll(/<[^>]+>/g, id);
      const typed = (filled.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
      return [runTool(script, ...typed).then(({ code, output }) => ({ script, typed, code, output }))];
    });
    expect(runs.length).toBeGreaterThan(5);
    expect((await Promise.all(runs)).filter(({ code }) => code === 2)).toEqual([]);
  });
});
