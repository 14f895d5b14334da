import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import { BothLanguages } from './letters.response';

export class HourCount {
  @ApiProperty({ format: 'date-time' }) readonly hour!: string;
  @ApiProperty() readonly letters!: number;
}

export class GroupCounts {
  @ApiProperty() readonly open!: number;
  @ApiProperty({ description: 'An action is at them' }) readonly taken!: number;
  @ApiProperty() readonly delivered!: number;
  @ApiProperty() readonly discarded!: number;
}

/** Letters that failed alike. */
export class GroupView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ example: 'loyalty-core' }) readonly service!: string;
  @ApiProperty({ example: 'loyalty-core.credits' }) readonly queue!: string;
  @ApiProperty({ example: 'loyalty.AwardCredit.v1' }) readonly type!: string;
  @ApiProperty({ example: 'data-invalid' }) readonly code!: string;
  @ApiProperty({ example: 'amount must be an amount above zero' }) readonly message!: string;
  @ApiProperty({ example: '' }) readonly frames!: string;
  @ApiProperty({ type: BothLanguages }) readonly why!: BothLanguages;
  @ApiProperty({ type: GroupCounts }) readonly counts!: GroupCounts;
  @ApiProperty({ type: [HourCount], description: 'How many came in the last 24 hours, hour by hour' })
  readonly hours!: readonly HourCount[];
  @ApiProperty({ type: String, nullable: true, example: 'the shop knows' }) readonly note!: string | null;
  @ApiProperty() readonly isOnHold!: boolean;
  @ApiProperty({ description: 'Somebody looked at it' }) readonly isSeen!: boolean;
  @ApiProperty({ format: 'date-time' }) readonly firstAt!: string;
  @ApiProperty({ format: 'date-time' }) readonly lastAt!: string;
}

export class GroupsPage extends pageOf(GroupView) {}

export class QueueStats {
  @ApiProperty({ example: 'loyalty-core.credits' }) readonly queue!: string;
  @ApiProperty({ type: GroupCounts }) readonly counts!: GroupCounts;
}

export class Stats {
  @ApiProperty({ type: GroupCounts }) readonly counts!: GroupCounts;
  @ApiProperty({ description: 'Groups with an open letter' }) readonly groups!: number;
  @ApiProperty({ description: 'Of these, the ones that nobody looked at' }) readonly unseenGroups!: number;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: null })
  readonly oldestUnseenAt!: string | null;
  @ApiProperty({ type: [QueueStats] }) readonly queues!: readonly QueueStats[];
}
