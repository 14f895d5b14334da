import { PageQuery, ShopParams } from '@ellity/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';

export class ExportRequest {
  @ApiPropertyOptional({ description: 'Only those that Ecomail refused; all without it' })
  @IsOptional()
  @IsBoolean({ message: 'onlyRejected must be true or false' })
  onlyRejected?: boolean;
}

export class ExportParams extends ShopParams {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'runId must be the id of an export' })
  runId!: string;
}

export class ExportsQuery extends PageQuery {}

export class InLanguageQuery {
  @ApiPropertyOptional({ enum: ['cs', 'en'], description: "Of the texts; else the connection's" })
  @IsOptional()
  @IsIn(['cs', 'en'], { message: 'language must be cs or en' })
  language?: 'cs' | 'en';
}

const orders = ['pause', 'resume', 'cancel'] as const;

export class ExportOrderParams extends ExportParams {
  @ApiProperty({ enum: orders })
  @IsIn(orders, { message: `order must be one of ${orders.join(', ')}` })
  order!: (typeof orders)[number];
}
