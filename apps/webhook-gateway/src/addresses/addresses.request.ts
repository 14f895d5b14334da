import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { type Source, sources } from './sources';

export class SourceQuery {
  @ApiPropertyOptional({ enum: sources, default: 'ecomail' })
  @IsIn(sources)
  source: Source = 'ecomail';
}
