import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { ConnectionState } from '@ellity/contracts';

const connectionStates: readonly ConnectionState[] = ['active', 'paused', 'inactive'];

export class ConnectionsQuery {
  @ApiPropertyOptional({ enum: [...connectionStates] })
  @IsOptional()
  @IsIn(connectionStates)
  state?: ConnectionState;

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
