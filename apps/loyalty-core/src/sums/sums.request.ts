import { dayPattern } from '@ellity/contracts';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { ValidateIf } from 'class-validator';
import { IsDay, isGiven } from '../values/request-rules';

export class SumsQuery {
  @ApiPropertyOptional({
    example: '2027-01-01',
    pattern: dayPattern.source,
    description: 'The first day, of the shop; without it 30 days are shown',
  })
  @ValidateIf(isGiven)
  @IsDay()
  from?: string;

  @ApiPropertyOptional({
    example: '2027-01-31',
    pattern: dayPattern.source,
    description: 'The last day; without it today. At most 400 days',
  })
  @ValidateIf(isGiven)
  @IsDay()
  to?: string;
}
