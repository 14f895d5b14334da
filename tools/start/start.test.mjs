/**
 * Promises of `npm start` beyond its way through, on the real thing in a folder of its own: killed, started twice,
 * interrupted, on ports and process ids that others hold. Needs what was built.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../packages.mjs';
import { birthOf, pidsOf } from '../stack/processes.mjs';
import { environment, eventually, processesOf, stack } from '../stack/stack.fixture.mjs';
import { claim, release, startServices } from './services.mjs';
import { portsIn } from './settings.mjs';

const dir = mkdtempSync(join(tmpdir(), 'start-test-'));
const startLimitMs = 300_000;
const begun = [];

after(async () => {
  for (const { child } of begun) child.kill();
  await Promise.all(begun.map(({ ended }) => ended));
  await stack(dir, 'reset').ended;
  rmSync(dir, { recursive: true, force: true });
});

/** Runs a script of the workspace with this test's folder, unless `env` names another. */
function run(script, words = [], env = {}) {
  const child = spawn(process.execPath, [join(root, script), ...words], {
    cwd: root,
    env: { ...environment, STACK_DIR: dir, ...env },
  });
  const one = { child, output: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (one.output += chunk));
  one.ended = new Promise((done) => child.once('close', done));
  begun.push(one);
  return one;
}

const start = (env) => run('tools/start/main.mjs', [], env);

function shown(one, text) {
  return eventually(() => {
    assert.ok(one.output.includes(text) || one.child.exitCode === null, one.output);
    return one.output.includes(text);
  }, startLimitMs);
}

const record = () => JSON.parse(readFileSync(join(dir, 'services.json'), 'utf8'));
const isGone = ([, pid, birth]) => birthOf(pid) !== birth;

