import { messagingRegister } from '@ellity/messaging';
import { mergedRegisters, requestKeysRegister } from '@ellity/platform';
import { runsRegister } from '@ellity/runs';
import {
  DocumentedAnswers,
  eventually,
  fuzzHttp,
  registerProblems,
  routeCallers,
  tokenHeaders,
} from '@ellity/testing';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dlqCommand } from './cli/dlq.command';
import { LettersStage } from './letters.fixture';
import { dataRegister } from './personal-data';
import { sealedColumns } from './sealed-columns';

const queue = 'tool.jobs';

describe('dead-letters by HTTP and by command line', () => {
  let stage: LettersStage;
  let printed: string[] = [];

  const told: { event: string; group: { code: string } }[] = [];
  const receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      told.push(JSON.parse(text) as (typeof told)[number]);
      response.writeHead(told.length === 1 ? 503 : 200).end();
    });
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    stage = await LettersStage.open(
      { newGroupWebhook: `http://127.0.0.1:${port}`, services: { away: 'http://127.0.0.1:1' } },
      ...[queue, 'tool.waits'],
    );
    for (const text of ['1', '2']) await stage.put('tool.waits', Buffer.from(text));
    await stage.park(queue, [stage.anAward('a', { amount: '10' })], { 'error-code': 'data-invalid' });
    await stage.lettersWhen(1);
    process.env['DEAD_LETTERS_URL'] = stage.service.url;
    process.env['SERVICE_TOKEN_KEYS'] = stage.tokens;
    process.env['DLQ_ACTOR'] = 'e.novak';
  });
  afterAll(async () => {
    receiver.close();
    await stage?.close();
  });

  beforeEach(() => {
    printed = [];
    for (const stream of ['log', 'error'] as const)
      jest.spyOn(console, stream).mockImplementation((...parts) => void printed.push(String(parts[0])));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = 0;
  });
  const dlq = async (...words: string[]): Promise<string> => {
    printed = [];
    await dlqCommand().parseAsync(words, { from: 'user' });
    return printed.join('\n');
  };

  it('what is kept about people is named in the register, column by column', async () => {
    const register = mergedRegisters(dataRegister, messagingRegister, requestKeysRegister, runsRegister);
    expect(await registerProblems(stage.config.database.url, register, sealedColumns)).toEqual([]);
  });

  it('a new group is told to the address that wants to know, again where it was not taken', async () => {
    await eventually(() =>
      expect(told.slice(0, 2)).toMatchObject([
        { event: 'dead-letters.new-group', group: { code: 'data-invalid' } },
        { event: 'dead-letters.new-group', group: { code: 'data-invalid' } },
      ]),
    );
  });

  it('alarms ask for metrics that exist, and panels too', async () => {
    const metrics = await eventually(async () => {
      const text = await (await fetch(`${stage.service.url}/metrics`)).text();
      expect(text).toMatch(/^dead_letters\{queue="tool.jobs",state="open"\} 1$/m);
      expect(text).toMatch(/^dead_letters_drained_total\{queue="tool.jobs.dlq"\} 1$/m);
      expect(text).toMatch(
        /^dead_letters_group_open\{group=".{36}",queue="tool.jobs",code="data-invalid"\} 1$/m,
      );
      expect(text).toMatch(/^broker_queue_messages\{queue="tool.waits",role="work"\} 2$/m);
      expect(text).toMatch(
        /^broker_queue_oldest_age_seconds\{queue="tool.waits",role="work"\} \d*\.?\d*[1-9]/m,
      );
      expect(text).toMatch(
        /^broker_queue_oldest_age_seconds\{queue="tool.jobs.dlq",role="dead-letters"\} 0$/m,
      );
      return text;
    });
    const there = [...metrics.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
    for (const file of ['rules.yml', 'dashboard.json']) {
      const text = readFileSync(join(__dirname, '../../../docs/monitoring', `dead-letters.${file}`), 'utf8');
      const asked = [...text.matchAll(/\b((?:dead_letters|outbox|messaging|broker)_?\w*)(?=[{[ )])/g)].map(
        ([, name]) => name,
      );
      expect(asked.length).toBeGreaterThan(4);
      expect(asked.filter((name) => !there.includes(name))).toEqual([]);
    }
  });

  it('what waits in services is shown, and who does not answer is named', async () => {
    const { body } = await stage.call('GET', '/queues/waiting');
    expect(body).toEqual({
      items: ['live', 'bulk'].map((lane) => ({
        ...{ service: 'dead-letters', kind: 'outbox', lane, count: 0, oldestSeconds: 0 },
      })),
      silent: ['away'],
    });
  });

  it('every answer is described by the API document, with an example', async () => {
    const documented = await DocumentedAnswers.of(stage.service.url);
    expect([...documented.gaps(), ...documented.exampleProblems()]).toEqual([]);
    const [letter] = await stage.letters();
    const paths: [route: string, path: string][] = [
      ['GET /letters', '/letters'],
      ['GET /letters', '/letters?before=x'],
      ['GET /letters/{letterId}', `/letters/${String(letter?.['id'])}`],
      ['GET /letters/{letterId}', `/letters/${randomUUID()}`],
      ['GET /groups', '/groups'],
      ['GET /groups/{groupId}', `/groups/${String(letter?.['groupId'])}`],
      ['GET /stats', '/stats'],
      ['GET /queues', '/queues'],
      ['GET /queues/waiting', '/queues/waiting'],
      ['GET /shops/{shopId}/reconciliation', '/shops/demo/reconciliation'],
      ['GET /actions', '/actions'],
      ['GET /audit', '/audit'],
    ];
    for (const [route, path] of paths)
      expect(documented.problems(route, await stage.call('GET', path))).toEqual([]);
  });

  it('is for operators alone; whatever is sent is answered with success or a problem', async () => {
    const { openToStrangers, restricted } = await routeCallers(
      stage.service.url,
      'dead-letters',
      stage.tokens,
    );
    expect(openToStrangers).toEqual([]);
    const others = Object.entries(restricted).filter(([, callers]) => callers !== 'operator');
    expect(others.map(([route]) => route).sort()).toEqual([
      'GET /runs',
      'GET /runs/{runId}',
      'GET /shops/{shopId}/reconciliation',
      'POST /internal/preview',
      'POST /runs/{runId}/{order}',
    ]);
    const { broken } = await fuzzHttp({
      url: stage.service.url,
      headers: await tokenHeaders(stage.tokens, 'dead-letters', { id: 'x', role: 'operator', shops: [] }),
      known: { shopId: 'demo' },
    });
    expect(broken).toEqual([]);
  }, 300_000);

  it('by command line: found, shown, edited, discarded and restored, with the same words for programs', async () => {
    const [letter] = await stage.lettersWhen(1, '&code=data-invalid');
    const id = String(letter?.['messageId']);
    expect(await dlq('groups')).toContain('data-invalid');
    expect(await dlq('list', '--queue', queue)).toContain(`${id}  loyalty.AwardCredit.v1  demo  ${queue}`);
    const shown = await dlq('show', id);
    expect(shown).toContain('breaks its contract');
    expect(shown).toMatch(/! +amount +amount must be an amount above zero/);
    expect(shown).toContain('j***@shop.test');
    expect(await dlq('edit', id, '--set', 'amount=10.00', '--dry-run')).toContain('Nothing was done');
    expect(await dlq('edit', id, '--set', 'amount=10.00', '--why', 'decimals')).toContain('1 of 1');
    expect(await dlq('show', id)).toContain('data.amount');
    expect(await dlq('preview', id)).toContain('1 letters');
    expect(await dlq('discard', '--code', 'data-invalid', '--why', 'of no use')).toContain('[demo]');
    expect(JSON.parse(await dlq('list', '--state', 'discarded', '--json'))).toMatchObject({
      items: [{ messageId: id }],
    });
    await dlq('restore', id, '--why', 'of use after all');
    await eventually(async () => expect(await stage.letters('&code=data-invalid')).toHaveLength(1));
    expect(await dlq('audit')).toMatch(/e\.novak +restore-started .*of use after all/);
    expect(await dlq('watch', '--once')).toContain('1 open in 1 groups');
  });

  it('by command line: what is typed wrongly changes nothing and says what to do', async () => {
    await expect(dlq('show', 'nothing')).rejects.toThrow('no dead letter has the id nothing');
    await expect(dlq('replay')).rejects.toMatchObject({ exitCode: 2 });
    await expect(dlq('replay', '--all')).rejects.toMatchObject({ exitCode: 2 });
    await expect(dlq('replay', '--code', 'no-such', '--why', 'a test')).rejects.toThrow(
      'No letter that is open',
    );
  });

  it('by the tool that is installed in an empty folder, given an address, a token and the name of the environment', async () => {
    const run = promisify(execFile);
    const folder = await mkdtemp(join(tmpdir(), 'dlq-'));
    try {
      const script = join(__dirname, '../scripts/pack-dlq.mjs');
      const packed = (await run(process.execPath, [script, folder])).stdout.trim();
      const quietly = ['--offline', '--no-audit', '--no-fund', '--silent', '--prefix', folder];
      await run('npm', ['install', ...quietly, packed], { cwd: folder });
      const tool = join(folder, 'node_modules/.bin/dlq');
      const actor = { id: 'e.novak', role: 'operator', shops: [] } as const;
      const { authorization } = await tokenHeaders(stage.tokens, 'dead-letters', actor);
      const token = authorization.slice('Bearer '.length);
      const bare = { PATH: process.env['PATH'] };
      const typed = ['--address', stage.service.url, '--token', token];
      const listed = await run(tool, ['list', ...typed], { cwd: folder, env: bare });
      expect(listed.stdout).toContain('data-invalid');
      const env = {
        ...bare,
        DEAD_LETTERS_URL: stage.service.url,
        DLQ_TOKEN: token,
        DLQ_ENVIRONMENT: 'shop-1',
      };
      const words = ['discard', '--code', 'data-invalid', '--why', 'installed'];
      const discarded = await run(tool, words, { cwd: folder, env });
      expect(discarded.stderr).toContain('[shop-1]');
      expect(await dlq('audit', '--limit', '2')).toMatch(/e\.novak +discard-started .*installed/);
      await dlq('restore', '--code', 'data-invalid', '--why', 'the next test');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('every queue is shown with whose it is, how much and since when, whether it grows, and its letters', async () => {
    const parts = { service: 'tool', workQueue: 'tool.waits' };
    await eventually(async () => {
      const { body } = await stage.call<{ items: { name: string }[] }>('GET', '/queues');
      const named = (name: string) => body.items.find((one) => one.name === name);
      expect(named('tool.waits')).toMatchObject({
        ...{ ...parts, role: 'work', ready: 2, unacknowledged: 0, consumers: 0, openLetters: 0 },
        oldestSeconds: expect.any(Number) as number,
        grewBy: 2,
      });
      expect(named('tool.waits.dlq')).toMatchObject({
        ...{ ...parts, role: 'dead-letters', ready: 0, consumers: 1, oldestSeconds: null },
      });
      expect(named(`${queue}.dlq`)).toMatchObject({
        openLetters: 1,
        oldestLetterAt: expect.any(String) as string,
      });
      expect(named('unrouted')).toMatchObject({ role: 'unrouted', service: null, consumers: 1 });
    });
  });
});
