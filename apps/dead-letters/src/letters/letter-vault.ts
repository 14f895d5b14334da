import { keyedHash, type SecretBox, type SharedTexts } from '@ellity/platform';
import { identityOf } from '@ellity/contracts';
import { isUtf8 } from 'node:buffer';
import type { LetterContent } from './letter';

/** Binds a sealed text to the row and column that it stands in. */
export const contentContext = (letterId: string): string => `letter:${letterId}`;
export const editContext = (letterId: string): string => `letter-edit:${letterId}`;

const addressesMax = 50;
const searchedBytesMax = 256 * 1024;

type KeptContent = Omit<LetterContent, 'body'> & { readonly text?: string; readonly body?: string };

/** Seals what letters hold, and makes the hashes by which they are found without it. */
export class LetterVault {
  constructor(
    private readonly box: SecretBox,
    private readonly hashKey: string,
    private readonly shared?: SharedTexts,
  ) {}

  /** A text is kept as one, which is a quarter shorter and so cheaper to seal and to store; other bytes are base64. */
  seal(letterId: string, { body, headers, wayBack }: LetterContent): string {
    const kept = isUtf8(body) ? { text: body.toString('utf8') } : { body: body.toString('base64') };
    return this.box.seal(JSON.stringify({ ...kept, headers, wayBack }), contentContext(letterId));
  }

  open(letterId: string, sealed: string): LetterContent {
    const { text, body, ...content } = JSON.parse(
      this.box.open(sealed, contentContext(letterId)),
    ) as KeptContent;
    return { ...content, body: text === undefined ? Buffer.from(body ?? '', 'base64') : Buffer.from(text) };
  }

  sealEdit(letterId: string, body: Buffer): string {
    return this.box.seal(body.toString('base64'), editContext(letterId));
  }

  openEdit(letterId: string, sealed: string): Buffer {
    return Buffer.from(this.box.open(sealed, editContext(letterId)), 'base64');
  }

  /** The same message has the same one, whoever delivers it. */
  identityOf(messageId: string, body: Buffer): string {
    return `${messageId.slice(0, 100)} ${keyedHash(this.hashKey, 'body', body.toString('latin1'))}`;
  }

  /** Of every address that stands in a body, however broken the body is. */
  addressHashesIn(body: Buffer): string[] {
    const text = body.subarray(0, searchedBytesMax).toString('utf8');
    const found = new Set<string>();
    for (let at = text.indexOf('@'); at >= 0 && found.size < addressesMax; at = text.indexOf('@', at + 1)) {
      const [local] = /[\p{L}\p{N}._%+-]+$/u.exec(text.slice(Math.max(0, at - 64), at)) ?? [];
      const [domain] = /^[\p{L}\p{N}.-]+/u.exec(text.slice(at + 1, at + 256)) ?? [];
      if (local !== undefined && domain !== undefined) found.add(this.addressHash(`${local}@${domain}`));
    }
    return [...found];
  }

  /** Of an address that was encrypted to all services; undefined: it cannot be read, or there is none. */
  async hashOfShared(sealed: string | undefined): Promise<string | undefined> {
    const address = sealed === undefined ? undefined : await this.shared?.open(sealed);
    return address === undefined ? undefined : this.addressHash(address);
  }

  addressHash(address: string): string {
    return keyedHash(this.hashKey, 'address', identityOf(address));
  }
}
