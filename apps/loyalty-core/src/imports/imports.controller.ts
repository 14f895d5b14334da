import {
  CallableBy,
  CalledBy,
  type Caller,
  PageQuery,
  Problem,
  Repeatable,
  TakesStream,
} from '@ellity/platform';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import {
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPayloadTooLargeResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { Request } from 'express';
import { ImportFilesService } from './import-files.service';
import { ImportStartBody } from './imports.request';
import { ImportProblemsPage, ImportView } from './imports.response';
import { ImportsService } from './imports.service';

@ApiTags('imports')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/imports')
export class ImportsController {
  constructor(
    private readonly files: ImportFilesService,
    private readonly imports: ImportsService,
  ) {}

  @Post()
  @Repeatable('the same file of a shop is the same import.')
  @TakesStream()
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiOperation({
    summary: 'Takes and checks a CSV file of customers and their credits; nothing is changed by it',
    description:
      'Columns by name, Czech or English: e-mail, first name, last name, phone, registered, group, credits, expires on, PIN, consent, newsletter reward paid, note. Comma, semicolon or tab; UTF-8, UTF-16 or Windows-1250. Several lines of one customer are several lots. The same file again is the same import.',
  })
  @ApiCreatedResponse({ type: ImportView })
  @ApiPayloadTooLargeResponse({ description: 'file-too-large' })
  @ApiUnprocessableEntityResponse({ description: 'Not a file that can be read; `code` says why' })
  async take(
    @Param('shopId') shopId: string,
    @Req() request: Request,
    @CalledBy() caller: Caller,
  ): Promise<ImportView> {
    if (request.body !== undefined) {
      throw new Problem(
        415,
        'media-type-unsupported',
        'Send the file as it is, with "Content-Type: text/csv".',
      );
    }
    const { 'content-length': length } = request.headers;
    try {
      const bytes = length === undefined ? undefined : Number(length);
      const id = await this.files.take(shopId, request as AsyncIterable<Buffer>, bytes, caller);
      return await this.imports.get(shopId, id);
    } catch (error) {
      // What is still on its way is not read: the caller reads the answer, and the connection ends.
      request.res?.setHeader('connection', 'close');
      throw error;
    }
  }

  @Get(':importId')
  @ApiOperation({ summary: 'What the file would change, or how far it got' })
  @ApiOkResponse({ type: ImportView })
  get(@Param('shopId') shopId: string, @Param('importId', ParseUUIDPipe) id: string): Promise<ImportView> {
    return this.imports.get(shopId, id);
  }

  @Get(':importId/problems')
  @ApiOperation({
    summary: 'Lines with problems: line, column, problem, in the order of the file, in pages of lines',
  })
  @ApiOkResponse({ type: ImportProblemsPage })
  problems(
    @Param('shopId') shopId: string,
    @Param('importId', ParseUUIDPipe) id: string,
    @Query() { limit, before }: PageQuery,
  ): Promise<ImportProblemsPage> {
    return this.imports.problems(shopId, id, { limit, before });
  }

  @Post(':importId/start')
  @Repeatable('an import that was started is not started again.')
  @HttpCode(200)
  @ApiOperation({ summary: 'Carries the file out, once, as a run; nobody is notified unless asked' })
  @ApiOkResponse({ type: ImportView })
  @ApiConflictResponse({ description: 'lines-invalid' })
  start(
    @Param('shopId') shopId: string,
    @Param('importId', ParseUUIDPipe) id: string,
    @Body() how: ImportStartBody,
  ): Promise<ImportView> {
    return this.imports.start(shopId, id, how);
  }
}
