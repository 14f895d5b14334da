/**
 * What a local system keeps between starts, below its stack folder: keys made once, ports, and where everything
 * answers while it runs (`run.json`, read by the command-line tools).
 */
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

/** Secrets of this machine's own system; made at the first start, readable by its owner alone. */
export function keysIn(dir) {
  const file = join(dir, 'keys.json');
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const keys = { ...freshKeys(), ...known };
  if (Object.keys(keys).length > Object.keys(known).length) writeJson(file, keys);
  return keys;
}

function freshKeys() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomUUID();
  return {
    SECRET_KEYS: `local:${randomBytes(32).toString('base64')}`,
    HASH_KEY: randomBytes(32).toString('base64'),
    SERVICE_TOKEN_KEYS: `local:${randomBytes(32).toString('base64')}`,
    SYNC_PUBLIC_KEY: JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid }),
    SYNC_PRIVATE_KEY: JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid }),
  };
}

/** The usual ports where they are free, else those of last time, so that addresses can be remembered. */
export async function portsIn(dir, wanted) {
  const file = join(dir, 'service-ports.json');
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const ports = {};
  for (const [name, preferred] of Object.entries(wanted))
    ports[name] = await freePort(preferred, known[name]);
  writeJson(file, ports);
  return ports;
}

export function writeJson(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(value, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The first of the given ports that is free, else any. */
async function freePort(...preferred) {
  for (const port of preferred) if (port !== undefined && (await canListen(port))) return port;
  return portOf(await listen(0));
}

async function canListen(port) {
  try {
    await portOf(await listen(port));
    return true;
  } catch {
    return false;
  }
}

function listen(port) {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function portOf(server) {
  const { port } = server.address();
  return new Promise((resolve) => server.close(() => resolve(port)));
}
