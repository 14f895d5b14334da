import type { Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type as Converted } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Page } from './keyset';

const pageDefault = 50;
const pageMax = 500;

/** Which page of a list: `@Query() { limit, before }: PageQuery`. `before` goes to the list's Keyset. */
export class PageQuery {
  @ApiPropertyOptional({ default: pageDefault, minimum: 1, maximum: pageMax })
  @IsOptional()
  @Converted(() => Number)
  @IsInt()
  @Min(1)
  @Max(pageMax)
  limit: number = pageDefault;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  before?: string;
}

/** The class of a page of `item`, for the OpenAPI document: `class ShopsPage extends pageOf(ShopView) {}`. */
export function pageOf<T>(item: Type<T>): Type<Page<T>> {
  class PageAnswer implements Page<T> {
    @ApiProperty({ type: [item] }) readonly items!: readonly T[];
    @ApiProperty({
      type: String,
      nullable: true,
      description: '`before` of the next page; null on the last one',
    })
    readonly next!: string | null;
  }
  return PageAnswer;
}
