import { spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  brokerUrls,
  databaseUrls,
  managementUrl,
  practiceBugFile,
  serviceKeys,
  tokenKeys,
  urlOf,
} from './system.fixture';

export interface Finished {
  readonly code: number;
  readonly output: string;
}

const root = join(__dirname, '..', '..', '..');

export const toolNames = [
  'send',
  'replay-orders',
  'generate-orders',
  'story',
  'reconcile',
  'ledger:verify',
  'dlq',
  'break',
  'notices',
  'night',
  'export',
  'token',
  'console',
] as const;
export type ToolName = (typeof toolNames)[number];

/** Runs a command-line tool as an operator would, with the addresses of the running system. */
export function runTool(name: ToolName, ...words: string[]): Promise<Finished> {
  const child = spawn(process.execPath, [join(root, 'tools', 'run.mjs'), name, ...words], {
    env: {
      PATH: process.env['PATH'],
      ECOMAIL_SYNC_URL: urlOf('ecomail-sync'),
      LOYALTY_CORE_URL: urlOf('loyalty-core'),
      WEBHOOK_GATEWAY_URL: urlOf('webhook-gateway'),
      DEAD_LETTERS_URL: urlOf('dead-letters'),
      DLQ_ACTOR: 'e2e',
      SERVICE_TOKEN_KEYS: tokenKeys,
      RABBITMQ_URL_OPERATOR: brokerUrls['operator'],
      RABBITMQ_URL_SHOP_ADAPTER: brokerUrls['shop-adapter'],
      RABBITMQ_URL_DEAD_LETTERS: brokerUrls['dead-letters'],
      RABBITMQ_MANAGEMENT_URL: new URL(managementUrl).origin,
      HASH_KEY: serviceKeys['HASH_KEY'],
      PUBLIC_URL: urlOf('console'),
      PRACTICE_BUG_FILE: practiceBugFile,
      ...databaseOf(name),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}

const databaseOf = (tool: string): Record<string, string | undefined> => {
  const owner = { 'ledger:verify': 'loyalty-core', console: 'console' }[tool];
  return owner === undefined ? {} : { DATABASE_URL: databaseUrls[owner] };
};
