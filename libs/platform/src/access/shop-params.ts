import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

/** The shop in the path of an internal call: `@Param() { shopId }: ShopParams`. */
export class ShopParams {
  @ApiProperty({ example: 'demo' })
  @Matches(/^[a-z][a-z0-9-]{0,59}$/, {
    message: 'shopId must be a shop id: lower-case letters, digits and hyphens',
  })
  shopId!: string;
}
