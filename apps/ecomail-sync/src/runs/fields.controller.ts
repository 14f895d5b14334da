import { type Caller, CallableBy, CalledBy, Problem, ShopParams } from '@ellity/platform';
import { runView } from '@ellity/runs';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConnectionsService } from '../connection/connections.service';
import { AccountChecksService } from './activation/account-checks.service';
import { FieldChecksService } from './field-checks.service';
import { FieldsChecked } from './fields.response';

@ApiTags('connections')
@CallableBy('service', 'merchant', 'operator')
@Controller('connections/:shopId/fields')
export class FieldsController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly checks: AccountChecksService,
    private readonly fieldChecks: FieldChecksService,
  ) {}

  @Post('check')
  @HttpCode(200)
  @ApiOperation({ summary: 'Looks for missing fields in the list now; the run that brings them, or null' })
  @ApiOkResponse({ type: FieldsChecked })
  @ApiConflictResponse({ description: 'The connection is not active' })
  async check(@Param() { shopId }: ShopParams, @CalledBy() caller: Caller): Promise<FieldsChecked> {
    const connection = await this.connections.find(shopId);
    if (connection?.state !== 'active')
      throw new Problem(409, 'connection-not-active', 'Only an active connection can be checked.');
    const run = await this.checks.run(() =>
      this.fieldChecks.check(connection, caller.actor?.id ?? caller.service),
    );
    return { run: run ? runView(run) : null };
  }
}
