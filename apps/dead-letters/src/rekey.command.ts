import { runRekey, runTool } from '@ellity/platform';
import { readRekeyConfig } from './config';
import { sealedColumns } from './sealed-columns';

/** Seals every secret of this service again with the first of its keys. */
async function rekeySecrets(): Promise<void> {
  process.exitCode = await runRekey({
    service: 'dead-letters',
    ...readRekeyConfig(),
    columns: sealedColumns,
  });
}

void runTool('dead-letters', rekeySecrets);