/** For the account of the demo shop, as the sandbox's own page does. */
async function issueNewKey() {
  const { services } = JSON.parse(readFileSync(join(dir, 'run.json'), 'utf8'));
  const issue = () =>
    fetch(`${services['ecomail-sandbox'].url}/_sandbox/accounts/1/key`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
  const deadline = Date.now() + startLimitMs;
  let answer;
  // It was started again a moment ago.
  while (!answer && Date.now() < deadline) answer = await issue().catch(() => delay(50));
  const { status } = answer ?? {};
  assert.equal(status, 200);
}

describe('npm start', () => {
  test('told to end while the servers start, leaves nothing running, which is no failure', async () => {
    const one = start();
    await shown(one, 'Redis is ready');
    one.child.kill('SIGTERM');
    assert.equal(await one.ended, 0, one.output);
    assert.deepEqual(processesOf(dir), []);
  });

  let services = [];
  let running;
  test('a second time, says which process runs it and where everything answers', async () => {
    running = start();
    await shown(running, 'Running until Ctrl-C');
    services = record().pids;
    const second = start();
    assert.equal(await second.ended, 1);
    assert.match(second.output, new RegExp(`already runs here \\(process ${record().launcher.pid}\\)`));
    assert.match(second.output, /loyalty-core +http:\/\/127\.0\.0\.1:\d+\/docs/);
    assert.deepEqual(services.filter(isGone), []);
  });

  test('starts a killed service and a killed broker again and says which, by name', async () => {
    process.kill(services.find(([name]) => name === 'ecomail-sandbox')[1], 'SIGKILL');
    process.kill(pidsOf({ program: 'beam.smp', folder: join(dir, 'rabbit') })[0], 'SIGKILL');
    await shown(running, 'ecomail-sandbox was ended by SIGKILL; it is started again.');
    await shown(running, 'RabbitMQ has ended');
    await shown(running, 'RabbitMQ is ready on port');
    await eventually(() => record().pids.filter(isGone).length === 0, startLimitMs);
    assert.equal(running.child.exitCode, null);
  });

  test('killed, is followed by a start that ends the services left behind, keeps the servers, works with the new key of the sandbox, and leaves nothing when it ends', async () => {
    await issueNewKey();
    services = record().pids;
    const servers = processesOf(dir);
    running.child.kill('SIGKILL');
    await running.ended;
    assert.deepEqual(services.filter(isGone), []);
    const next = run('tools/start/main.mjs', ['--once']);
    await shown(next, 'databases');
    assert.deepEqual(processesOf(dir), servers);
    assert.equal(await next.ended, 0, next.output);
    assert.deepEqual(services.filter(isGone), services);
    assert.deepEqual(processesOf(dir), []);
  });

  for (const [what, folder] of [
    ['a file', join(root, 'package.json')],
    ['a folder that nobody can write', '/sys/ellity'],
  ]) {
    test(`refuses ${what} as its folder, in a sentence`, async () => {
      const one = start({ STACK_DIR: folder });
      assert.equal(await one.ended, 1);
      assert.match(one.output, /is a file, and a folder is needed|cannot write|cannot be written/);
      assert.ok(one.output.includes(folder) && one.output.trim().split('\n').length === 1, one.output);
    });
  }
});

test('a word that npm start does not know is refused with what it knows', async () => {
  const one = run('tools/start/main.mjs', ['--onec']);
  assert.equal(await one.ended, 2);
  assert.match(one.output, /npm start -- --once/);
});

describe('what a start finds', () => {
  test('a process that was given the id of an earlier one is neither waited for nor ended', async () => {
    const stranger = spawn('sleep', ['600'], { stdio: 'ignore' });
    const stale = { pid: stranger.pid, birth: '1' };
    writeFileSync(
      join(dir, 'services.json'),
      JSON.stringify({ launcher: stale, pids: [['loyalty-core', stranger.pid, '1']] }),
    );
    assert.equal(await claim(dir), undefined);
    release(dir);
    assert.equal(stranger.exitCode ?? stranger.signalCode, null);
    stranger.kill();
  });

  test('a stranger who answers at the port of a service does not pass for it', async () => {
    const stranger = createHttpServer((_, answer) => answer.end('ok')).listen(0, '127.0.0.1');
    await new Promise((done) => stranger.once('listening', done));
    const { port } = stranger.address();
    const env = { HOST: '127.0.0.1', PORT: String(port), SMTP_PORT: '0', DATA_DIR: join(dir, 'sandbox') };
    const definitions = {
      'ecomail-sandbox': { url: `http://127.0.0.1:${port}`, healthPath: '/_sandbox/health', env },
    };
    await assert.rejects(
      startServices(dir, definitions),
      /ended while starting:[^]*(taken by another program|EADDRINUSE)/,
    );
    stranger.close();
    release(dir);
  });

  test('a port that somebody holds is replaced, the others stay as they are remembered', async () => {
    const names = ['one', 'other'];
    const holders = names.map(() => createServer().listen(0, '127.0.0.1'));
    await Promise.all(holders.map((holder) => new Promise((done) => holder.once('listening', done))));
    const wanted = Object.fromEntries(names.map((name, index) => [name, holders[index].address().port]));
    const first = await portsIn(dir, wanted);
    for (const name of names) assert.notEqual(first[name], wanted[name]);
    const second = await portsIn(dir, wanted);
    for (const holder of holders) holder.close();
    assert.deepEqual(second, first);
  });
});

describe('a command-line tool without a running system', () => {
  for (const words of [
    ['send', 'AwardCredit', '--shop', 'demo'],
    ['replay-orders', 'x'],
    ['story', 'x'],
    ['night', '--shop', 'demo', '--as-of', '2027-01-15', '--dry-run'],
    ['dlq', 'list'],
  ]) {
    test(`npm run ${words[0]} says in a line what to do`, async () => {
      const one = run('tools/run.mjs', words, { STACK_DIR: join(dir, 'none') });
      assert.equal(await one.ended, 2);
      assert.match(one.output, /^Nothing runs here: start the system with npm start, or set .+\n$/);
    });
  }
});
