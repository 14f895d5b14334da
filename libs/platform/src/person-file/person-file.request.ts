import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsUUID, Matches, MaxLength } from 'class-validator';
import { ShopParams } from '../access/shop-params';

/** Whose file: the path of a service's part of it. */
export class PersonParams extends ShopParams {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  customerId!: string;
}

/** In a body, because paths are logged. */
export class PersonFileBody {
  @ApiProperty({
    type: [String],
    example: ['jana.novakova@shop.test'],
    description: 'The addresses that the person is known by elsewhere',
  })
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(/^[^\p{Cc}\p{Cs}]+$/u, { each: true, message: 'each address must be text that can be written' })
  @MaxLength(400, { each: true })
  addresses!: string[];
}
