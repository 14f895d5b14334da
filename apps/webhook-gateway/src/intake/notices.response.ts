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
  @ApiProperty({ description: 'Size of the body in bytes' }) bytes!: number;
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
