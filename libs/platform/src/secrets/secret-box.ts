import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { parseKeyList } from './key-list';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** A sealed secret cannot be opened: its key is not configured, or it was damaged or moved to another context. */
export class SecretUnreadableError extends Error {
  readonly code = 'platform.secret-unreadable';
}

/**
 * Encrypts secrets at rest with AES-256-GCM. A sealed text names its key, so that keys can be rotated:
 * new secrets take the first key, old ones stay readable as long as their key is configured.
 */
export class SecretBox {
  private readonly keys: ReadonlyMap<string, Buffer>;
  /** New secrets are sealed with this key. */
  readonly currentKeyId: string;

  /** `keyList`: see parseKeyList. */
  constructor(keyList: string) {
    this.keys = parseKeyList(keyList);
    this.currentKeyId = [...this.keys.keys()][0] ?? '';
  }

  /** `context` binds the secret to its place, such as `connection:demo`; it must be given again to open it. */
  seal(secret: string, context: string): string {
    const iv = freshIv();
    const cipher = createCipheriv(algorithm, this.key(this.currentKeyId), iv).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.currentKeyId}.${sealed.toString('base64url')}`;
  }

  /** Throws SecretUnreadableError; the error holds nothing of the secret. */
  open(sealed: string, context: string): string {
    const keyId = keyIdOf(sealed);
    const bytes = Buffer.from(sealed.slice(keyId.length + 1), 'base64url');
    const key = this.keys.get(keyId);
    if (!key) throw new SecretUnreadableError(`no key "${keyId}" is configured`);
    if (bytes.length < ivBytes + tagBytes) throw new SecretUnreadableError('sealed text is too short');
    try {
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(-tagBytes));
      return decipher.update(bytes.subarray(ivBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      throw new SecretUnreadableError('sealed text is damaged or belongs elsewhere');
    }
  }

  /** True when `sealed` was made with an older key and should be sealed again. */
  isStale(sealed: string): boolean {
    return keyIdOf(sealed) !== this.currentKeyId;
  }

  private key(id: string): Buffer {
    const key = this.keys.get(id);
    if (!key) throw new SecretUnreadableError(`no key "${id}" is configured`);
    return key;
  }
}

/** A keyed hash (HMAC-SHA-256, base64url) for looking up or comparing short secrets and addresses without storing them. */
export function keyedHash(key: string, ...parts: readonly string[]): string {
  const text = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('');
  return createHmac('sha256', key).update(text).digest('base64url');
}

const drawnIvs = 256;
let drawn = Buffer.alloc(0);
let usedBytes = 0;

/** Of the system's random source, asked for many at once; each is given out once. */
function freshIv(): Buffer {
  if (usedBytes === drawn.byteLength) [drawn, usedBytes] = [randomBytes(drawnIvs * ivBytes), 0];
  usedBytes += ivBytes;
  return drawn.subarray(usedBytes - ivBytes, usedBytes);
}

/** The key id that a sealed text names. */
export function keyIdOf(sealed: string): string {
  return sealed.split('.', 1)[0] ?? '';
}
