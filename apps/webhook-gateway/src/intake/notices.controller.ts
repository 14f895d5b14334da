import { ShopParams, shortenAddresses } from '@ellity/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';

class NoticesQuery {
  @ApiPropertyOptional({ description: 'The `next` of the page before' })
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

class NoticeAnswer {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'ecomail' }) source!: string;
  @ApiProperty() receivedAt!: string;
  @ApiProperty({ enum: ['rejected', 'sent', 'verified'] }) state!: string;
  @ApiProperty({ type: String, nullable: true, example: 'j***@shop.test' }) email!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'subscribed' }) status!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'body-not-json' }) rejectedReason!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'genuine' }) verdict!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'loyalty.AwardCredit.v1' }) command!: string | null;
  @ApiProperty({ description: 'Size of the body in bytes' }) bytes!: number;
}

class NoticesAnswer {
  @ApiProperty({ type: [NoticeAnswer] }) notices!: NoticeAnswer[];
  @ApiProperty({ type: String, nullable: true, description: 'Give it as `before` for the next page' })
  next!: string | null;
}

/** What came in and what became of it, the newest first; addresses shortened. */
@ApiTags('notices')
@Controller('shops/:shopId/notices')
export class NoticesController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @ApiOperation({ summary: 'Notices of a shop, the newest first' })
  @ApiOkResponse({ type: NoticesAnswer })
  async list(
    @Param() { shopId }: ShopParams,
    @Query() { before, limit }: NoticesQuery,
  ): Promise<NoticesAnswer> {
    const rows: (Omit<NoticeAnswer, 'receivedAt'> & { receivedAt: Date })[] = await this.dataSource.query(
      `select id, source, received_at as "receivedAt", state, email, status, rejected_reason as "rejectedReason",
              verdict, command_type as command, octet_length(body) as bytes
         from notices
        where shop_id = $1 and ($2::uuid is null or id < $2)
        order by id desc
        limit $3`,
      [shopId, before ?? null, limit + 1],
    );
    const page = rows.slice(0, limit);
    return {
      notices: page.map((row) => ({
        ...row,
        receivedAt: row.receivedAt.toISOString(),
        email: row.email === null ? null : shortenAddresses(row.email),
      })),
      next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }
}
