import { type Role, roles } from '@ellity/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { type Language, languages } from './person';

/** Nothing but spaces is no name; what would break a line of an e-mail is none, either. */
export const namePattern = /^(?=.*\S)[^\p{Cc}\p{Cs}\u2028\u2029]{1,100}$/u;
const nameProblem = 'name must be 1 to 100 characters on one line';
const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;
const shopPattern = /^[a-z][a-z0-9-]{0,59}$/;

/** `@Param() { personId }: PersonIdParams`. */
export class PersonIdParams {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  personId!: string;
}

/** Somebody who is let in. */
export class PersonBody {
  @ApiProperty({ format: 'email' })
  @Transform(trimmed)
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @ApiProperty({ example: 'Jana Nováková' })
  @IsString()
  @Matches(namePattern, { message: nameProblem })
  name!: string;

  @ApiProperty({ enum: roles })
  @IsIn(roles)
  role!: Role;

  @ApiProperty({ type: [String], example: ['demo'], description: 'Of a merchant; of an operator empty' })
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(100)
  @Matches(shopPattern, { each: true })
  shops!: string[];

  @ApiPropertyOptional({ enum: languages, default: 'cs' })
  @IsOptional()
  @IsIn(languages)
  language: Language = 'cs';
}

const given = (_object: unknown, value: unknown): boolean => value !== undefined;

/** What is changed about somebody; what is left out stays. */
export class PersonChangeBody {
  @ApiPropertyOptional({ example: 'Jana Nováková' })
  @ValidateIf(given)
  @IsString()
  @Matches(namePattern, { message: nameProblem })
  name?: string;

  @ApiPropertyOptional({ enum: roles })
  @ValidateIf(given)
  @IsIn(roles)
  role?: Role;

  @ApiPropertyOptional({ type: [String], example: ['demo'] })
  @ValidateIf(given)
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(100)
  @Matches(shopPattern, { each: true })
  shops?: string[];

  @ApiPropertyOptional({ enum: languages })
  @ValidateIf(given)
  @IsIn(languages)
  language?: Language;

  @ApiPropertyOptional({ description: 'True: ends every session and takes the password away' })
  @ValidateIf(given)
  @IsBoolean()
  disabled?: boolean;
}
