import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
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

export class RunsQuery {
  @ApiPropertyOptional({ description: 'runs of this shop only' })
  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,59}$/, { message: 'shopId must be a shop id' })
  shopId?: string;

  @ApiPropertyOptional({ description: '"next" of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  @ApiPropertyOptional({ default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}
