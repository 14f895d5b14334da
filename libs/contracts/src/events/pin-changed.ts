import { IsBoolean, IsOptional } from 'class-validator';
import { Message } from '../message';
import { IsJwe } from '../rules';

/** An anonymous customer's PIN was issued, changed or dropped. */
@Message('loyalty.PinChanged', 1, {
  kind: 'event',
  customer: 'subject',
  sequenced: true,
  publishers: ['loyalty-core'],
  example: { pin: null, announce: true },
})
export class PinChanged {
  /** Encrypted to ecomail-sync's public key (compact JWE, ECDH-ES); never in clear on the way. Null: dropped. */
  @IsOptional() @IsJwe() pin!: string | null;
  @IsBoolean() announce!: boolean;
}
