import { ApiProperty } from '@nestjs/swagger';

export class ShortfallView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ format: 'uuid' }) readonly customerId!: string;
  @ApiProperty({ format: 'uuid', description: 'The award that was to be taken back' })
  readonly awardId!: string;
  @ApiProperty({ example: '60.00' }) readonly amount!: string;
  @ApiProperty({ example: '20.00', description: 'Not made up by later credits yet' }) readonly open!: string;
  @ApiProperty({
    description: 'True: any later credits make it up; false: only those that come back to the same lot',
  })
  readonly isOwed!: boolean;
  @ApiProperty({ example: 'order-cancelled' }) readonly reason!: string;
  @ApiProperty({ type: String, nullable: true }) readonly reference!: string | null;
  @ApiProperty({ format: 'date-time' }) readonly recordedAt!: Date;
}

export class ShortfallsPage {
  @ApiProperty({ type: [ShortfallView] }) readonly items!: readonly ShortfallView[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: '`before` of the next page; null on the last one',
  })
  readonly next!: string | null;
}
