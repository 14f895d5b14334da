import { PageQuery } from '@ellity/platform';
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsISO8601, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { type LetterState, letterStates } from '../letters/letter';
import type { LetterFilter } from '../letters/letter-filter';

const name = { message: '$property must be text without control characters' };
const plainLines = /^[^\0\p{Cs}]*$/u;
const plain = /^[^\p{Cc}\p{Cs}]+$/u;

export class LetterParams {
  @ApiProperty({ format: 'uuid' }) @IsUUID() letterId!: string;
}

export class GroupParams {
  @ApiProperty({ format: 'uuid' }) @IsUUID() groupId!: string;
}

/** The fields of a filter, as a query and as a part of a body. */
export class FilterFields implements LetterFilter {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() groupId?: string;

  @ApiPropertyOptional({ description: 'The failing queue, its dead-letter queue, or unrouted' })
  @IsOptional()
  @MaxLength(255)
  @Matches(plain, name)
  queue?: string;

  @ApiPropertyOptional() @IsOptional() @MaxLength(100) @Matches(plain, name) service?: string;
  @ApiPropertyOptional() @IsOptional() @MaxLength(200) @Matches(plain, name) type?: string;
  @ApiPropertyOptional() @IsOptional() @MaxLength(200) @Matches(plain, name) code?: string;
  @ApiPropertyOptional() @IsOptional() @MaxLength(60) @Matches(plain, name) shopId?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() customerId?: string;
  @ApiPropertyOptional() @IsOptional() @MaxLength(200) @Matches(plain, name) messageId?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Failed at or after it' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @MaxLength(40)
  since?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Failed before it' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @MaxLength(40)
  until?: string;
}

export class LettersQuery extends IntersectionType(FilterFields, PageQuery) {
  @ApiPropertyOptional({ enum: letterStates, description: 'Default: open' })
  @IsOptional()
  @IsIn(letterStates)
  state?: LetterState;
}

export class GroupsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Also groups of which no letter is open' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => value === 'true' || value === true)
  @IsBoolean()
  all?: boolean;
}

export class GroupChange {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'What is known about it, for the next who looks; names nobody',
  })
  @IsOptional()
  @MaxLength(2_000)
  @Matches(plainLines, name)
  note?: string | null;

  @ApiPropertyOptional({ description: 'Letters of a group on hold are not replayed' })
  @IsOptional()
  @IsBoolean()
  isOnHold?: boolean;
}
