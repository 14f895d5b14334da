import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import type { Run } from './run';

const textOrNull = { type: String, nullable: true } as const;

/** A run as people may see it: nothing of what it was started with. */
export class RunView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ example: 'activation' }) readonly kind!: string;
  @ApiProperty({ example: 'demo' }) readonly shopId!: string;
  @ApiProperty({ enum: ['waiting', 'running', 'paused', 'done', 'failed', 'cancelled'] })
  readonly state!: string;
  @ApiProperty({ example: 'members' }) readonly step!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Null: not known yet' })
  readonly total!: number | null;
  @ApiProperty() readonly done!: number;
  @ApiProperty({ description: 'Attempts that did not go well' }) readonly failed!: number;
  @ApiProperty({
    ...textOrNull,
    description: 'Stable: why it failed, was cancelled, or why the last attempt did not go well',
  })
  readonly reason!: string | null;
  @ApiProperty(textOrNull) readonly detail!: string | null;
  @ApiProperty({ ...textOrNull, description: 'The person or the service that asked for it' })
  readonly actor!: string | null;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty({ format: 'date-time' }) readonly changedAt!: string;
  @ApiProperty({ ...textOrNull, format: 'date-time' }) readonly finishedAt!: string | null;
}

export class RunsPage extends pageOf(RunView) {}

/** A run that goes on by itself. */
export class RunStarted {
  @ApiProperty() readonly run!: RunView;
}

export const runView = (run: Run): RunView => ({
  id: run.id,
  kind: run.kind,
  shopId: run.shop_id,
  state: run.state,
  step: run.step,
  total: run.total,
  done: run.done,
  failed: run.failed,
  reason: run.reason,
  detail: run.problem?.detail ?? null,
  actor: run.actor,
  createdAt: run.created_at.toISOString(),
  changedAt: run.changed_at.toISOString(),
  finishedAt: run.finished_at?.toISOString() ?? null,
});
