import { startFailure } from '@ellity/platform';
import { setFlagsFromString } from 'node:v8';
import { sandboxConfig } from './config';
import { startSandbox } from './sandbox';

/**
 * The heap may grow by half of what is in use, not to four times as much: calls and rows that were replaced go sooner,
 * and the process stays as small as its data.
 */
setFlagsFromString('--heap-growing-percent=50');

/** Prints `listening <url> <smtp url>` when it is up; SIGTERM and SIGINT end it in order. */
async function main(): Promise<void> {
  const sandbox = await startSandbox(sandboxConfig());
  process.stdout.write(`listening ${sandbox.url} ${sandbox.smtpUrl}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(startFailure('ecomail-sandbox', error));
  process.exit(1);
});
