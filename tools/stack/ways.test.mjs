/** Promises about where servers come from: addresses in the environment, packages, and what is said when nothing works. */
import assert from 'node:assert/strict';
import { chmodSync, chownSync, cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ensureDebianPackages, hasApt } from './debian.mjs';
import { run } from './processes.mjs';
import { environment, processesOf, refuse, testFolder } from './stack.fixture.mjs';
import { REPOSITORY } from './state.mjs';

const { base, remove } = testFolder();
const isRoot = process.getuid() === 0;

after(() => remove(['other', 'user/.stack']));

test('an address that does not answer is named by its variable, without its password', async () => {
  const dir = join(base, 'other');
  for (const [variable, address] of [
    ['POSTGRES_URL', 'postgres://app:hidden-word@127.0.0.1:1/postgres'],
    ['REDIS_URL', 'redis://:hidden-word@127.0.0.1:1'],
    ['RABBITMQ_URL', 'amqp://app:hidden-word@127.0.0.1:1'],
    ['POSTGRES_URL', 'hidden-word'],
  ]) {
    const output = await refuse(dir, { [variable]: address });
    assert.match(output, new RegExp(variable));
    assert.doesNotMatch(output, /hidden-word/);
  }
  assert.match(await refuse(dir, { RABBITMQ_MANAGEMENT_URL: 'http://127.0.0.1:1' }), /RABBITMQ_URL is not/);
  assert.deepEqual(processesOf(dir), []);
});

test('where no way to run the servers exists, one message says what to install', async () => {
  const bare = join(base, 'bare');
  mkdirSync(bare);
  symlinkSync(process.execPath, join(bare, 'node'));
  const output = await refuse(join(base, 'other'), { PATH: bare, STACK_BINARIES: 'docker' });
  assert.match(output, /No way to run PostgreSQL, Redis, RabbitMQ/);
  assert.match(output, /postgresql redis-server rabbitmq-server/);
  assert.match(
    await refuse(join(base, 'other'), { STACK_BINARIES: 'sorcery' }),
    /STACK_BINARIES must be one of/,
  );
});

if (await hasApt()) {
  test('an installed package is used in place, an unknown one is refused by name', async () => {
    assert.deepEqual(await ensureDebianPackages(['bash'], { dir: join(base, 'packages') }), {
      installed: true,
      root: '/',
    });
    await assert.rejects(
      ensureDebianPackages(['no-such-package-anywhere'], { dir: join(base, 'packages') }),
      /no-such-package-anywhere|apt-get/,
    );
  });
}

if (isRoot && (await hasApt())) {
  test('an ordinary user gets a stack from privately unpacked packages, nothing installed', async () => {
    const home = join(base, 'user');
    chmodSync(base, 0o755);
    cpSync(join(REPOSITORY, 'tools/stack'), join(home, 'tools/stack'), { recursive: true });
    chownSync(home, 65_534, 65_534);
    const asNobody = [
      '--reuid=65534',
      '--regid=65534',
      '--clear-groups',
      process.execPath,
      join(home, 'tools/stack/cli.mjs'),
    ];
    const env = { ...environment, STACK_BINARIES: 'private', HOME: home };
    const { ok, stdout, stderr } = await run('setpriv', [...asNobody, 'up'], { env });
    assert.ok(ok, stdout + stderr);
    const stopped = await run('setpriv', [...asNobody, 'reset'], { env });
    assert.ok(stopped.ok, stopped.stderr);
    assert.deepEqual(processesOf(join(home, '.stack')), []);
  });
}
