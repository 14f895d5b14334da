import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';

const shopPattern = /^[a-z][a-z0-9-]{0,59}$/;

/** Whose story; in a body, because paths are logged. */
export class StoryRequest {
  @ApiProperty({ example: 'demo' })
  @Matches(shopPattern, { message: 'shop must be a shop id' })
  shop!: string;

  @ApiProperty({ example: 'jana@shop.test' })
  @IsString()
  @Length(3, 300)
  email!: string;
}

export class StoryQuery {
  @ApiPropertyOptional({ description: 'Only in this shop', example: 'demo' })
  @IsOptional()
  @Matches(shopPattern, { message: 'shop must be a shop id' })
  shop?: string;
}
