import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import { CustomerView } from '../customers/customer.response';

export class NextExpirationView {
  @ApiProperty({ example: '2027-12-31' }) readonly date!: string;
  @ApiProperty({ example: '150.00' }) readonly amount!: string;
}

export class LotView {
  @ApiProperty({ format: 'uuid', description: 'The entry of the award' }) readonly id!: string;
  @ApiProperty({ example: '150.00' }) readonly amount!: string;
  @ApiProperty({ example: '20.00' }) readonly remaining!: string;
  @ApiProperty({ type: String, nullable: true, example: '2027-12-31' }) readonly expiresOn!: string | null;
}

export class AccountView extends CustomerView {
  @ApiProperty({ example: '150.00', description: 'The balance without lots whose last day is over' })
  readonly spendable!: string;
  @ApiProperty({ type: NextExpirationView, nullable: true })
  readonly nextExpiration!: NextExpirationView | null;
  @ApiProperty({ type: [LotView] }) readonly lots!: readonly LotView[];
}

export class EntryView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ example: '1795420800000000' }) readonly sequence!: string;
  @ApiProperty({ enum: ['award', 'spend', 'revoke', 'return', 'lapse'] }) readonly kind!: string;
  @ApiProperty({ example: '-20.00' }) readonly amount!: string;
  @ApiProperty({ example: '130.00' }) readonly balanceAfter!: string;
  @ApiProperty({ example: 'order' }) readonly reason!: string;
  @ApiProperty({ type: String, nullable: true }) readonly reference!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The service that asked' })
  readonly service!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The person for whom it asked' })
  readonly actor!: string | null;
  @ApiProperty({ format: 'date-time' }) readonly changedAt!: Date;
}

export class EntriesPage extends pageOf(EntryView) {}
