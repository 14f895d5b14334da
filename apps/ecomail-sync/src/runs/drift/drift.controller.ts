import { type Caller, CallableBy, CalledBy, ShopParams } from '@ellity/platform';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { DriftView } from './drift.response';
import { DriftChecksService } from './drift-checks.service';

@ApiTags('connections')
@CallableBy('service', 'merchant', 'operator')
@Controller('connections/:shopId/drift')
export class DriftController {
  constructor(private readonly checks: DriftChecksService) {}

  @Get()
  @ApiOperation({ summary: 'What the last check of the whole list found, and the one under way' })
  @ApiOkResponse({ type: DriftView })
  show(@Param() { shopId }: ShopParams): Promise<DriftView> {
    return this.checks.of(shopId);
  }

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Begins a check now, unless one is under way' })
  @ApiAcceptedResponse({ type: DriftView, description: 'It goes on by itself' })
  @ApiConflictResponse({ description: 'The connection is not active' })
  start(@Param() { shopId }: ShopParams, @CalledBy() caller: Caller): Promise<DriftView> {
    return this.checks.start(shopId, caller.actor?.id ?? caller.service);
  }
}
