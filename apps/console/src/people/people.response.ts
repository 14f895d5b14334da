import { pageOf, type Role, roles } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import { type Language, languages, type PersonState, personStates } from './person';

/** Somebody who may sign in, as operators see them. */
export class PersonView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ format: 'email' }) readonly email!: string;
  @ApiProperty({ example: 'Jana Nováková' }) readonly name!: string;
  @ApiProperty({ enum: roles }) readonly role!: Role;
  @ApiProperty({ enum: languages }) readonly language!: Language;
  @ApiProperty({ type: [String], example: ['demo'], description: 'Of a merchant; empty of an operator' })
  readonly shops!: readonly string[];
  @ApiProperty({ enum: personStates, description: '`invited`: has not set a password yet' })
  readonly state!: PersonState;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly lastSignedInAt!: string | null;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
}

export class PeoplePage extends pageOf(PersonView) {}
