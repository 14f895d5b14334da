import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, MaxLength, Min } from 'class-validator';

const pageDefault = 50;
const pageMax = 500;

/** A page of a list. */
export class PageQuery {
  @ApiPropertyOptional({ default: pageDefault, minimum: 1, maximum: pageMax })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(pageMax)
  limit: number = pageDefault;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @MaxLength(500)
  before?: string;
}
