import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsString, Length } from 'class-validator';

/** An operator's explanation of a difference between the services' counts. */
export class AcknowledgeRequest {
  @ApiProperty({ example: 'loyalty.CreditChanged.v1' })
  @IsString()
  @Length(1, 100)
  type!: string;

  @ApiProperty({
    description: 'as `reconcile` shows it; negative: received and never published',
    example: -1,
  })
  @IsInt()
  missing!: number;

  @ApiProperty({
    description: 'why; never an address',
    example: 'published by hand while trying out the integration',
  })
  @IsString()
  @Length(3, 500)
  reason!: string;
}
