import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';

export class DisconnectRequest {
  @ApiProperty({
    enum: ['leave', 'blank'],
    description: '`leave`: our fields stay at Ecomail as they are; `blank`: a run empties them first',
  })
  @IsIn(['leave', 'blank'])
  fields!: 'leave' | 'blank';

  @ApiPropertyOptional({ description: 'why, for the record of moves; never an address' })
  @IsOptional()
  @IsString()
  @Length(3, 500)
  why?: string;
}
