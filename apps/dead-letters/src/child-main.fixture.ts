import { runService } from '@ellity/testing';
import { definition } from './app.module';
import type { Config } from './config';

/** A process of the service for tests that kill it. */
async function main(): Promise<void> {
  const config = JSON.parse(process.env['SERVICE_CONFIG'] ?? '') as Config;
  const { url } = await runService(definition, config);
  process.stdout.write(`${url}\n`);
}

void main();
