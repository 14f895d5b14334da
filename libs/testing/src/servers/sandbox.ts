import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { workspaceRoot } from '../workspace-root';

export interface RunningSandbox {
  readonly url: string;
  /** Where it takes e-mails. */
  readonly smtpUrl: string;
  /** Kills it without warning. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Runs the built Ecomail sandbox as a process of its own, on a free port (or the given one), with data in `dataDir` if given. */
export async function runSandbox(options: { dataDir?: string; port?: number } = {}): Promise<RunningSandbox> {
  const main = join(workspaceRoot(), 'apps', 'ecomail-sandbox', 'dist', 'main.js');
  if (!existsSync(main)) throw new Error('the sandbox is not built: run npm run build');
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'],
      PORT: String(options.port ?? 0),
      SMTP_PORT: '0',
      HOST: '127.0.0.1',
      ...(options.dataDir ? { DATA_DIR: options.dataDir } : {}),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url, smtpUrl] = await addressesOf(child);
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve();
      else {
        child.once('exit', () => resolve());
        child.kill(signal);
      }
    });
  return { url, smtpUrl, kill: () => end('SIGKILL'), close: () => end('SIGTERM') };
}

function addressesOf(child: ChildProcess): Promise<readonly [url: string, smtpUrl: string]> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code} before it listened`)));
    if (!child.stdout) return reject(new Error('the sandbox has no output'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, url, smtpUrl] = /^listening (http:\S+) (smtp:\S+)$/.exec(line) ?? [];
      if (url && smtpUrl) resolve([url, smtpUrl]);
    });
  });
}
