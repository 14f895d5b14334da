import { eventually, tokenHeaders } from '@ellity/testing';
import { readFileSync } from 'node:fs';

/** The running system of the end-to-end tests, through its front doors only. */
interface SystemAddresses {
  readonly services: Readonly<Record<string, { readonly url: string }>>;
  readonly broker: Readonly<Record<string, string>>;
  readonly management: string;
  /** What every service signs and checks tokens with. */
  readonly tokenKeys: string;
  /** Everything else that the services are told and nobody else may see, by the name of its variable. */
  readonly keys: Readonly<Record<string, string>>;
  readonly databases: Readonly<Record<string, string>>;
  readonly practiceBugFile: string;
  /** Folder of the services' logs. */
  readonly logs: string;
  /** File with the processes that run now. */
  readonly pids: string;
}

const system = JSON.parse(process.env['TEST_SYSTEM'] ?? '{}') as SystemAddresses;

export const brokerUrls = system.broker;
export const managementUrl = system.management;
export const tokenKeys = system.tokenKeys;
export const serviceKeys = system.keys;
export const databaseUrls = system.databases;
/** While it exists, marked awards meet a bug. */
export const practiceBugFile = system.practiceBugFile;
export const logFolder = system.logs;

/** Ends a service as a crash would. It is started again, as in any deployment. */
export function kill(service: string): void {
  process.kill(pidOf(service), 'SIGKILL');
}

/** Ends a service and keeps the process that follows it from coming up for as long as `work` lasts. */
export async function without(service: string, work: () => Promise<void>): Promise<void> {
  const ended = pidOf(service);
  kill(service);
  const successor = await eventually(() => {
    const pid = pidOf(service);
    if (pid === ended) throw new Error(`${service} was not started again`);
    return pid;
  });
  process.kill(successor, 'SIGSTOP');
  await work().finally(() => process.kill(successor, 'SIGCONT'));
}

function pidOf(service: string): number {
  const { pids } = JSON.parse(readFileSync(system.pids, 'utf8')) as { pids: [string, number][] };
  const [, pid] = pids.find(([name]) => name === service) ?? [];
  if (pid === undefined) throw new Error(`${service} does not run`);
  return pid;
}

export function urlOf(service: string): string {
  const found = system.services[service];
  if (!found) throw new Error(`${service} does not run: start these tests with npm test`);
  return found.url;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/**
 * JSON in, JSON out, whatever the status, with a token for the service that is called. Every call has a connection of its own: a kept one may be closed by a service
 * just as it is used again.
 */
export async function call<T = Record<string, unknown>>(
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const answer = await fetch(url, {
    method,
    headers: {
      connection: 'close',
      ...(await proofFor(url)),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
}

/** The sandbox stands for Ecomail, which knows nothing of our tokens. */
async function proofFor(url: string): Promise<Record<string, string>> {
  const [name] =
    Object.entries(system.services).find(([, service]) => url.startsWith(`${service.url}/`)) ?? [];
  return name === undefined || name === 'ecomail-sandbox' ? {} : tokenHeaders(tokenKeys, name);
}
