import { type ConsentSource, consentSources, isInstant } from '@ellity/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, ValidateBy } from 'class-validator';
import { IsText } from '../values/request-rules';

export class ConsentBody {
  @ApiProperty({ enum: ['granted', 'denied'] })
  @IsIn(['granted', 'denied'])
  marketingConsent!: 'granted' | 'denied';

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: '2026-11-23T08:15:30.123Z',
    description: 'When the customer said it; without it: now. The newest decision counts.',
  })
  @IsOptional()
  @ValidateBy(
    { name: 'isInstant', validator: { validate: isInstant } },
    { message: '$property must be an instant in UTC like "2026-11-23T08:15:30.123Z"' },
  )
  decidedAt?: string | null;

  @ApiProperty({ enum: consentSources, description: 'Where the customer said it' })
  @IsIn(consentSources)
  source!: ConsentSource;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'newsletter box in the account, wording of 2026-09',
    description: 'What shows that it was said: the form, the version of its wording',
  })
  @IsOptional()
  @IsText(500)
  proof?: string | null;
}
