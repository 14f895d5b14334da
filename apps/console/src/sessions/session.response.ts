import { type Role, roles } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import type { Target } from '../config';
import { type LinkKind, linkKinds } from '../people/link';
import { type Language, languages } from '../people/person';

const serviceStates = ['up', 'down'] as const;
export type ServiceState = (typeof serviceStates)[number];

class SignedInPerson {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ example: 'Jana Nováková' }) readonly name!: string;
  @ApiProperty({ format: 'email' }) readonly email!: string;
  @ApiProperty({ enum: roles }) readonly role!: Role;
  @ApiProperty({ enum: languages }) readonly language!: Language;
}

export class ReachableShop {
  @ApiProperty({ example: 'demo' }) readonly id!: string;
  @ApiProperty({ example: 'Demo shop', description: 'The id while loyalty-core is down' })
  readonly name!: string;
}

class ServiceStates implements Readonly<Record<Target, ServiceState>> {
  @ApiProperty({ enum: serviceStates }) readonly core!: ServiceState;
  @ApiProperty({ enum: serviceStates }) readonly sync!: ServiceState;
  @ApiProperty({ enum: serviceStates }) readonly gateway!: ServiceState;
  @ApiProperty({ enum: serviceStates }) readonly letters!: ServiceState;
}

/** Who has signed in, and what the web app needs from the start. */
export class SessionView {
  @ApiProperty() readonly person!: SignedInPerson;
  @ApiProperty({ type: [ReachableShop] }) readonly shops!: readonly ReachableShop[];
  @ApiProperty({ example: 'q83vEjRWeJC6sP7c', description: 'For `x-csrf-token` of every change' })
  readonly csrfToken!: string;
  @ApiProperty({ type: String, nullable: true, example: 'staging' }) readonly environment!: string | null;
  @ApiProperty() readonly services!: ServiceStates;
}

/** Whom a link is for. */
export class LinkView {
  @ApiProperty({ enum: linkKinds }) readonly kind!: LinkKind;
  @ApiProperty({ format: 'email' }) readonly email!: string;
  @ApiProperty({ example: 'Jana Nováková' }) readonly name!: string;
  @ApiProperty({ enum: languages }) readonly language!: Language;
}
