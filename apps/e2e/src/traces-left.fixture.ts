import { Redis } from 'ioredis';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { queuedTexts } from './broker.fixture';
import { databaseUrls, logFolder } from './system.fixture';

/** Something that a run left behind, and where it stands. */
export interface Trace {
  readonly place: string;
  readonly text: string;
}

/** Lines of the logs of all services; the sandbox stands for Ecomail, which is told every secret. */
export function logTraces(): Trace[] {
  const files = readdirSync(logFolder).filter((file) => !file.startsWith('ecomail-sandbox'));
  return files.flatMap((file) =>
    readFileSync(join(logFolder, file), 'utf8')
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => ({ place: `log ${file}`, text })),
  );
}

/** Every row of every table of every service, binary columns as the text that they hold. */
export async function tableTraces(): Promise<Trace[]> {
  const perService = await Promise.all(
    Object.entries(databaseUrls).map(async ([service, url]) => rowsOf(service, url)),
  );
  return perService.flat();
}

async function rowsOf(service: string, url: string): Promise<Trace[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select quote_ident(table_name) as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    const found: Trace[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`select t::text as text from ${name} t`);
      found.push(...rows.map(({ text }) => ({ place: `table ${service}.${name}`, text: decoded(text) })));
    }
    return found;
  } finally {
    await client.end();
  }
}

const decoded = (text: string): string =>
  text.replaceAll(/\\x([0-9a-f]+)/g, (_all, hex: string) => Buffer.from(hex, 'hex').toString('latin1'));

/** Every message that lies in a queue now, those of retries and dead letters too, with its headers. */
export async function queueTraces(): Promise<Trace[]> {
  return (await queuedTexts()).map(({ queue, text }) => ({ place: `queue ${queue}`, text }));
}

/** Every key of every Redis database, with its value. */
export async function redisTraces(): Promise<Trace[]> {
  const redis = new Redis(process.env['TEST_REDIS_URL'] ?? '', { maxRetriesPerRequest: 1 });
  try {
    const keys = await redis.keys('*');
    return await Promise.all(
      keys.map(async (key) => ({ place: 'Redis', text: `${key} ${await redisValue(redis, key)}` })),
    );
  } finally {
    redis.disconnect();
  }
}

async function redisValue(redis: Redis, key: string): Promise<string> {
  const kind = await redis.type(key);
  if (kind === 'none') return '';
  if (kind === 'string') return (await redis.get(key)) ?? '';
  if (kind === 'hash') return JSON.stringify(await redis.hgetall(key));
  if (kind === 'zset') return (await redis.zrange(key, 0, -1, 'WITHSCORES')).join(' ');
  if (kind === 'list') return (await redis.lrange(key, 0, -1)).join(' ');
  if (kind === 'stream') return JSON.stringify(await redis.xrange(key, '-', '+'));
  if (kind === 'set') return (await redis.smembers(key)).join(' ');
  throw new Error(`nobody knows how to read a ${kind} of Redis`);
}

/** Six digits that stand alone or as a value; those inside a longer number, an id or a hash are no PIN. */
export const pinPattern = (pin: string): RegExp => new RegExp(`(?<![\\w.+-])${pin}(?![\\w+-])`);

/** Places of the traces that hold one of `secrets`, by the name of the secret, which itself is never repeated. */
export function leaksIn(
  traces: readonly Trace[],
  secrets: Readonly<Record<string, string | RegExp>>,
): string[] {
  const leaks = Object.entries(secrets).flatMap(([name, secret]) => {
    const holds = (text: string) => (typeof secret === 'string' ? text.includes(secret) : secret.test(text));
    return traces.filter(({ text }) => holds(text)).map(({ place }) => `${name} in ${place}`);
  });
  return [...new Set(leaks)];
}
