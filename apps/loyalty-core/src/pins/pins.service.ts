import { keyedHash, SecretBox, SharedTexts } from '@ellity/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CompactEncrypt, importJWK, type JWK, type KeyLike } from 'jose';
import { timingSafeEqual } from 'node:crypto';
import { newPin, pinContext } from './pin';

export interface PinsConfig {
  readonly secretKeys: string;
  /** Key of the hashes of addresses. */
  readonly hashKey: string;
  /** ecomail-sync's public key: the only place where a PIN can be read again on its way to Ecomail. */
  readonly syncPublicKey: JWK;
  /** Keys of service tokens; without them nothing is encrypted to all services. */
  readonly tokens?: string | undefined;
}

/** A new PIN of so many digits, or one that the customer has already, from an import. */
export type PinAsked = { readonly length: number } | { readonly pin: string };

export interface IssuedPin {
  /** For our own table. */
  readonly sealed: string;
  /** For the broker. */
  readonly encrypted: string;
}

/** Makes PINs. A PIN in clear leaves this class for the e-mail to its owner only. */
@Injectable()
export class PinsService implements OnModuleInit {
  private readonly secrets: SecretBox;
  private readonly shared: SharedTexts | undefined;
  private publicKey: KeyLike | Uint8Array | undefined;

  constructor(private readonly config: PinsConfig) {
    this.secrets = new SecretBox(config.secretKeys);
    this.shared = config.tokens === undefined ? undefined : new SharedTexts(config.tokens);
  }

  async onModuleInit(): Promise<void> {
    await this.key();
  }

  async issue(customerId: string, asked: PinAsked): Promise<IssuedPin> {
    const pin = 'pin' in asked ? asked.pin : newPin(asked.length);
    const encrypted = await this.encrypted(pin);
    return { sealed: this.secrets.seal(pin, pinContext(customerId)), encrypted };
  }

  /** The same PIN for the broker once more. */
  encryptedAgain(customerId: string, sealed: string): Promise<string> {
    return this.encrypted(this.secrets.open(sealed, pinContext(customerId)));
  }

  /** What only ecomail-sync may read, such as whom to erase. */
  encryptedText(text: string): Promise<string> {
    return this.encrypted(text);
  }

  /** What every service may read and nobody else; undefined where services have no keys. */
  async textForServices(text: string): Promise<string | undefined> {
    return this.shared?.seal(text);
  }

  /** Whether this is the customer's PIN; in the same time for whoever has none. */
  isPin(customerId: string | undefined, sealed: string | null, pin: string): boolean {
    const kept = customerId === undefined || sealed === null ? '' : this.inClear(customerId, sealed);
    const [expected, asked] = [kept, pin].map((text) =>
      Buffer.from(keyedHash(this.config.hashKey, 'pin', text)),
    );
    return kept !== '' && expected !== undefined && asked !== undefined && timingSafeEqual(expected, asked);
  }

  /** Under which attempts on an address are counted. */
  attemptsHash(shopId: string, identity: string): string {
    return keyedHash(this.config.hashKey, 'pin-attempts', shopId, identity);
  }

  /** For the e-mail to its owner; it must stand nowhere else. */
  inClear(customerId: string, sealed: string): string {
    return this.secrets.open(sealed, pinContext(customerId));
  }

  private async encrypted(text: string): Promise<string> {
    const { kid } = this.config.syncPublicKey;
    return new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', ...(kid === undefined ? {} : { kid }) })
      .encrypt(await this.key());
  }

  private async key(): Promise<KeyLike | Uint8Array> {
    this.publicKey ??= await importJWK(this.config.syncPublicKey, 'ECDH-ES');
    return this.publicKey;
  }
}
