import { ApiProperty } from '@nestjs/swagger';
import { type FactCode, factCodes, type FactReason, factReasons } from './story-facts';
import { places, type Story, type StoryStep } from './story';

export class StoryStepView implements StoryStep {
  @ApiProperty({ description: 'Milliseconds since the first thing the story tells of' })
  readonly atMs!: number;
  @ApiProperty({ enum: places }) readonly where!: StoryStep['where'];
  @ApiProperty({ description: 'In English', example: 'contact stored: ellity_credit=150,00' })
  readonly what!: string;
  @ApiProperty({ enum: factCodes, description: 'What the sentence says, stable' }) readonly code!: FactCode;
  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
    description: 'The values in the sentence, as they are: amounts with a point, moments in ISO 8601',
    example: { fields: 'ellity_credit=150,00' },
  })
  readonly values!: Readonly<Record<string, string | number | boolean>>;
  @ApiProperty({
    enum: factReasons,
    nullable: true,
    description: 'Why, where the step has a reason that this version knows',
  })
  readonly reason!: FactReason | null;
  @ApiProperty({ format: 'date-time' }) readonly at!: string;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) readonly eventId!: string | null;
}

/** A customer's way in the order in which it happened; no PIN, key or address in it. */
export class StoryView implements Story {
  @ApiProperty({ example: 'demo' }) readonly shopId!: string;
  @ApiProperty({ format: 'uuid' }) readonly customerId!: string;
  @ApiProperty({ type: [StoryStepView] }) readonly steps!: readonly StoryStepView[];
}
