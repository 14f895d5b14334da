import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountsService } from '../../accounts/accounts.service';
import { shopIdOf } from '../../connection/shop-params';
import { AccountChecksService, type ListChoice } from './account-checks.service';
import { ActivationService } from './activation.service';
import { KeyRequest, ResumeRequest } from './key.request';

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
