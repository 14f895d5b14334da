import { CallableBy, sendCsv } from '@ellity/platform';
import { Controller, Get, Param, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { ExportsService } from './exports.service';

const file = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('exports')
@ApiProduces('text/csv')
@ApiServiceUnavailableResponse({ description: 'exports-busy: several files are being written out already' })
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Get('customers')
  @ApiOperation({ summary: "All customers as CSV, in the form of the shop's language; without PINs" })
  @ApiOkResponse(file)
  async customers(@Param('shopId') shopId: string, @Res() response: Response): Promise<void> {
    sendCsv(await this.exports.customers(shopId), 'customers', response);
  }

  @Get('ledger')
  @ApiOperation({ summary: "All entries of the ledger as CSV, in the form of the shop's language" })
  @ApiOkResponse(file)
  async ledger(@Param('shopId') shopId: string, @Res() response: Response): Promise<void> {
    sendCsv(await this.exports.ledger(shopId), 'ledger', response);
  }
}
