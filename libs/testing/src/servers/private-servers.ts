import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerAddresses } from './test-stack';
import { workspaceRoot } from '../workspace-root';

const pidFiles = { rabbit: join('rabbit', 'rabbit.pid'), postgres: join('postgres', 'postmaster.pid') };

/** PostgreSQL, Redis and RabbitMQ of one test file alone, to be killed and started again. Takes about eight seconds. */
export class PrivateServers {
  private constructor(
    private readonly folder: string,
    readonly addresses: ServerAddresses,
  ) {}

  static async start(): Promise<PrivateServers> {
    const folder = await mkdtemp(join(tmpdir(), 'servers-'));
    await chmod(folder, 0o755);
    await stackCommand(folder, 'up');
    const { postgresUrl, redisUrl, rabbitUrl, rabbitManagementUrl } = JSON.parse(
      readFileSync(join(folder, 'stack.json'), 'utf8'),
    ) as ServerAddresses;
    return new PrivateServers(folder, { postgresUrl, redisUrl, rabbitUrl, rabbitManagementUrl });
  }

  /** Ends a server as a power cut would. */
  async kill(server: keyof typeof pidFiles): Promise<void> {
    const pid = Number.parseInt(await readFile(join(this.folder, pidFiles[server]), 'utf8'), 10);
    process.kill(pid, 'SIGKILL');
  }

  /** Starts what does not run, on the same ports with the same data, and resolves when it answers. */
  async startAgain(): Promise<void> {
    await stackCommand(this.folder, 'up');
  }

  async close(): Promise<void> {
    await stackCommand(this.folder, 'reset');
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function stackCommand(folder: string, command: string): Promise<void> {
  const root = workspaceRoot();
  await promisify(execFile)(process.execPath, [join(root, 'tools', 'stack', 'cli.mjs'), command], {
    cwd: root,
    env: { ...process.env, STACK_DIR: folder },
  });
}
