import type { TestStack } from '@ellity/testing';
import { migrations } from './app.module';
import type { Config } from './config';

export async function aConfig(stack: TestStack): Promise<Config> {
  const { username, password } = new URL(stack.management.url);
  const managementUrl = new URL(stack.management.url);
  Object.assign(managementUrl, { username, password });
  return {
    http: { host: '127.0.0.1', port: 0 },
    logLevel: 'fatal',
    database: { url: await stack.createDatabase('db', migrations), poolSize: 8 },
    messaging: {
      service: 'dead-letters',
      version: '0.0.0',
      rabbit: { url: stack.rabbitUrl },
      consumer: { giveBackPauseMs: 50 },
    },
    managementUrl: managementUrl.toString(),
    redis: { url: stack.redisUrl, prefix: stack.redisPrefix },
    secretKeys: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    hashKey: 'a key of the tests, long enough for it',
    letters: {
      retentionDays: 90,
      queueLooksMs: 200,
      drainRestMsMax: 1_000,
      services: {},
      newGroupWebhook: '',
      newGroupLooksMs: 200,
      sendBackAfterMs: 0,
      sendBackLooksMs: 500,
    },
    // Longer than a slow machine keeps a process from renewing: who takes over sends again.
    runs: { pollMs: 200, leaseMs: 15_000, answerMs: 5_000 },
  };
}
