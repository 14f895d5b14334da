import { CallableBy } from '@ellity/platform';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { pipeline, type Readable } from 'node:stream';
import { ExportsService } from './exports.service';

const file = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('exports')
@ApiProduces('text/csv')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Get('customers')
  @ApiOperation({ summary: "All customers as CSV, in the form of the shop's language; without PINs" })
  @ApiOkResponse(file)
  async customers(@Param('shopId') shopId: string, @Res() response: Response): Promise<void> {
    send(await this.exports.customers(shopId), 'customers', response);
  }

  @Get('ledger')
  @ApiOperation({ summary: "All entries of the ledger as CSV, in the form of the shop's language" })
  @ApiOkResponse(file)
  async ledger(@Param('shopId') shopId: string, @Res() response: Response): Promise<void> {
    send(await this.exports.ledger(shopId), 'ledger', response);
  }
}

/** A reader that goes away ends the stream, and a stream that breaks cuts the answer off, so that it is never taken for whole. */
function send(stream: Readable, name: string, response: Response): void {
  response.setHeader('content-type', 'text/csv; charset=utf-8');
  response.setHeader('content-disposition', `attachment; filename="${name}.csv"`);
  pipeline(stream, response, () => undefined);
}
