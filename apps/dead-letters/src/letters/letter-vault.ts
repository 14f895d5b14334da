import { keyedHash, type SecretBox } from '@ellity/platform';
import { identityOf } from '@ellity/contracts';
import type { LetterContent } from './letter';

/** Binds a sealed text to the row and column that it stands in. */
export const contentContext = (letterId: string): string => `letter:${letterId}`;
export const editContext = (letterId: string): string => `letter-edit:${letterId}`;

const addressesMax = 50;
const searchedBytesMax = 256 * 1024;

/** Seals what letters hold, and makes the hashes by which they are found without it. */
export class LetterVault {
  constructor(
    private readonly box: SecretBox,
    private readonly hashKey: string,
  ) {}

  seal(letterId: string, { body, headers, wayBack }: LetterContent): string {
    const content = { body: body.toString('base64'), headers, wayBack };
    return this.box.seal(JSON.stringify(content), contentContext(letterId));
  }

  open(letterId: string, sealed: string): LetterContent {
    const content = JSON.parse(this.box.open(sealed, contentContext(letterId))) as Omit<
      LetterContent,
      'body'
    > & { readonly body: string };
    return { ...content, body: Buffer.from(content.body, 'base64') };
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
    for (const [address] of text.matchAll(/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,255}/gu)) {
      found.add(this.addressHash(address));
      if (found.size === addressesMax) break;
    }
    return [...found];
  }

  addressHash(address: string): string {
    return keyedHash(this.hashKey, 'address', identityOf(address));
  }
}
