import { CreditChanged, CustomerChanged, PinChanged } from '@ellity/contracts';
import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';

const sequence = {
  example: '1795420800000000',
  description: 'Whatever is told under a greater number is newer',
} as const;

export class ProfileState {
  @ApiProperty(sequence) readonly sequence!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As in loyalty.CustomerChanged.v1',
  })
  readonly data!: CustomerChanged;
}

export class PinState {
  @ApiProperty(sequence) readonly sequence!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As in loyalty.PinChanged.v1: only ecomail-sync can read the PIN',
  })
  readonly data!: PinChanged;
}

export class CreditState {
  @ApiProperty(sequence) readonly sequence!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'As in loyalty.CreditChanged.v1' })
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
