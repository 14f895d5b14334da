import { CallableBy, type Caller, CalledBy, sendCsv, ShopParams } from '@ellity/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { ConnectionsService } from '../../connection/connections.service';
import { noConnection } from '../../connection/stages/no-connection';
import {
  ExportOrderParams,
  ExportParams,
  ExportRequest,
  ExportsQuery,
  InLanguageQuery,
} from './export.request';
import { ExportPreview, ExportsPage, ExportView } from './export.response';
import { ExportPreviewService } from './export-preview.service';
import { ExportsService } from './exports.service';

@ApiTags('exports')
@ApiNotFoundResponse({ description: 'No such export, or no connection' })
@CallableBy('service', 'merchant', 'operator')
@Controller('connections/:shopId/exports')
export class ExportsController {
  constructor(
    private readonly exports: ExportsService,
    private readonly previews: ExportPreviewService,
    private readonly connections: ConnectionsService,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary:
      'Exports all customers to Ecomail, or those that it refused; no automation starts, nobody is rewarded',
  })
  @ApiAcceptedResponse({ type: ExportView, description: 'It goes on by itself' })
  @ApiConflictResponse({ description: 'An export of the shop is under way' })
  start(
    @Param() { shopId }: ShopParams,
    @Body() { onlyRejected = false }: ExportRequest,
    @CalledBy() caller: Caller,
  ): Promise<ExportView> {
    return this.exports.start(shopId, onlyRejected, caller.actor?.id ?? caller.service);
  }

  @Get()
  @ApiOperation({ summary: 'The exports of a shop, the newest first' })
  @ApiOkResponse({ type: ExportsPage })
  list(@Param() { shopId }: ShopParams, @Query() { before, limit }: ExportsQuery): Promise<ExportsPage> {
    return this.exports.page(shopId, before, limit);
  }

  @Get('preview')
  @ApiOperation({
    summary: 'What an export would do: how many are new, changed, left out and why; writes nothing',
  })
  @ApiOkResponse({ type: ExportPreview })
  async preview(
    @Param() { shopId }: ShopParams,
    @Query() { language }: InLanguageQuery,
  ): Promise<ExportPreview> {
    const connection = await this.connections.find(shopId);
    if (!connection || connection.state === 'inactive') throw noConnection();
    return this.previews.of(connection, language ?? connection.language);
  }

  @Get(':runId')
  @ApiOperation({ summary: 'How far an export is' })
  @ApiOkResponse({ type: ExportView })
  show(@Param() { shopId, runId }: ExportParams): Promise<ExportView> {
    return this.exports.of(shopId, runId);
  }

  @Get(':runId/rejected')
  @ApiOperation({ summary: 'Whom Ecomail refused, as CSV with reasons and what helps' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async rejected(
    @Param() { shopId, runId }: ExportParams,
    @Query() { language }: InLanguageQuery,
    @Res() response: Response,
  ): Promise<void> {
    const file = await this.exports.rejectedFile(shopId, runId, language);
    sendCsv(file, 'rejected', response);
  }

  @Post(':runId/:order')
  @HttpCode(200)
  @ApiOperation({ summary: 'Pauses, resumes or cancels an export; what was written stays' })
  @ApiOkResponse({ type: ExportView })
  @ApiConflictResponse({ description: 'Its state does not allow it' })
  order(@Param() { shopId, runId, order }: ExportOrderParams): Promise<ExportView> {
    return this.exports.order(shopId, runId, order);
  }
}
