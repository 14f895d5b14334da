import { ApiProperty } from '@nestjs/swagger';

const kinds = ['missing', 'changed', 'status', 'stranger', 'duplicate'] as const;
const timeOrNull = { type: String, nullable: true, format: 'date-time' } as const;

export class DriftExample {
  @ApiProperty({ enum: kinds, example: 'changed' }) readonly kind!: (typeof kinds)[number];
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) readonly customerId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Shortened', example: 'j***@shop.test' })
  readonly email!: string | null;
  @ApiProperty({ type: [String], example: ['ellity_credit'] }) readonly fields!: readonly string[];
}

/** What a check of the whole list found, or has found so far. */
export class DriftCheckView {
  @ApiProperty({ format: 'uuid' }) readonly runId!: string;
  @ApiProperty({ enum: ['waiting', 'running', 'paused', 'done', 'failed', 'cancelled'], example: 'done' })
  readonly state!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it was given up, or tried again',
    example: null,
  })
  readonly reason!: string | null;
  @ApiProperty({ format: 'date-time' }) readonly startedAt!: string;
  @ApiProperty(timeOrNull) readonly finishedAt!: string | null;
  @ApiProperty({ description: 'Members of the list that were compared' }) readonly checked!: number;
  @ApiProperty({ description: 'Customers passed over because they were being written, or are refused' })
  readonly skipped!: number;
  @ApiProperty({ description: 'Customers that the list lacked; they are written as new' })
  readonly missing!: number;
  @ApiProperty({ description: 'Customers whose fields showed something else; they are written again' })
  readonly changed!: number;
  @ApiProperty({
    description: 'Statuses that changed without a notice; checked as if one had come, and left as they are',
  })
  readonly statuses!: number;
  @ApiProperty({ description: 'Members whom the shop never told of; left as they are' })
  readonly strangers!: number;
  @ApiProperty({ description: 'Addresses that are in the list in several spellings; left as they are' })
  readonly duplicates!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    description: 'How many customers each field differed of',
    example: { ellity_credit: 2 },
  })
  readonly fields!: Readonly<Record<string, number>>;
  @ApiProperty({
    type: [String],
    description: 'Fields that the list had no more, or with another type; a run of kind fields mends them',
    example: [],
  })
  readonly lacking!: readonly string[];
  @ApiProperty({ type: [DriftExample] }) readonly examples!: readonly DriftExample[];
}

export class DriftView {
  @ApiProperty({ type: DriftCheckView, nullable: true, description: 'The last that read the whole list' })
  readonly last!: DriftCheckView | null;
  @ApiProperty({ type: DriftCheckView, nullable: true, description: 'The one under way' })
  readonly running!: DriftCheckView | null;
  @ApiProperty({
    ...timeOrNull,
    description: 'Everybody who was in the list then has been compared since; null: no check ended yet',
  })
  readonly checkedSince!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'How long ago that is, in seconds' })
  readonly lagSeconds!: number | null;
}

/** A row of `drift_checks` with the state of its run. */
export interface DriftCheckRow {
  readonly run_id: string;
  readonly state: string;
  readonly reason: string | null;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly checked: number;
  readonly skipped: number;
  readonly missing: number;
  readonly changed: number;
  readonly statuses: number;
  readonly strangers: number;
  readonly duplicates: number;
  readonly fields: Readonly<Record<string, number>>;
  readonly lacking: readonly string[];
  readonly examples: readonly DriftExample[];
}

/** `checks`: the newest first. */
export function driftView(checks: readonly DriftCheckRow[], now: Date): DriftView {
  const last = checks.find(({ finished_at: finishedAt }) => finishedAt !== null);
  const running = checks.find(
    ({ state, finished_at: finishedAt }) => finishedAt === null && !ends.includes(state),
  );
  return {
    last: last ? checkView(last) : null,
    running: running ? checkView(running) : null,
    checkedSince: last?.started_at.toISOString() ?? null,
    lagSeconds: last ? Math.max(0, Math.round((now.getTime() - last.started_at.getTime()) / 1_000)) : null,
  };
}

const ends = ['done', 'failed', 'cancelled'];

const checkView = ({ run_id: runId, started_at: at, finished_at: end, ...row }: DriftCheckRow) => ({
  runId,
  state: row.state,
  reason: row.reason,
  startedAt: at.toISOString(),
  finishedAt: end?.toISOString() ?? null,
  checked: row.checked,
  skipped: row.skipped,
  missing: row.missing,
  changed: row.changed,
  statuses: row.statuses,
  strangers: row.strangers,
  duplicates: row.duplicates,
  fields: row.fields,
  lacking: row.lacking,
  examples: row.examples,
});
