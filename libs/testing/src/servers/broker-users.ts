import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { workspaceRoot } from '../workspace-root';

/** Gives a vhost the users of all services and senders with their permissions, as `npm start` does; user → URL. */
export async function createBrokerUsers(vhost: string): Promise<Readonly<Record<string, string>>> {
  const script = `
    const { ensureBrokerUsers } = await import(process.argv[1]);
    console.log(JSON.stringify(await ensureBrokerUsers(JSON.parse(process.argv[2]))));`;
  const about = {
    managementUrl: process.env['TEST_RABBITMQ_MANAGEMENT_URL'],
    rabbitUrl: process.env['TEST_RABBITMQ_URL'],
    vhost,
  };
  const tool = join(workspaceRoot(), 'tools', 'start', 'broker.mjs');
  const args = ['--input-type=module', '-e', script, tool, JSON.stringify(about)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Record<string, string>;
}
