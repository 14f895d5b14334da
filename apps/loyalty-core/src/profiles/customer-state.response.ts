import { contractOf, CreditChanged, CustomerChanged, type MessageClass, PinChanged } from '@ellity/contracts';
import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';

/** Data as a message has it; its rules are in `docs/messages.md`. */
const dataOf = (message: MessageClass, description: string) =>
  ({
    type: 'object',
    additionalProperties: true,
    example: contractOf(message).example,
    description,
  }) as const;

const sequence = {
  example: '1795420800000000',
  description: 'Whatever is told under a greater number is newer',
} as const;

export class ProfileState {
  @ApiProperty(sequence) readonly sequence!: string;
  @ApiProperty(dataOf(CustomerChanged, 'As in loyalty.CustomerChanged.v1'))
  readonly data!: CustomerChanged;
}

export class PinState {
  @ApiProperty(sequence) readonly sequence!: string;
  @ApiProperty(dataOf(PinChanged, 'As in loyalty.PinChanged.v1: only ecomail-sync can read the PIN'))
  readonly data!: PinChanged;
}

export class CreditState {
  @ApiProperty(sequence) readonly sequence!: string;
  @ApiProperty(dataOf(CreditChanged, 'As in loyalty.CreditChanged.v1'))
  readonly data!: CreditChanged;
}

/** What is known of a customer, by groups of fields, each with a number as messages have it. */
export class CustomerState {
  @ApiProperty({ format: 'uuid' }) readonly customerId!: string;
  @ApiProperty() readonly profile!: ProfileState;
  @ApiProperty() readonly pin!: PinState;
  @ApiProperty({ type: CreditState, nullable: true, description: 'Null: nothing was ever booked' })
  readonly credit!: CreditState | null;
}

export class CustomerStatesPage extends pageOf(CustomerState) {}
