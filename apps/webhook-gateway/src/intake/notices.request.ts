import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

export class NoticesQuery {
  @ApiPropertyOptional({ description: 'The `next` of the page before', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  before?: string;

  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: 200 })
  @Type(() => Number)
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;
}

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

export class NoticesAnswer {
  @ApiProperty({ type: [NoticeAnswer] }) notices!: NoticeAnswer[];
  @ApiProperty({ type: String, nullable: true, description: 'Give it as `before` for the next page' })
  next!: string | null;
}

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
