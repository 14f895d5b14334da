import { PageQuery } from '@ellity/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import type { RunOrder } from './run';

export class RunParams {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  runId!: string;
}

export class RunOrderParams extends RunParams {
  @ApiProperty({ enum: ['pause', 'resume', 'cancel'] })
  @IsIn(['pause', 'resume', 'cancel'])
  order!: RunOrder;
}

export class RunsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'runs of this shop only' })
  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,59}$/, { message: 'shopId must be a shop id' })
  shopId?: string;
}
