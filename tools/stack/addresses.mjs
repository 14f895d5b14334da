/**
 * Addresses given in the environment, and what answers at an address.
 *
 * The probes speak the first words of each protocol, so a port held by a stranger or a server that is still loading does
 * not pass for a ready one. No error text carries a password.
 */
import { connect } from 'node:net';

/** Addresses from the environment by server; a server absent here is ours to start. Every given one must answer. */
export async function givenAddresses(env) {
  const given = {};
  if (env.POSTGRES_URL) given.postgres = { postgresUrl: env.POSTGRES_URL };
  if (env.REDIS_URL) given.redis = { redisUrl: env.REDIS_URL };
  if (env.RABBITMQ_URL)
    given.rabbit = { rabbitUrl: env.RABBITMQ_URL, rabbitManagementUrl: managementUrlFrom(env) };
  else if (env.RABBITMQ_MANAGEMENT_URL) {
    throw new Error('RABBITMQ_MANAGEMENT_URL is set but RABBITMQ_URL is not. Set both, or neither.');
  }
  await Promise.all([
    given.postgres && demand('POSTGRES_URL', env.POSTGRES_URL, 5432, hasAnyPostgresReply),
    given.redis && demand('REDIS_URL', env.REDIS_URL, 6379, hasAnyRedisReply),
    given.rabbit &&
      demand('RABBITMQ_URL', env.RABBITMQ_URL, 5672, ({ host, port }) => amqpAnswers(port, host)),
    given.rabbit && demandManagement(env, given.rabbit.rabbitManagementUrl),
  ]);
  return given;
}

/** The same address without its password, for people to read. */
export function withoutPassword(address) {
  const url = parsed(address);
  if (!url) return '(unreadable address)';
  if (url.password) url.password = '***';
  return url.href.replace(/\/$/, '');
}

export async function postgresAnswers(port) {
  return (await postgresReply({ host: '127.0.0.1', port, user: 'app', database: 'postgres' })).startsWith(
    'R',
  );
}

export async function redisAnswers(port) {
  return (await talk('127.0.0.1', port, 'PING\r\n')).startsWith('+PONG');
}

export async function amqpAnswers(port, host = '127.0.0.1') {
  return (await talk(host, port, 'AMQP\x00\x00\x09\x01')).startsWith('\x01');
}

/** HTTP status of a management API path with the address's credentials; 0 when nothing answers. */
export async function managementStatus(address, path) {
  const url = new URL(path, address);
  const credentials = [url.username, url.password].map(decodeURIComponent).join(':');
  url.username = url.password = '';
  const headers = {
    authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
    connection: 'close',
  };
  try {
    const answer = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(5000) });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
}

function managementUrlFrom(env) {
  if (env.RABBITMQ_MANAGEMENT_URL) return env.RABBITMQ_MANAGEMENT_URL;
  const broker = parsed(env.RABBITMQ_URL);
  if (!broker) throw new Error('RABBITMQ_URL is not a valid address.');
  const credentials = broker.username ? `${broker.username}:${broker.password}` : 'guest:guest';
  return `http://${credentials}@${broker.hostname}:15672`;
}

async function demand(variable, address, defaultPort, answers) {
  const url = parsed(address);
  if (!url?.hostname) throw new Error(`${variable} is not a valid address.`);
  const target = { url, host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || defaultPort };
  const isEncrypted = /^(rediss|amqps):$/.test(url.protocol);
  if (isEncrypted ? await isOpen(target) : await answers(target)) return;
  throw new Error(
    `${variable}: the server at ${target.host}:${target.port} does not answer as expected. Start it, or unset ${variable} to use a private one.`,
  );
}

async function demandManagement(env, address) {
  const name = env.RABBITMQ_MANAGEMENT_URL
    ? 'RABBITMQ_MANAGEMENT_URL'
    : 'RABBITMQ_MANAGEMENT_URL (not set, derived from RABBITMQ_URL)';
  const url = parsed(address);
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`${name} is not a valid http address.`);
  const status = await managementStatus(address, '/api/whoami');
  if (status === 200) return;
  const reason =
    status === 0 ? 'does not answer' : status === 401 ? 'refuses its user' : `answers with status ${status}`;
  throw new Error(`${name}: the management API at ${url.host} ${reason}.`);
}

async function hasAnyPostgresReply({ url, host, port }) {
  const user = decodeURIComponent(url.username || 'postgres');
  const reply = await postgresReply({
    host,
    port,
    user,
    database: decodeURIComponent(url.pathname.slice(1)) || user,
  });
  return /^[RE]/.test(reply) && !reply.includes('57P03');
}

async function hasAnyRedisReply({ host, port }) {
  const reply = await talk(host, port, 'PING\r\n');
  return /^\+PONG|^-(NOAUTH|DENIED)/.test(reply);
}

/** `R` starts an authentication request (or its success), `E` an error such as 57P03, "starting up". */
function postgresReply({ host, port, user, database }) {
  const body = Buffer.from(`\0\x03\0\0user\0${user}\0database\0${database}\0\0`);
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return talk(host, port, Buffer.concat([length, body]));
}

/** Says `words` and returns the first reply; an empty text when there is none within two seconds. */
function talk(host, port, words) {
  return new Promise((done) => {
    const socket = connect({ host, port, timeout: 2000 }, () => socket.write(words));
    const finish = (reply) => {
      socket.destroy();
      done(reply);
    };
    socket.once('data', (chunk) => finish(chunk.toString('latin1')));
    for (const event of ['timeout', 'error', 'close']) socket.once(event, () => finish(''));
  });
}

function isOpen({ host, port }) {
  return new Promise((done) => {
    const socket = connect({ host, port, timeout: 2000 }, () => done(true));
    socket.once('connect', () => socket.destroy());
    for (const event of ['timeout', 'error']) socket.once(event, () => done(false));
  });
}

function parsed(address) {
  return URL.canParse(address) ? new URL(address) : undefined;
}
