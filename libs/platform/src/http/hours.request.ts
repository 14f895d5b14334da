import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, Matches } from 'class-validator';

/** From when on counts are asked for hour by hour: `@Query() { since }: HoursQuery`. */
export class HoursQuery {
  @ApiPropertyOptional({
    example: '2026-11-01T00:00:00Z',
    description: 'The beginning of an hour: counts by hour from then on, and those before it as one sum',
  })
  @IsOptional()
  @Matches(/^20\d\d-\d\d-\d\dT\d\d:00:00(\.000)?Z$/, {
    message: 'since must be the beginning of an hour in UTC, such as 2026-11-01T00:00:00Z',
  })
  @IsISO8601({ strict: true })
  since?: string;
}
