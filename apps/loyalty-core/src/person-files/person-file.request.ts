import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

export class PersonFileQuery {
  @ApiPropertyOptional({
    enum: ['true', 'false'],
    description: '`true`: what can be had, where a service does not answer; `missing` names it',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  partial?: 'true' | 'false';
}
