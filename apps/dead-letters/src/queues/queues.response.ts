import type { QueueRole } from '@ellity/messaging';
import { ApiProperty } from '@nestjs/swagger';
import { type WaitingKind, waitingKinds } from './waiting-measures';

const roles: readonly QueueRole[] = ['work', 'retry', 'dead-letters', 'unrouted', 'reports', 'other'];
const orNull = { nullable: true } as const;

/** A queue of the broker. */
export class QueueView {
  @ApiProperty({ example: 'ecomail-sync.contacts.retry.5000ms' }) readonly name!: string;
  @ApiProperty({
    enum: roles,
    description:
      'work: read by its service; retry: waits for another attempt; dead-letters and unrouted: taken out by dead-letters; reports: what became of replays',
  })
  readonly role!: QueueRole;
  @ApiProperty({ type: String, ...orNull, example: 'ecomail-sync', description: 'Null: all share it' })
  readonly service!: string | null;
  @ApiProperty({ type: String, ...orNull, example: 'ecomail-sync.contacts' })
  readonly workQueue!: string | null;
  @ApiProperty({ type: Number, ...orNull, example: 5000, description: 'How long a message lies here' })
  readonly delayMs!: number | null;
  @ApiProperty({ example: 12, description: 'Waiting to be handed out' }) readonly ready!: number;
  @ApiProperty({ example: 3, description: 'Handed out, and not acknowledged yet' })
  readonly unacknowledged!: number;
  @ApiProperty({ example: 1 }) readonly consumers!: number;
  @ApiProperty({
    type: Number,
    ...orNull,
    example: 40,
    description: 'How long the oldest message has been here; null: there is none, or it is not known',
  })
  readonly oldestSeconds!: number | null;
  @ApiProperty({ description: 'The oldest was here when dead-letters saw the queue first: it may be older' })
  readonly isOldestAtLeast!: boolean;
  @ApiProperty({
    type: Number,
    ...orNull,
    example: -4,
    description: 'By how many messages it grew in the last five minutes; null where the broker does not say',
  })
  readonly grewBy!: number | null;
  @ApiProperty({ example: 0, description: 'Letters of this queue that are kept and open' })
  readonly openLetters!: number;
  @ApiProperty({ type: String, ...orNull, format: 'date-time', example: null })
  readonly oldestLetterAt!: string | null;
}

export class QueuesView {
  @ApiProperty({ format: 'date-time', description: 'When the broker was asked' }) readonly seenAt!: string;
  @ApiProperty({ type: [QueueView] }) readonly items!: readonly QueueView[];
}

/** What waits in a service, outside the broker. */
export class WaitingView {
  @ApiProperty({ example: 'ecomail-sync' }) readonly service!: string;
  @ApiProperty({
    enum: waitingKinds,
    description:
      'outbox: committed, not yet confirmed by the broker; contacts, events: to be sent to Ecomail',
  })
  readonly kind!: WaitingKind;
  @ApiProperty({ type: String, ...orNull, example: null }) readonly lane!: string | null;
  @ApiProperty({ example: 0 }) readonly count!: number;
  @ApiProperty({ example: 0 }) readonly oldestSeconds!: number;
}

export class WaitingsView {
  @ApiProperty({ type: [WaitingView] }) readonly items!: readonly WaitingView[];
  @ApiProperty({ type: [String], example: [], description: 'Services that do not answer' })
  readonly silent!: readonly string[];
}
