import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerAddresses } from './test-stack';
import { workspaceRoot } from '../workspace-root';

export type ClusterNode = 'n1' | 'n2' | 'n3';
export type ClusterCommand = 'start' | 'stop' | 'kill' | 'hang' | 'go-on' | 'isolate' | 'rejoin';

type NodeAddresses = Pick<ServerAddresses, 'rabbitUrl' | 'rabbitManagementUrl'> & {
  readonly name: ClusterNode;
};

/** Three nodes of RabbitMQ 4 of one test file alone; tools/stack/cluster.mjs says what each command does. Takes half a minute. */
export class RabbitCluster {
  private constructor(
    private readonly folder: string,
    private readonly nodes: readonly NodeAddresses[],
  ) {}

  static async start(): Promise<RabbitCluster> {
    const folder = await mkdtemp(join(tmpdir(), 'cluster-'));
    await chmod(folder, 0o755);
    await command(folder, 'up');
    const nodes = JSON.parse(await readFile(join(folder, 'cluster.json'), 'utf8')) as NodeAddresses[];
    return new RabbitCluster(folder, nodes);
  }

  get names(): readonly ClusterNode[] {
    return this.nodes.map(({ name }) => name);
  }

  addressesOf(node: ClusterNode): NodeAddresses {
    const found = this.nodes.find(({ name }) => name === node);
    if (!found) throw new Error(`there is no node ${node}`);
    return found;
  }

  /** The same user and vhost at every node, as services are given them. */
  everywhere(rabbitUrl: string): string {
    const urls = this.nodes.map((node) => {
      const url = new URL(rabbitUrl);
      url.port = new URL(node.rabbitUrl).port;
      return url.toString();
    });
    return urls.join(',');
  }

  /** `start` resolves when every node can be spared again. */
  async order(what: ClusterCommand, node: ClusterNode): Promise<void> {
    await command(this.folder, what, node);
  }

  async close(): Promise<void> {
    await command(this.folder, 'reset');
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function command(folder: string, ...words: readonly string[]): Promise<void> {
  const root = workspaceRoot();
  await promisify(execFile)(process.execPath, [join(root, 'tools', 'stack', 'cluster.mjs'), ...words], {
    cwd: root,
    env: { ...process.env, STACK_DIR: folder },
  });
}
