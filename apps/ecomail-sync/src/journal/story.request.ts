import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

/** Whose story; in a body, because paths are logged. */
export class StoryRequest {
  @ApiProperty({ example: 'demo' })
  @IsString()
  @Length(1, 60)
  shop!: string;

  @ApiProperty({ example: 'jana@shop.test' })
  @IsString()
  @Length(3, 300)
  email!: string;
}
