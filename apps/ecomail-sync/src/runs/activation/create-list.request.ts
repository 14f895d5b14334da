import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsString, Length } from 'class-validator';

export class CreateListRequest {
  @ApiProperty({ example: 'Loyalty' })
  @IsString()
  @Length(1, 200)
  name!: string;

  @ApiProperty({ example: 'My shop' })
  @IsString()
  @Length(1, 200)
  fromName!: string;

  @ApiProperty({ example: 'news@shop.example' })
  @IsEmail()
  fromEmail!: string;

  @ApiProperty({ example: 'help@shop.example' })
  @IsEmail()
  replyTo!: string;
}
