import { ConfigurationError } from '@ellity/platform';
import { sandboxConfig } from './config';
import { startSandbox } from './sandbox';

/** Prints `listening <url>` when it is up; SIGTERM and SIGINT end it in order. */
async function main(): Promise<void> {
  const sandbox = await startSandbox(sandboxConfig());
  process.stdout.write(`listening ${sandbox.url}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  const text =
    error instanceof ConfigurationError ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`ecomail-sandbox did not start. ${text}\n`);
  process.exit(1);
});
