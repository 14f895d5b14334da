import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import { actionKinds } from './action';

const anything = { type: 'object', additionalProperties: true } as const;
const instantOrNull = { type: String, nullable: true, format: 'date-time', example: null } as const;

export class ActionCounts {
  @ApiProperty({ description: 'Not yet sent' }) readonly chosen!: number;
  @ApiProperty({ description: 'Sent, without an outcome yet' }) readonly sent!: number;
  @ApiProperty({ description: 'The receiver tries them again by itself' }) readonly retrying!: number;
  @ApiProperty({ description: 'Applied' }) readonly done!: number;
  @ApiProperty({ description: 'Changed nothing any more' }) readonly noOp!: number;
  @ApiProperty({ description: 'Failed again' }) readonly failed!: number;
  @ApiProperty({ description: 'Left alone: the replay ended before' }) readonly skipped!: number;
}

export class ActionView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ enum: actionKinds }) readonly kind!: string;
  @ApiProperty({ enum: ['running', 'paused', 'done', 'cancelled', 'failed'] }) readonly state!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'Why it stopped itself: `failing-again`, `new-failure`',
  })
  readonly stopped!: string | null;
  @ApiProperty({ example: 'novak' }) readonly actor!: string;
  @ApiProperty({ example: 'the bug is mended in 0.1.1' }) readonly why!: string;
  @ApiProperty({ ...anything, example: { code: 'data-invalid' }, description: 'As it was at the start' })
  readonly filter!: object;
  @ApiProperty({ description: 'Letters that the filter meant at the start' }) readonly matched!: number;
  @ApiProperty({ description: 'Letters that are done with' }) readonly done!: number;
  @ApiProperty({ type: ActionCounts, description: 'Of a replay' }) readonly counts!: ActionCounts;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty(instantOrNull) readonly endedAt!: string | null;
}

export class ActionsPage extends pageOf(ActionView) {}

export class AuditView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ format: 'date-time' }) readonly at!: string;
  @ApiProperty({ example: 'novak' }) readonly actor!: string;
  @ApiProperty({ example: 'operator' }) readonly service!: string;
  @ApiProperty({ example: 'replay-started' }) readonly what!: string;
  @ApiProperty({ type: String, nullable: true, example: 'mended in 0.1.1' }) readonly why!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) readonly actionId!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) readonly groupId!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) readonly letterId!: string | null;
  @ApiProperty({ ...anything, nullable: true, example: { code: 'data-invalid' } })
  readonly filter!: object | null;
  @ApiProperty({ ...anything, nullable: true, example: { open: 132 } }) readonly before!: object | null;
  @ApiProperty({ ...anything, nullable: true, example: { open: 0 } }) readonly after!: object | null;
}

export class AuditPage extends pageOf(AuditView) {}

export class QueueShare {
  @ApiProperty({ example: 'loyalty-core.credits' }) readonly queue!: string;
  @ApiProperty() readonly letters!: number;
}

export class CodeShare {
  @ApiProperty({ example: 'already-applied' }) readonly code!: string;
  @ApiProperty() readonly letters!: number;
}

export class Asked {
  @ApiProperty({ description: 'Of how many an answer came' }) readonly answered!: number;
  @ApiProperty({ description: 'Of how many none did: their service is away, or they have none' })
  readonly unanswered!: number;
  @ApiProperty() readonly wouldApply!: number;
  @ApiProperty({ type: [CodeShare], description: 'Would change nothing, and why' })
  readonly wouldBeNoOp!: readonly CodeShare[];
  @ApiProperty({ type: [CodeShare], description: 'Would fail, and with what' })
  readonly wouldFail!: readonly CodeShare[];
  @ApiProperty({ description: 'Of all letters that are meant, so many would apply, judged by the answers' })
  readonly estimatedToApply!: number;
}

export class PreviewAnswer {
  @ApiProperty() readonly letters!: number;
  @ApiProperty({ description: 'The count to be typed in; false: not more than 100' })
  readonly needsCount!: boolean;
  @ApiProperty({ description: 'Fit the filter and are left alone: no way back, on hold, or emptied' })
  readonly leftAlone!: number;
  @ApiProperty({ type: [QueueShare] }) readonly queues!: readonly QueueShare[];
  @ApiProperty(instantOrNull) readonly oldestAt!: string | null;
  @ApiProperty(instantOrNull) readonly newestAt!: string | null;
  @ApiProperty({ type: Asked, nullable: true, description: 'Null: the services were not asked' })
  readonly asked!: Asked | null;
}
