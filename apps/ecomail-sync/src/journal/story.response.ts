import { ApiProperty } from '@nestjs/swagger';
import { places, type Story, type StoryStep } from './story';

export class StoryStepView implements StoryStep {
  @ApiProperty({ description: 'Milliseconds since the first thing the story tells of' })
  readonly atMs!: number;
  @ApiProperty({ enum: places }) readonly where!: StoryStep['where'];
  @ApiProperty({ example: 'contact stored: ellity_credit=150,00' }) readonly what!: string;
  @ApiProperty({ format: 'date-time' }) readonly at!: string;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) readonly eventId!: string | null;
}

/** A customer's way in the order in which it happened; no PIN, key or address in it. */
export class StoryView implements Story {
  @ApiProperty({ example: 'demo' }) readonly shopId!: string;
  @ApiProperty({ format: 'uuid' }) readonly customerId!: string;
  @ApiProperty({ type: [StoryStepView] }) readonly steps!: readonly StoryStepView[];
}
