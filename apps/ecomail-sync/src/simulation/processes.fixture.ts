import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SyncStage } from '../sync.fixture';

const main = join(__dirname, '..', '..', 'dist', 'main.js');

/** The built service as processes of their own, with a stage's servers, keys and database, to be killed at any moment. */
export class Processes {
  private children: ChildProcess[] = [];

  constructor(private readonly stage: SyncStage) {
    if (!existsSync(main)) throw new Error('ecomail-sync is not built: run npm run build');
  }

  start(): ChildProcess {
    const child = spawn(process.execPath, [main], {
      env: { PATH: process.env['PATH'], ...this.stage.environment() },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.children.push(child);
    return child;
  }

  end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    return new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  }

  async endAll(): Promise<void> {
    await Promise.all(this.children.map((child) => this.end(child, 'SIGTERM')));
    this.children = [];
  }
}
