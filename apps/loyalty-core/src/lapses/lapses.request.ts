import { dayPattern } from '@ellity/contracts';
import { PageQuery } from '@ellity/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';
import { IsDay, isGiven } from '../values/request-rules';

const weeksDefault = 12;
const weeksMax = 104;

export class LapseWeeksQuery {
  @ApiPropertyOptional({ default: weeksDefault, minimum: 1, maximum: weeksMax, example: 12 })
  @ValidateIf(isGiven)
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(weeksMax)
  weeks: number = weeksDefault;
}

export class MostLosingQuery extends PageQuery {
  @ApiPropertyOptional({
    example: '2027-01-15',
    pattern: dayPattern.source,
    description: 'A day of the week asked for; without it this week, from today on',
  })
  @ValidateIf(isGiven)
  @IsDay()
  day?: string;
}
