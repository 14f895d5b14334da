import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, IsUrl, Length } from 'class-validator';
import { AccountsService } from '../delivery/accounts.service';
import { AccountChecksService, type ListChoice } from './account-checks.service';
import { ActivationService } from './activation.service';
import { httpAddress, shopIdOf } from './shop-params';

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

@ApiTags('connections')
@Controller('connections/:shopId')
export class KeyController {
  constructor(
    private readonly activation: ActivationService,
    private readonly checks: AccountChecksService,
    private readonly accounts: AccountsService,
  ) {}

  @Post('key')
  @HttpCode(200)
  @ApiOperation({ summary: 'Checks an API key and tells the lists of its account; keeps nothing' })
  async check(
    @Param('shopId') shopId: string,
    @Body() request: KeyRequest,
  ): Promise<{ lists: ListChoice[] }> {
    shopIdOf(shopId);
    const baseUrl = request.baseUrl ?? this.accounts.defaultBaseUrl;
    this.checks.refuseAddress(baseUrl);
    const account = this.accounts.ofKey(request.apiKey, baseUrl);
    return this.checks.run(async () => {
      await this.checks.checkKey(account);
      return { lists: await this.checks.lists(account) };
    });
  }

  @Post('resume')
  @HttpCode(204)
  @ApiOperation({
    summary:
      'Goes on after a pause, with the known key or a new one of the same account; nothing is written again',
  })
  async resume(@Param('shopId') shopId: string, @Body() request: ResumeRequest): Promise<void> {
    await this.activation.resume(shopIdOf(shopId), request.apiKey);
  }
}
