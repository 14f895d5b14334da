import { startFailure } from '@ellity/platform';
import { sandboxConfig } from './config';
import { startSandbox } from './sandbox';

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
