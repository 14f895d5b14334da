import { ApiProperty } from '@nestjs/swagger';
import type { EntryKind } from '../credits/credit-account';
import type { DayFigures, Figures, ReasonSum } from './daily-sums';

class FiguresView implements Figures {
  @ApiProperty({ example: '120.00', description: 'Awards and rewards' }) readonly given!: string;
  @ApiProperty({ example: '10.00', description: 'Awards taken back' }) readonly takenBack!: string;
  @ApiProperty({ example: '45.50' }) readonly spent!: string;
  @ApiProperty({ example: '0.00', description: 'Spendings that were cancelled' })
  readonly givenBack!: string;
  @ApiProperty({ example: '5.00' }) readonly lapsed!: string;
  @ApiProperty({ example: 3 }) readonly newCustomers!: number;
  @ApiProperty({ example: 2, description: 'Also of customers who were known before' })
  readonly registrations!: number;
}

class ReasonSumView implements ReasonSum {
  @ApiProperty({ enum: ['award', 'spend', 'revoke', 'return', 'lapse'] }) readonly kind!: EntryKind;
  @ApiProperty({ example: 'order' }) readonly reason!: string;
  @ApiProperty({ example: '120.00' }) readonly amount!: string;
  @ApiProperty({ example: 12 }) readonly entries!: number;
}

class DayFiguresView extends FiguresView implements DayFigures {
  @ApiProperty({ example: '2027-01-15' }) readonly day!: string;
  @ApiProperty({ type: [ReasonSumView] }) readonly reasons!: readonly ReasonSum[];
}

export class SumsView {
  @ApiProperty({ example: '2027-01-01' }) readonly from!: string;
  @ApiProperty({ example: '2027-01-31' }) readonly to!: string;
  @ApiProperty({ type: FiguresView }) readonly total!: Figures;
  @ApiProperty({ type: [DayFiguresView], description: 'Every day, also those on which nothing happened' })
  readonly days!: readonly DayFigures[];
}
