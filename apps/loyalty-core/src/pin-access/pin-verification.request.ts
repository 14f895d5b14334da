import { IsAddress } from '@ellity/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

export class PinVerificationBody {
  @ApiProperty({ example: 'jana.novakova@shop.test' })
  @IsAddress()
  email!: string;

  @ApiProperty({ example: '0471', description: 'A text: leading zeros count' })
  @Matches(/^\d{4,8}$/, { message: 'pin must be a text of 4 to 8 digits' })
  pin!: string;
}
