import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import type { LapseWeek } from './lapse-weeks';

export class LapseWeekView implements LapseWeek {
  @ApiProperty({ example: '2027-01-11', description: 'A Monday, or today' }) readonly from!: string;
  @ApiProperty({ example: '2027-01-17', description: 'A Sunday' }) readonly to!: string;
  @ApiProperty({ example: '840.00', description: 'What lapses after its last day in this week' })
  readonly amount!: string;
  @ApiProperty({ example: 12 }) readonly customers!: number;
  @ApiProperty({ example: 15, description: 'Awards of which something is left' }) readonly lots!: number;
}

export class LapseWeeksView {
  @ApiProperty({ type: [LapseWeekView] }) readonly weeks!: readonly LapseWeekView[];
}

export class CustomerLapseView {
  @ApiProperty({ format: 'uuid' }) readonly customerId!: string;
  @ApiProperty({ example: 'jana.novakova@shop.test' }) readonly email!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Jana' }) readonly firstName!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Nováková' }) readonly lastName!: string | null;
  @ApiProperty({ example: '120.00', description: 'What the customer loses in the week' })
  readonly amount!: string;
  @ApiProperty({ example: '2027-01-15', description: 'The last day of what lapses first' })
  readonly firstDay!: string;
  @ApiProperty({ example: '150.00' }) readonly balance!: string;
}

export class CustomerLapsesPage extends pageOf(CustomerLapseView) {}
