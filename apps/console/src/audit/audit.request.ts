import { PageQuery } from '@ellity/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID, Matches } from 'class-validator';

/** Which changes: of a shop, of a person, or all. */
export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'demo' })
  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,59}$/)
  shopId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  personId?: string;
}
