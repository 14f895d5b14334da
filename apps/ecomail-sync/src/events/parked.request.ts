import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
} from 'class-validator';
import { type ParkedReason, parkedReasons } from './event-reasons';

/** What an operator decides about parked events of a shop. */
export class ParkedRequest {
  @ApiProperty({ enum: ['free', 'dismiss'], description: '`free`: sent after all; `dismiss`: suppressed' })
  @IsIn(['free', 'dismiss'])
  action!: 'free' | 'dismiss';

  @ApiProperty({ enum: parkedReasons, description: 'what they are parked for' })
  @IsIn(parkedReasons)
  reason!: ParkedReason;

  @ApiProperty({
    description: 'why, for the journal; never an address',
    example: 'the account takes events again',
  })
  @IsString()
  @Length(3, 500)
  remark!: string;

  @ApiPropertyOptional({ description: 'only these events; otherwise all of the shop parked for the reason' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @IsUUID('all', { each: true })
  events?: string[];
}

export class ParkedAnswer {
  @ApiProperty({ description: 'events freed or dismissed by this call' })
  events!: number;

  @ApiProperty({ description: 'whether more are parked for the reason: ask again' })
  more!: boolean;
}
