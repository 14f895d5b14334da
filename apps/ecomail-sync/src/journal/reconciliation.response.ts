import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type {
  Acknowledged,
  DifferingHour,
  EventCounts,
  ReceivedHour,
  Reconciliation,
} from './reconciliation';

export class EventCountsView implements EventCounts {
  @ApiProperty({ description: 'Received' }) readonly in!: number;
  @ApiProperty({ description: 'Of those, published by another service than loyalty-core' })
  readonly elsewhere!: number;
  @ApiProperty() readonly delivered!: number;
  @ApiProperty() readonly merged!: number;
  @ApiProperty() readonly suppressed!: number;
  @ApiProperty() readonly parked!: number;
  @ApiProperty() readonly waiting!: number;
}

export class DifferingHourView implements DifferingHour {
  @ApiProperty({ example: 'loyalty.CreditChanged.v1' }) readonly type!: string;
  @ApiProperty({ format: 'date-time' }) readonly hour!: Date;
  @ApiProperty() readonly received!: number;
  @ApiProperty() readonly inStates!: number;
}

export class ReceivedHourView implements ReceivedHour {
  @ApiProperty({ example: 'loyalty.CreditChanged.v1' }) readonly type!: string;
  @ApiProperty({ type: Date, nullable: true, description: 'Null: all that were before' })
  readonly hour!: Date | null;
  @ApiProperty({ description: 'Of those that loyalty-core published' }) readonly received!: number;
}

export class AcknowledgedView implements Acknowledged {
  @ApiProperty({ example: 'loyalty.CreditChanged.v1' }) readonly type!: string;
  @ApiProperty({ type: Date, nullable: true, description: 'Null: of the type as a whole' })
  readonly hour!: Date | null;
  @ApiProperty() readonly missing!: number;
  @ApiProperty() readonly reason!: string;
  @ApiProperty({ description: 'The person or the service' }) readonly actor!: string;
  @ApiProperty({ format: 'date-time' }) readonly at!: Date;
}

/** in = delivered + merged + suppressed + parked + waiting. */
@ApiExtraModels(EventCountsView)
export class ReconciliationView extends EventCountsView implements Reconciliation {
  @ApiProperty({ example: 'demo' }) readonly shopId!: string;
  @ApiProperty({
    description:
      'Every received event is in exactly one state. Whether all were received, only their owner can say',
  })
  readonly consistent!: boolean;
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(EventCountsView) } })
  readonly byType!: Readonly<Record<string, EventCountsView>>;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Why events were suppressed or parked',
  })
  readonly reasons!: Readonly<Record<string, number>>;
  @ApiProperty({ description: 'Sent once more because their answer never came and they were not found' })
  readonly resent!: number;
  @ApiProperty({ type: [DifferingHourView] }) readonly differingHours!: readonly DifferingHourView[];
  @ApiProperty({ type: [ReceivedHourView], description: 'Empty unless `since` is given' })
  readonly hours!: readonly ReceivedHourView[];
  @ApiProperty({ type: [AcknowledgedView] }) readonly acknowledged!: readonly AcknowledgedView[];
}
