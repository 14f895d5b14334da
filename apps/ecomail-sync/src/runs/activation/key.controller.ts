import { CallableBy, type Caller, CalledBy, ShopParams } from '@ellity/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AccountsService } from '../../accounts/accounts.service';
import { orderOf } from '../../connection/stages/pause.request';
import { AccountChecksService } from './account-checks.service';
import { EcomailProblems, KeyChecked } from './activation.response';
import { ActivationService } from './activation.service';
import { KeyRequest, ResumeRequest } from './key.request';

@ApiTags('connections')
@CallableBy('service', 'merchant', 'operator')
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
  @ApiOkResponse({ type: KeyChecked })
  @EcomailProblems()
  async check(@Param() _: ShopParams, @Body() request: KeyRequest): Promise<KeyChecked> {
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
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'What stands in the way, and what to do about it' })
  @EcomailProblems()
  async resume(
    @Param() { shopId }: ShopParams,
    @Body() request: ResumeRequest,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    await this.activation.resume(shopId, request.apiKey, orderOf(caller));
  }
}
