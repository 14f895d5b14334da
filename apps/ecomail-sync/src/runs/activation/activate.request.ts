import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUrl,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { AreAddresses } from '../test-mode/test-mode.request';
import { httpAddress } from './request-checks';
import { CreateListRequest } from './create-list.request';

const asShop = 'what loyalty-core tells of the shop counts instead, as soon as it did';

export class ActivateRequest {
  @ApiPropertyOptional({ description: 'API key from Ecomail; without one the key that was entered is taken' })
  @IsOptional()
  @IsString()
  @Length(8, 200)
  apiKey?: string;

  @ApiPropertyOptional({ example: 'https://api2.ecomailapp.cz' })
  @IsOptional()
  @IsUrl(httpAddress)
  baseUrl?: string;

  @ApiPropertyOptional({ description: 'the list to write to; or give createList' })
  @ValidateIf((request: ActivateRequest) => request.createList === undefined)
  @IsInt({ message: 'listId must be the id of a list, unless createList is given' })
  @Min(1)
  listId?: number;

  @ApiPropertyOptional({
    description: 'a list to create; one of the same name is taken instead of a second one',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => CreateListRequest)
  createList?: CreateListRequest;

  @ApiProperty({ enum: ['cs', 'en'], description: `how amounts are written into fields; ${asShop}` })
  @IsDefined()
  @IsIn(['cs', 'en'])
  language!: 'cs' | 'en';

  @ApiPropertyOptional({ default: 'Europe/Prague', description: asShop })
  @IsOptional()
  @IsTimeZone()
  timeZone?: string;

  @ApiPropertyOptional({
    default: 30,
    description: 'credit changes of a contact within this time become one event',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(86_400)
  quietSeconds?: number;

  @ApiPropertyOptional({ default: 1000, nullable: true, description: 'null: not paced; only for a sandbox' })
  @IsOptional()
  @IsInt()
  @Min(10)
  @Max(100_000)
  requestsPerMinute?: number | null;

  @ApiPropertyOptional({ enum: ['granted', 'denied'], default: 'denied', description: asShop })
  @IsOptional()
  @IsIn(['granted', 'denied'])
  unknownConsent?: 'granted' | 'denied';

  @ApiPropertyOptional({
    description: 'the address for list notices that should be set in the list at Ecomail',
  })
  @IsOptional()
  @IsUrl(httpAddress)
  @MaxLength(500)
  webhookUrl?: string;

  @ApiPropertyOptional({
    description:
      'category of the events: ellity, or ellity-<shop> where another shop of the Ecomail account has that; what the shop has is kept',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  eventCategory?: string;

  @ApiPropertyOptional({
    description:
      'ends paused, before the first write to another list: GET …/exports/preview shows what would be written, resume begins',
  })
  @IsOptional()
  @IsBoolean()
  holdWrites?: boolean;

  @ApiPropertyOptional({
    type: [String],
    example: ['owner@shop.test'],
    description:
      'begins in test mode: only these addresses are written; without them test mode stays as it is',
  })
  @IsOptional()
  @AreAddresses()
  testAddresses?: string[];

  @ApiPropertyOptional({
    description: 'says that a list with a known id but another name or day of creation is meant',
  })
  @IsOptional()
  @IsBoolean()
  confirmOtherList?: boolean;
}
