import { PermanentError } from '@ellity/messaging';
import { SecretBox, SecretUnreadableError } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { compactDecrypt, importJWK, type KeyLike } from 'jose';
import { type Config, configToken } from '../config';
import { pinContext } from '../sealed-columns';

/** Reads PINs that were encrypted to this service and keeps them sealed; a PIN is in clear only inside a write to Ecomail. */
@Injectable()
export class PinsService {
  private privateKey: Promise<KeyLike | Uint8Array> | undefined;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly box: SecretBox,
  ) {}

  /** Throws PermanentError when the PIN was not encrypted to this service's key. */
  async reseal(jwe: string, shopId: string, customerId: string): Promise<string> {
    const pin = await this.decrypted(jwe);
    if (pin === undefined)
      throw new PermanentError(
        'pin-unreadable',
        'the PIN is not encrypted to the public key of ecomail-sync',
      );
    return this.box.seal(pin, pinContext(shopId, customerId));
  }

  /** What was encrypted to this service's key: a PIN, or whom to erase. Undefined when it was encrypted to another. */
  async decrypted(jwe: string): Promise<string | undefined> {
    this.privateKey ??= importJWK(this.config.privateKey, 'ECDH-ES');
    const key = await this.privateKey;
    try {
      const { plaintext } = await compactDecrypt(jwe, key, { keyManagementAlgorithms: ['ECDH-ES'] });
      return new TextDecoder('utf-8', { fatal: true }).decode(plaintext);
    } catch {
      return undefined;
    }
  }

  /** Undefined when it cannot be opened: its key is not configured, or it was damaged. */
  read(sealed: string, shopId: string, customerId: string): string | undefined {
    try {
      return this.box.open(sealed, pinContext(shopId, customerId));
    } catch (error) {
      if (error instanceof SecretUnreadableError) return undefined;
      throw error;
    }
  }
}
