import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';

/** An operator's explanation of a difference between the services' counts. */
export class AcknowledgeRequest {
  @ApiProperty({ example: 'loyalty.CreditChanged.v1' })
  @IsString()
  @Length(1, 100)
  type!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: '2026-11-27T09:00:00.000Z',
    description:
      'of the event; without it the type as a whole, or the time before the hours that were compared',
  })
  @IsOptional()
  @Matches(/^20\d\d-\d\d-\d\dT\d\d:00:00(\.000)?Z$/)
  @IsISO8601({ strict: true })
  hour?: string | null;

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
