import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Length, Matches, MaxLength, ValidateIf } from 'class-validator';
import { namePattern } from '../people/people.request';
import { type Language, languages, passwordLengthMax } from '../people/person';

const token = { example: 'q83vEjRWeJC6sP7c3kXb1hFzYw5tUu0oLmNnAaBbCcD' } as const;
const password = { example: 'tři modré kočky na střeše', maxLength: passwordLengthMax } as const;
const given = (_object: unknown, value: unknown): boolean => value !== undefined;

export class LoginBody {
  @ApiProperty({ format: 'email' })
  @IsString()
  @Length(1, 254)
  email!: string;

  @ApiProperty(password)
  @IsString()
  @Length(1, passwordLengthMax)
  password!: string;
}

export class ForgottenBody {
  @ApiProperty({ format: 'email' })
  @IsString()
  @Length(1, 254)
  email!: string;
}

export class ResetBody {
  @ApiProperty(token)
  @IsString()
  @Length(1, 100)
  token!: string;

  @ApiProperty(password)
  @IsString()
  @MaxLength(passwordLengthMax)
  password!: string;
}

export class InvitationParams {
  @ApiProperty(token)
  @IsString()
  @Length(1, 100)
  token!: string;
}

export class AcceptBody {
  @ApiProperty({ example: 'Jana Nováková' })
  @IsString()
  @Matches(namePattern, { message: 'name must be 1 to 100 characters on one line' })
  name!: string;

  @ApiProperty(password)
  @IsString()
  @MaxLength(passwordLengthMax)
  password!: string;
}

/** What people change about themselves; what is left out stays. */
export class MeBody {
  @ApiPropertyOptional({ enum: languages })
  @ValidateIf(given)
  @IsIn(languages)
  language?: Language;

  @ApiPropertyOptional({ example: 'Jana Nováková' })
  @ValidateIf(given)
  @IsString()
  @Matches(namePattern, { message: 'name must be 1 to 100 characters on one line' })
  name?: string;

  @ApiPropertyOptional({
    ...password,
    description: 'A new password; needs the current one, and ends all other sessions',
  })
  @ValidateIf(given)
  @IsString()
  @MaxLength(passwordLengthMax)
  password?: string;

  @ApiPropertyOptional({ maxLength: passwordLengthMax })
  @ValidateIf(given)
  @IsString()
  @MaxLength(passwordLengthMax)
  currentPassword?: string;
}
