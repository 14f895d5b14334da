import { Problem } from '@ellity/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsEmail,
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
import { DataSource } from 'typeorm';
import { ActivationService } from './activation.service';
import { type ConnectionCounts, type ConnectionView, connectionView } from './connection-view';
import { ConnectionsService } from './connections.service';
import { KeyRequest } from './key.controller';
import { httpAddress, shopIdOf } from './shop-params';

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

export class ActivateRequest extends KeyRequest {
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

  @ApiProperty({ enum: ['cs', 'en'], description: 'how amounts are written into fields' })
  @IsDefined()
  @IsIn(['cs', 'en'])
  language!: 'cs' | 'en';

  @ApiPropertyOptional({ default: 'Europe/Prague' })
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

  @ApiPropertyOptional({ enum: ['granted', 'denied'], default: 'denied' })
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
    description: 'says that a list with a known id but another name or day of creation is meant',
  })
  @IsOptional()
  @IsBoolean()
  confirmOtherList?: boolean;
}

@ApiTags('connections')
@Controller('connections/:shopId')
export class ConnectionController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly activation: ActivationService,
    private readonly dataSource: DataSource,
  ) {}

  @Put()
  @ApiOperation({
    summary: 'Activates the connection: key, list, fields, roster. May be repeated; nothing is half-done',
  })
  async activate(@Param('shopId') shopId: string, @Body() request: ActivateRequest): Promise<ConnectionView> {
    await this.activation.activate(shopIdOf(shopId), request);
    return this.show(shopId);
  }

  @Get()
  @ApiOperation({ summary: 'The connection as it is, without its key' })
  async show(@Param('shopId') shopId: string): Promise<ConnectionView> {
    const connection = await this.connections.find(shopIdOf(shopId));
    if (!connection)
      throw new Problem(404, 'no-connection', 'This shop never had a connection. Activate one with PUT.');
    const [counts]: [ConnectionCounts] = await this.dataSource.query(
      `select count(*)::int as contacts,
         count(*) filter (where stored_version > 0)::int as stored,
         count(*) filter (where dirty_since is not null and rejected_reason is null and email is not null)::int as "toWrite",
         count(*) filter (where email is null)::int as "waitingForProfile",
         count(*) filter (where rejected_reason is not null)::int as rejected
       from contacts where shop_id = $1`,
      [shopId],
    );
    return connectionView(connection, counts);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends the connection; what waits is told to nobody' })
  async end(@Param('shopId') shopId: string): Promise<void> {
    await this.activation.end(shopIdOf(shopId));
  }
}
