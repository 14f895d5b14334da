import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { workspaceRoot } from '../workspace-root';

/** A TypeScript file of a test that runs as a process of its own, from source, so that it can be killed. */
export class ChildScript {
  readonly lines: string[] = [];
  /** Resolves when it has ended, with its exit code or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly child: ChildProcess) {
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        resolve(signal ?? code ?? 1);
        this.look();
      });
    });
    if (child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.lines.push(line);
        this.look();
      });
    }
  }

  /** `env` is added to a clean environment; the script's errors go to this process's standard error. */
  static run(
    file: string,
    env: Readonly<Record<string, string>>,
    words: readonly string[] = [],
  ): ChildScript {
    const flags = ['-C', '@ellity/source', '-r', join(workspaceRoot(), 'tools', 'test', 'typescript.cjs')];
    return new ChildScript(
      spawn(process.execPath, [...flags, file, ...words], {
        env: { PATH: process.env['PATH'], ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
  }

  /** Resolves with the first line, printed already or later, that contains `text`; rejects when the script ended without. */
  line(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.lines.find((line) => line.includes(text));
        if (found === undefined && !this.hasEnded) return;
        this.waiting.delete(look);
        if (found === undefined) reject(new Error(`the script ended before it printed: ${text}`));
        else resolve(found);
      };
      this.waiting.add(look);
      look();
    });
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Sends a signal and resolves when the process has ended. */
  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | NodeJS.Signals> {
    this.child.kill(signal);
    return this.ended;
  }

  private look(): void {
    for (const look of [...this.waiting]) look();
  }
}
