import { CompactEncrypt, compactDecrypt } from 'jose';
import { createHmac } from 'node:crypto';
import { parseKeyList } from '../secrets/key-list';

const form = { alg: 'dir', enc: 'A256GCM' } as const;

/**
 * Texts that every service may read and nobody else, such as an address in a message: compact JWEs under keys that are
 * made from those of service tokens, and rotate with them. A text that outlives its key is readable no more.
 */
export class SharedTexts {
  private readonly keys: ReadonlyMap<string, Uint8Array>;

  /** `keyList`: see parseKeyList; the first key seals, all of them open. */
  constructor(keyList: string) {
    const made = (key: Buffer) => createHmac('sha256', key).update('texts between services').digest();
    this.keys = new Map([...parseKeyList(keyList)].map(([id, key]) => [id, made(key)]));
  }

  seal(text: string): Promise<string> {
    const [current] = this.keys;
    if (!current) throw new TypeError('no key to seal with is configured');
    const [kid, key] = current;
    return new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ ...form, kid })
      .encrypt(key);
  }

  /** Undefined: its key is known no more, or it was changed. */
  async open(sealed: string): Promise<string | undefined> {
    const options = { keyManagementAlgorithms: [form.alg], contentEncryptionAlgorithms: [form.enc] };
    const keyOf = ({ kid = '' }: { kid?: string }): Uint8Array => this.keys.get(kid) ?? new Uint8Array(32);
    try {
      const { plaintext } = await compactDecrypt(sealed, keyOf, options);
      return new TextDecoder().decode(plaintext);
    } catch {
      return undefined;
    }
  }
}
