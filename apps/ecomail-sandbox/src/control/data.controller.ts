import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type DataQuery, DataService } from './data.service';

type Paging = DataQuery & { readonly limit?: string; readonly offset?: string };

const rowsMax = 10_000;

/**
 * What the sandbox holds, oldest first: `limit` (100, at most 10,000) and `offset`, or everything at once as lines of
 * JSON for those who accept `application/x-ndjson`.
 */
@Controller('_sandbox')
export class DataController {
  constructor(private readonly data: DataService) {}

  @Get('contacts')
  contacts(@Query() query: Paging, @Req() request: Request, @Res() response: Response) {
    answer(request, response, query, this.data.contacts(query), (member) => this.data.membership(member));
  }

  @Get('contacts/:email')
  contact(@Param('email') email: string, @Query('account') account?: string) {
    return this.data.contact(account, email);
  }

  @Get('events')
  events(@Query() query: Paging, @Req() request: Request, @Res() response: Response) {
    answer(request, response, query, this.data.events(query), (event) => this.data.event(event, query));
  }

  @Get('mails')
  mails(@Query() query: Paging, @Req() request: Request, @Res() response: Response) {
    answer(request, response, query, this.data.mails(query), (mail) => mail);
  }

  /** Deliveries of list webhooks. */
  @Get('notices')
  notices(@Query() query: Paging, @Req() request: Request, @Res() response: Response) {
    answer(request, response, query, this.data.notices(query), (notice) => notice);
  }
}

function answer<Row>(
  request: Request,
  response: Response,
  query: Paging,
  rows: readonly Row[],
  show: (row: Row) => unknown,
): void {
  if (request.headers.accept?.includes('application/x-ndjson')) {
    response.type('application/x-ndjson').send(rows.map((row) => `${JSON.stringify(show(row))}\n`).join(''));
    return;
  }
  const offset = whole(query.offset, 0, Number.MAX_SAFE_INTEGER);
  const limit = whole(query.limit, 100, rowsMax);
  const shown = rows.slice(offset, offset + limit);
  const next = offset + shown.length < rows.length ? offset + shown.length : null;
  response.json({ rows: shown.map(show), total: rows.length, offset, next });
}

function whole(text: string | undefined, otherwise: number, max: number): number {
  const value = Number(text ?? otherwise);
  return Number.isInteger(value) && value >= 0 ? Math.min(value, max) : otherwise;
}
