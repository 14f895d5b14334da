import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type as Converted } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { type Source, sources } from './sources';

export class SourceQuery {
  @ApiPropertyOptional({ enum: sources, default: 'ecomail' })
  @IsIn(sources)
  source: Source = 'ecomail';
}

const overlapDaysMax = 90;

export class RotationQuery extends SourceQuery {
  @ApiPropertyOptional({
    minimum: 0,
    maximum: overlapDaysMax,
    description:
      'For how many days the address so far goes on working; left out: until it is retired or the next rotation',
  })
  @IsOptional()
  @Converted(() => Number)
  @IsInt()
  @Min(0)
  @Max(overlapDaysMax)
  overlapDays?: number;
}
