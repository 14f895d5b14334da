import { CallableBy, CalledBy, type Caller, ShopParams } from '@ellity/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { orderOf } from '../../connection/stages/pause.request';
import { TestModeRequest, TestModeView } from './test-mode.request';
import { TestModeSettingsService } from './test-mode-settings.service';

@ApiTags('connections')
@ApiNotFoundResponse({ description: 'The shop has no connection' })
@CallableBy('service', 'merchant', 'operator')
@Controller('connections/:shopId/test-mode')
export class TestModeController {
  constructor(private readonly settings: TestModeSettingsService) {}

  @Get()
  @ApiOperation({ summary: 'Whether only some addresses are written and notified, and who is kept back' })
  @ApiOkResponse({ type: TestModeView })
  show(@Param() { shopId }: ShopParams, @CalledBy() caller: Caller): Promise<TestModeView> {
    return this.settings.of(shopId, caller);
  }

  @Put()
  @ApiOperation({ summary: 'From now on only these addresses are written and notified; all others wait' })
  @ApiOkResponse({ type: TestModeView })
  @ApiConflictResponse({ description: 'The connection is being ended' })
  async set(
    @Param() { shopId }: ShopParams,
    @Body() { addresses, why }: TestModeRequest,
    @CalledBy() caller: Caller,
  ): Promise<TestModeView> {
    await this.settings.set(shopId, addresses, orderOf(caller, why));
    return this.settings.of(shopId, caller);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Ends test mode: whoever waited is written, and notified once, of the newest state',
  })
  @ApiNoContentResponse({ description: 'It is off' })
  @ApiConflictResponse({ description: 'The connection is being ended' })
  async end(@Param() { shopId }: ShopParams, @CalledBy() caller: Caller): Promise<void> {
    await this.settings.set(shopId, null, orderOf(caller));
  }
}
