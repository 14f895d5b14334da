import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, IsUrl, Length } from 'class-validator';
import { httpAddress } from './request-checks';

export class KeyRequest {
  @ApiProperty({ description: 'API key from Ecomail: account settings, for developers' })
  @IsString()
  @Length(8, 200)
  apiKey!: string;

  @ApiPropertyOptional({ example: 'https://api2.ecomailapp.cz' })
  @IsOptional()
  @IsUrl(httpAddress)
  baseUrl?: string;
}

export class ResumeRequest {
  @ApiPropertyOptional({
    description: 'a new API key of the same account; without one the known key is tried',
  })
  @IsOptional()
  @IsString()
  @Length(8, 200)
  apiKey?: string;
}
