import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';

export class NoticeAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'ecomail' }) source!: string;
  @ApiProperty({ format: 'date-time' }) receivedAt!: string;
  @ApiProperty({ enum: ['rejected', 'sent', 'verified'] }) state!: string;
  @ApiProperty({ type: String, nullable: true, example: 'j***@shop.test' }) email!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'subscribed' }) status!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'body-not-json' }) rejectedReason!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'genuine' }) verdict!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'loyalty.AwardCredit.v1' }) command!: string | null;
  @ApiProperty({
    type: String,
    enum: ['applied', 'duplicate', 'refused'],
    nullable: true,
    example: 'applied',
    description: 'What loyalty-core made of the command; null: not said yet, or there is none',
  })
  outcome!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) outcomeReason!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '10.00' }) outcomeAmount!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) verifiedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) settledAt!: string | null;
  @ApiProperty({ description: 'Whether anybody still waits for something' }) isOpen!: boolean;
  @ApiProperty({ description: 'Size of the body in bytes' }) bytes!: number;
}

export class NoticeDetailAnswer extends NoticeAnswer {
  @ApiProperty({ example: 'application/json' }) contentType!: string;
  @ApiProperty({
    type: String,
    example: '{"payload":{"email":"j***@shop.test","status":"SUBSCRIBED","listId":1}}',
    description: 'As received, at most 4,000 characters, addresses shortened',
  })
  body!: string;
}

export class NoticesAnswer extends pageOf(NoticeAnswer) {}

export class NoticeTotal {
  @ApiProperty({ example: 'ecomail' }) source!: string;
  @ApiProperty({ enum: ['rejected', 'sent', 'verified'] }) state!: string;
  @ApiProperty({ type: String, nullable: true, example: 'genuine' }) verdict!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'body-not-json' }) rejectedReason!: string | null;
  @ApiProperty() notices!: number;
}

export class NoticeTotalsAnswer {
  @ApiProperty({ type: [NoticeTotal], description: 'Of all time, deleted notices included' })
  totals!: NoticeTotal[];
}
