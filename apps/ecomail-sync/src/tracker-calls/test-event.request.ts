import { IsAddress } from '@ellity/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { type TestLabel, testLabels } from './test-event';

export class TestEventRequest {
  @ApiProperty({ example: 'owner@shop.test', description: 'A contact of the list, such as your own address' })
  @IsAddress()
  email!: string;

  @ApiPropertyOptional({
    enum: testLabels,
    default: 'test',
    description: 'In place of `test`, the label of a real event: it starts the automation that waits for it',
  })
  @IsOptional()
  @IsIn(testLabels)
  label?: TestLabel;
}

/** Ecomail has the event. */
export class TestEventSent {
  @ApiProperty({ example: '1234', description: 'Its id at Ecomail' }) readonly ecomailId!: string;
  @ApiProperty({ example: 'ellity' }) readonly category!: string;
  @ApiProperty({ example: 'change' }) readonly action!: string;
  @ApiProperty({ example: 'test' }) readonly label!: string;
}
