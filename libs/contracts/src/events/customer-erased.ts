import { IsOptional } from 'class-validator';
import { Message } from '../message';
import { IsJwe } from '../rules';

/** A customer asked to be forgotten. Receivers erase what they hold and say so. */
@Message('loyalty.CustomerErased', 1, {
  kind: 'event',
  customer: 'subject',
  sequenced: true,
  publishers: ['loyalty-core'],
  example: { address: 'eyJhbGciOiJFQ0RILUVTIn0..aXZpdml2aXY.Y2lwaGVydGV4dA.dGFndGFndGFn' },
})
export class CustomerErased {
  /** The address to erase, encrypted to ecomail-sync's public key (compact JWE). */
  @IsJwe() address!: string;
  /** The same, encrypted to the keys of service tokens, for services that hold the address without the customer's id. */
  @IsOptional() @IsJwe() addressForServices?: string | null;
}
