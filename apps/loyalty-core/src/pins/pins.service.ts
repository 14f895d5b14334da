import { SecretBox } from '@ellity/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CompactEncrypt, importJWK, type JWK, type KeyLike } from 'jose';
import { newPin, pinContext } from './pin';

export interface PinsConfig {
  readonly secretKeys: string;
  /** ecomail-sync's public key: the only place where a PIN can be read again on its way to Ecomail. */
  readonly syncPublicKey: JWK;
}

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
  private publicKey: KeyLike | Uint8Array | undefined;

  constructor(private readonly config: PinsConfig) {
    this.secrets = new SecretBox(config.secretKeys);
  }

  async onModuleInit(): Promise<void> {
    await this.key();
  }

  /** `pin`: one that the customer has already, from an import. */
  async issue(customerId: string, pin = newPin()): Promise<IssuedPin> {
    const encrypted = await this.encrypted(pin);
    return { sealed: this.secrets.seal(pin, pinContext(customerId)), encrypted };
  }

  /** The same PIN for the broker once more. */
  encryptedAgain(customerId: string, sealed: string): Promise<string> {
    return this.encrypted(this.secrets.open(sealed, pinContext(customerId)));
  }

  /** For the e-mail to its owner; it must stand nowhere else. */
  inClear(customerId: string, sealed: string): string {
    return this.secrets.open(sealed, pinContext(customerId));
  }

  private async encrypted(pin: string): Promise<string> {
    const { kid } = this.config.syncPublicKey;
    return new CompactEncrypt(new TextEncoder().encode(pin))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', ...(kid === undefined ? {} : { kid }) })
      .encrypt(await this.key());
  }

  private async key(): Promise<KeyLike | Uint8Array> {
    this.publicKey ??= await importJWK(this.config.syncPublicKey, 'ECDH-ES');
    return this.publicKey;
  }
}
