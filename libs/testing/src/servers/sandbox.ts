import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { eventually } from '../eventually';
import { workspaceRoot } from '../workspace-root';

interface Addresses {
  readonly url: string;
  /** Where it takes e-mails. */
  readonly smtpUrl: string;
}

export interface RunningSandbox extends Addresses {
  /** Kills it without warning. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The sandbox that the test files of one Jest worker use one after another, for it takes more than a second to start; the
 * file resets it and does not end it. It ends with the run of Jest, however that ends. A second `name` is a second one.
 */
export async function sharedSandbox(name: string): Promise<Addresses> {
  const run = process.env['TEST_RUN'];
  if (!run) throw new Error('TEST_RUN is missing: tests with a sandbox run by jest -c jest.int.config.cjs');
  const output = join(tmpdir(), `sandbox-${run}-${process.env['JEST_WORKER_ID'] ?? '0'}-${name}.log`);
  const running = existsSync(output) ? addressesIn(output) : undefined;
  if (running && (await answers(running.url))) return running;
  const file = openSync(output, 'w');
  const child = spawn(process.execPath, ['-e', endsWithRun, builtMain(), run, output], {
    env: environment(),
    stdio: ['ignore', file, 'inherit'],
  });
  closeSync(file);
  // What this worker's files share is none that one of them left open.
  child.unref();
  return eventually(
    () => {
      const begun = addressesIn(output);
      if (!begun)
        throw new Error('the shared sandbox does not listen: see its lines above, if there are any');
      return begun;
    },
    // As long as whoever waits has: the start takes half a minute and more where much else runs.
    { timeoutMs: 80_000 },
  );
}

/** Runs the sandbox for as long as the process of the run is there. */
const endsWithRun = `
  const [main, run, output] = process.argv.slice(1);
  setInterval(() => {
    try {
      process.kill(Number(run), 0);
    } catch {
      require('node:fs').rmSync(output, { force: true });
      process.exit(0);
    }
  }, 1_000);
  require(main);`;

const addressesIn = (output: string) => addressesOf(readFileSync(output, 'utf8'));

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/_sandbox/clock`).then(
    ({ ok }) => ok,
    () => false,
  );

function builtMain(): string {
  const main = join(workspaceRoot(), 'apps', 'ecomail-sandbox', 'dist', 'main.js');
  if (!existsSync(main)) throw new Error('the sandbox is not built: run npm run build');
  return main;
}

const environment = (over: Readonly<Record<string, string>> = {}) => ({
  PATH: process.env['PATH'],
  PORT: '0',
  SMTP_PORT: '0',
  HOST: '127.0.0.1',
  ...over,
});

/** Runs the built Ecomail sandbox as a process of its own, on a free port (or the given one), with data in `dataDir` if given. */
export async function runSandbox(options: { dataDir?: string; port?: number } = {}): Promise<RunningSandbox> {
  const child = spawn(process.execPath, [builtMain()], {
    env: environment({
      PORT: String(options.port ?? 0),
      ...(options.dataDir ? { DATA_DIR: options.dataDir } : {}),
    }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url, smtpUrl } = await listening(child);
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

function listening(child: ChildProcess): Promise<Addresses> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code} before it listened`)));
    if (!child.stdout) return reject(new Error('the sandbox has no output'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const addresses = addressesOf(line);
      if (addresses) resolve(addresses);
    });
  });
}

function addressesOf(said: string): Addresses | undefined {
  const [, url, smtpUrl] = /^listening (http:\S+) (smtp:\S+)$/m.exec(said) ?? [];
  return url && smtpUrl ? { url, smtpUrl } : undefined;
}
