import { ApiProperty } from '@nestjs/swagger';
import type { NightCounts } from './night';
import type { WarningsPreview } from './warnings.service';

export class NightView implements NightCounts {
  @ApiProperty({ example: '2027-01-15' }) readonly localDate!: string;
  @ApiProperty({ description: 'Customers of whom something lapsed', example: 3 }) readonly lapsed!: number;
  @ApiProperty({ example: '120.00' }) readonly lapsedAmount!: string;
  @ApiProperty({ description: 'Warnings: one per customer and lot day', example: 5 })
  readonly warned!: number;
  @ApiProperty({ type: Date, nullable: true, description: 'Null: it goes on, or it is a dry run' })
  readonly finishedAt!: Date | null;
}

export class NightRunView extends NightView {
  @ApiProperty({
    type: Date,
    nullable: true,
    description: 'When it ended before; null: never. What a night counts is of all its runs.',
  })
  readonly ranBefore!: Date | null;
}

export class NightsPage {
  @ApiProperty({ type: [NightView] }) readonly items!: readonly NightView[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: '`before` of the next page; null on the last one',
  })
  readonly next!: string | null;
}

export class WarningsPreviewView implements WarningsPreview {
  @ApiProperty({ example: 480 }) readonly customers!: number;
  @ApiProperty({ description: 'One per customer and lot day', example: 512 }) readonly warnings!: number;
  @ApiProperty({ example: '10400.00' }) readonly amount!: string;
}
