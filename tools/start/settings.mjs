/**
 * What a local system keeps between starts, below its stack folder: keys made once, ports, and where everything
 * answers while it runs (`run.json`, read by the command-line tools).
 */
import { generateKeyPairSync, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isPortFree, readJson, writeJson } from '../stack/state.mjs';

/** Secrets of this machine's own system; made at the first start, readable by its owner alone. */
export function keysIn(dir) {
  const file = join(dir, 'keys.json');
  const known = readJson(file) ?? {};
  const keys = { ...freshKeys(), ...known };
  if (Object.keys(keys).length > Object.keys(known).length) writeJson(file, keys);
  return keys;
}

export function freshKeys() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomUUID();
  return {
    SECRET_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    HASH_KEY: randomBytes(32).toString('base64'),
    SERVICE_TOKEN_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    SYNC_PUBLIC_KEY: JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid }),
    SYNC_PRIVATE_KEY: JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid }),
  };
}

/**
 * The usual ports where they are free, else those of last time, so that addresses can be remembered. `wanted` is name →
 * usual port, or undefined for any.
 */
export async function portsIn(dir, wanted) {
  const file = join(dir, 'service-ports.json');
  const known = readJson(file) ?? {};
  const ports = {};
  for (const [name, preferred] of Object.entries(wanted))
    ports[name] = await freePort(Object.values(ports), preferred, known[name]);
  writeJson(file, ports);
  return ports;
}

/** The first of the given ports that is free, else any below those that the kernel gives to outgoing connections. */
async function freePort(chosen, ...preferred) {
  const isFree = async (port) => !chosen.includes(port) && (await isPortFree(port));
  for (const port of preferred) if (port !== undefined && (await isFree(port))) return port;
  for (;;) {
    const port = randomInt(10_000, 20_000);
    if (await isFree(port)) return port;
  }
}
