/**
 * The marker service as a process of its own, so that tests can kill it. Keys tell what its handler does:
 * `crash…` kills the process, `slow…` takes a while, `hang…` never ends.
 */
import { serve } from '@ellity/platform';
import { setTimeout as delay } from 'node:timers/promises';
import { behaviours, markerConfig, markerService } from './messaging.fixture';
import type { MessagingOptions } from './options';

behaviours.set('*', (_delivery, key) => {
  if (key.startsWith('crash')) return process.kill(process.pid, 'SIGKILL');
  if (key.startsWith('slow')) return delay(20);
  return key.startsWith('hang') ? new Promise(() => undefined) : undefined;
});

const { RABBITMQ_URL = '', DATABASE_URL = '', MESSAGING = '{}', STOP_TIMEOUT_MS } = process.env;
const config = markerConfig(RABBITMQ_URL, DATABASE_URL);
const given = JSON.parse(MESSAGING) as Partial<MessagingOptions>;
const consumer = { ...config.messaging.consumer, ...given.consumer };

void serve({
  ...markerService,
  ...(STOP_TIMEOUT_MS ? { stopTimeoutMs: Number(STOP_TIMEOUT_MS) } : {}),
  config: () => ({ ...config, messaging: { ...config.messaging, ...given, consumer } }),
}).then(() => process.stdout.write('serving\n'));
