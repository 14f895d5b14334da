import { PageQuery } from '@ellity/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { ConnectionState } from '@ellity/contracts';
import { connectionStates } from './stages/connection-states';

export class ConnectionsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: [...connectionStates] })
  @IsOptional()
  @IsIn(connectionStates)
  state?: ConnectionState;

  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Those of whose work some fails, or none' })
  @IsOptional()
  @IsIn(['true', 'false'])
  failing?: 'true' | 'false';
}
