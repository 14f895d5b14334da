import { ApiProperty } from '@nestjs/swagger';

export class PinVerificationView {
  @ApiProperty({
    description: 'False: the PIN is wrong, or the address is no anonymous customer’s; nobody learns which',
  })
  readonly isVerified!: boolean;
  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'Of a right PIN' })
  readonly customerId!: string | null;
}
