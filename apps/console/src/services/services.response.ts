import { ApiProperty } from '@nestjs/swagger';
import { type Target, targets } from '../config';

const states = ['up', 'unready', 'down'] as const;
export type SeenState = (typeof states)[number];
export type Part = Target | 'console';

/** One process of a service, as it said a few seconds ago at most. */
export class ServiceSeen {
  @ApiProperty({ enum: [...targets, 'console'] }) readonly part!: Part;
  @ApiProperty({ example: 'loyalty-core' }) readonly service!: string;
  @ApiProperty({ enum: states, description: '`unready`: it runs, and something it needs does not answer' })
  readonly state!: SeenState;
  @ApiProperty({ type: String, nullable: true, example: '0.1.0' }) readonly version!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) readonly startedAt!: string | null;
}

export class ServicesView {
  @ApiProperty({ type: [ServiceSeen] }) readonly items!: readonly ServiceSeen[];
}
