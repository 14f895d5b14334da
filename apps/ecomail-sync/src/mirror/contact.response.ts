import { type Caller, pageOf, shortenAddresses } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import { fieldGroups, type FieldValue } from '../fields/field-definitions';
import type { NamedColumn } from '../fields/mirror-column';
import { addressInUse } from './address-claims';
import { testMode } from './test-mode';
import { shownColumns, shownName } from './view-statements';

const textOrNull = { type: String, nullable: true } as const;
const timeOrNull = { type: String, nullable: true, format: 'date-time' } as const;
const reasonByField = {
  type: 'object',
  additionalProperties: { type: 'string' },
  description: 'Fields without which the contact is stored, each with its reason',
  example: { phone: 'is not a phone number' },
} as const;

export class RejectionView {
  @ApiProperty({
    enum: [addressInUse, testMode, 'refused'],
    description:
      '`address-in-use`: another customer of the shop has the address; `test-mode`: test mode leaves it out; `refused`: Ecomail refuses it',
  })
  readonly code!: string;
  @ApiProperty({ description: 'What Ecomail said, if it did' }) readonly message!: string;
}

/** A contact in a list. Ends with what stands in its way, if anything does. */
export class ContactListed {
  @ApiProperty({ format: 'uuid' }) readonly customerId!: string;
  @ApiProperty({ ...textOrNull, description: 'In full for people; shortened for services' })
  readonly email!: string | null;
  @ApiProperty({ type: RejectionView, nullable: true }) readonly rejection!: RejectionView | null;
  @ApiProperty(reasonByField) readonly leftOut!: Readonly<Record<string, string>>;
  @ApiProperty({ ...timeOrNull, description: 'When Ecomail took it last' }) readonly storedAt!: Date | null;
  @ApiProperty({ ...timeOrNull, description: 'Since when Ecomail may not have it as it is' })
  readonly dirtySince!: Date | null;
}

export class ContactsPage extends pageOf(ContactListed) {}

/** What the mirror holds of a customer; the columns of the fields are added below, as the table of fields has them. */
export class ContactView {
  @ApiProperty({ example: 'demo' }) readonly shopId!: string;
  @ApiProperty({ format: 'uuid' }) readonly customerId!: string;
  @ApiProperty() readonly hasPin!: boolean;
  @ApiProperty() readonly version!: number;
  @ApiProperty() readonly storedVersion!: number;
  @ApiProperty(timeOrNull) readonly storedAt!: Date | null;
  @ApiProperty({ description: 'Ecomail is known to have it' }) readonly isKnown!: boolean;
  @ApiProperty(timeOrNull) readonly dirtySince!: Date | null;
  @ApiProperty({ ...timeOrNull, description: 'Without a profile since then' })
  readonly waitingSince!: Date | null;
  @ApiProperty({ ...timeOrNull, description: 'Credit events until then are merged into one' })
  readonly quietUntil!: Date | null;
  @ApiProperty(textOrNull) readonly rejectedReason!: string | null;
  @ApiProperty(reasonByField) readonly leftOut!: Readonly<Record<string, string>>;
}

/** What goes into the fields of a contact. */
export class ContactFieldsView {
  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }], nullable: true },
    description: 'As the list holds them, by name; empty while the contact cannot be written. Never the PIN',
    example: { ellity_credit: '150,00', ellity_credit_num: 150 },
  })
  readonly fields!: Readonly<Record<string, FieldValue>>;
}

const documentOf = ({ type }: NamedColumn): object =>
  type === 'boolean'
    ? { type: Boolean }
    : { type: String, ...(type === 'timestamptz' ? { format: 'date-time' } : {}) };
for (const column of shownColumns)
  ApiProperty({ ...documentOf(column), nullable: true })(ContactView.prototype, shownName(column));
for (const group of fieldGroups)
  ApiProperty({ type: String, example: '1795420800000000' })(ContactView.prototype, `${group}Sequence`);

export interface ContactRow extends Omit<ContactListed, 'rejection'> {
  readonly rejectedReason: string | null;
}

/** A person who gets through may see the shop's addresses; a service on its own account gets them shortened. */
export function contactListed({ rejectedReason, ...row }: ContactRow, { actor }: Caller): ContactListed {
  const shown = (text: string): string => (actor ? text : shortenAddresses(text));
  return {
    ...row,
    email: row.email === null ? null : shown(row.email),
    rejection: rejectedReason === null ? null : rejectionOf(shown(rejectedReason)),
    leftOut: Object.fromEntries(Object.entries(row.leftOut).map(([field, why]) => [field, shown(why)])),
  };
}

const ownRejections: Readonly<Record<string, string>> = {
  [addressInUse]: 'Another customer of the shop has this address.',
  [testMode]: 'Test mode leaves this address out.',
};

function rejectionOf(reason: string): RejectionView {
  const message = ownRejections[reason];
  return message === undefined ? { code: 'refused', message: reason } : { code: reason, message };
}
