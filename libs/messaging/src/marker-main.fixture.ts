/**
 * The marker service as a process of its own, so that tests can kill it. Keys tell what its handler does:
 * `crash…` kills the process, `slow…` takes a while, `held…` ends when the process is told to stop, `hang…` never (both
 * say that they began), `call…` calls CALL_URL and publishes, `flaky…` succeeds at the third attempt only, `unfit…` never.
 */
import { AwardCredit } from '@ellity/contracts';
import { serve } from '@ellity/platform';
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { PermanentError, TransientError } from './errors';
import { anAward, behaviours, markerConfig, markerService } from './messaging.fixture';
import type { MessagingOptions } from './options';

const { CALL_URL = '' } = process.env;

const told = new Promise((resolve) => process.once('SIGTERM', resolve));

behaviours.set('*', async ({ transaction, attempt }, key) => {
  if (key.startsWith('flaky') && attempt < 3) throw new TransientError('flaky', 'not yet');
  if (key.startsWith('unfit')) throw new PermanentError('unfit', 'never');
  if (key.startsWith('crash')) return process.kill(process.pid, 'SIGKILL');
  if (key.startsWith('slow')) return delay(20);
  if (/^(held|hang)/.test(key)) process.stdout.write(`at work on ${key}\n`);
  if (key.startsWith('held')) return told.then(() => delay(20));
  if (key.startsWith('call')) {
    await new Promise((resolve) => get(CALL_URL, (answer) => answer.resume().once('close', resolve)));
    return transaction.publish(AwardCredit, anAward('from-handler').data, { shopId: 'demo' });
  }
  return key.startsWith('hang') ? new Promise(() => undefined) : undefined;
});

const {
  RABBITMQ_URL = '',
  DATABASE_URL = '',
  MESSAGING = '{}',
  STOP_TIMEOUT_MS,
  OTLP_ENDPOINT,
  LOG_LEVEL,
} = process.env;
const config = markerConfig(RABBITMQ_URL, DATABASE_URL);
const given = JSON.parse(MESSAGING) as Partial<MessagingOptions>;
const consumer = { ...config.messaging.consumer, ...given.consumer };

void serve({
  ...markerService,
  ...(STOP_TIMEOUT_MS ? { stopTimeoutMs: Number(STOP_TIMEOUT_MS) } : {}),
  config: () => ({
    ...config,
    ...(OTLP_ENDPOINT ? { otlpEndpoint: OTLP_ENDPOINT } : {}),
    ...(LOG_LEVEL ? { logLevel: LOG_LEVEL } : {}),
    messaging: { ...config.messaging, ...given, consumer },
  }),
}).then(() => process.stdout.write('serving\n'));
