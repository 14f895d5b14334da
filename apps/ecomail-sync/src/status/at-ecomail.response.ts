import { ApiProperty } from '@nestjs/swagger';
import type { FieldValue } from '../fields/field-definitions';
import type { MembershipStatus } from '../membership/membership';

const statuses = [
  'subscribed',
  'left',
  'bounced',
  'complained',
  'unconfirmed',
  'unknown',
] as const satisfies readonly MembershipStatus[];
const valueOrNull = { oneOf: [{ type: 'string' }, { type: 'number' }], nullable: true };

export class FieldAtEcomail {
  @ApiProperty({ example: 'ellity_credit' }) readonly name!: string;
  @ApiProperty({ ...valueOrNull, example: '150,00', description: 'What belongs there' })
  readonly ours!: FieldValue;
  @ApiProperty({ ...valueOrNull, example: '150,00', description: 'What is there now' })
  readonly theirs!: FieldValue;
  @ApiProperty({ description: 'Both mean the same; what is cleared by us counts as the same' })
  readonly isSame!: boolean;
}

/** What Ecomail itself says of a contact at this moment, beside what belongs there. */
export class ContactAtEcomail {
  @ApiProperty({ enum: statuses, nullable: true, description: 'Null: not in the list' })
  readonly status!: MembershipStatus | null;
  @ApiProperty({ type: [FieldAtEcomail], description: 'Never the PIN' })
  readonly fields!: readonly FieldAtEcomail[];
}
