import { dayPattern, isDay } from '@ellity/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, Max, Min, ValidateBy, ValidateIf } from 'class-validator';
import { isGiven } from '../values/request-rules';

export class NightBody {
  @ApiProperty({
    example: '2027-01-15',
    pattern: dayPattern.source,
    description: 'The local date of the night',
  })
  @ValidateBy(
    { name: 'isDay', validator: { validate: isDay } },
    { message: 'localDate must be a day of the calendar like "2027-01-15"' },
  )
  localDate!: string;

  @ApiPropertyOptional({ default: false, description: 'True: says what it would do, and does nothing' })
  @ValidateIf(isGiven)
  @IsBoolean()
  dryRun?: boolean;
}

export class WarningsPreviewQuery {
  @ApiProperty({ minimum: 1, maximum: 365, example: 30 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(365)
  leadDays!: number;
}
