import type { WireContact } from '@ellity/ecomail';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
  UseFilters,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import type { ApiRequest } from '../api/gate.service';
import { RefusalsService } from '../api/refusals.service';
import { ListsService } from '../lists/lists.service';
import type { ListRow } from '../store/rows';
import { SwitchesService } from '../switches/switches.service';
import { BulkService } from './bulk.service';
import { emailKey } from './contact-data';
import { customFieldsOf, memberTimes } from './contact-shapes';
import { ContactsService } from './contacts.service';
import { ReadsService } from './reads.service';

type Sent = Readonly<Record<string, unknown>> | undefined;
type Queried = Readonly<Record<string, unknown>>;

/** Section 4 of docs/ecomail.md. */
@ApiExcludeController()
@Controller()
@UseFilters(RefusalsService)
export class ContactsController {
  constructor(
    private readonly lists: ListsService,
    private readonly contacts: ContactsService,
    private readonly bulk: BulkService,
    private readonly reads: ReadsService,
    private readonly switches: SwitchesService,
  ) {}

  @Post('lists/:list/subscribe')
  subscribe(
    @Req() request: ApiRequest,
    @Param('list') id: string,
    @Body() sent: Sent,
    @Res({ passthrough: true }) response: Response,
  ): WireContact {
    response.status(Number(this.switches.values.subscribeStatus));
    return this.contacts.subscribe(this.list(request, id), sent ?? {});
  }

  @Post('lists/:list/subscribe-bulk')
  @HttpCode(200)
  subscribeBulk(@Req() request: ApiRequest, @Param('list') id: string, @Body() sent: Sent) {
    return this.bulk.subscribe(this.list(request, id), sent ?? {});
  }

  @Put('lists/:list/update-subscriber')
  update(@Req() request: ApiRequest, @Param('list') id: string, @Body() sent: Sent) {
    return this.contacts.update(this.list(request, id), sent ?? {});
  }

  @Put('lists/:list/update-subscriber-bulk')
  updateBulk(@Req() request: ApiRequest, @Param('list') id: string, @Body() sent: Sent) {
    return this.bulk.update(this.list(request, id), sent ?? {});
  }

  /** The e-mail travels in the body of a DELETE. */
  @Delete('lists/:list/unsubscribe')
  unsubscribe(@Req() request: ApiRequest, @Param('list') id: string, @Body() sent: Sent) {
    const list = this.list(request, id);
    const member = this.contacts.unsubscribe(list, emailKey(textOf(sent?.['email'])));
    return {
      id: member.contactId,
      list_id: list.id,
      email: member.email,
      status: member.status,
      ...memberTimes(member),
      custom_fields: customFieldsOf(member.fields, list, this.switches.values),
      source: member.source,
    };
  }

  @Get('lists/:list/subscriber/:email')
  member(@Req() request: ApiRequest, @Param('list') id: string, @Param('email') email: string) {
    return this.reads.member(this.list(request, id), emailKey(email));
  }

  @Get('lists/:list/subscribers')
  page(@Req() request: ApiRequest, @Param('list') id: string, @Query() query: Queried) {
    const here = new URL(request.path, `${request.protocol}://${request.get('host') ?? 'localhost'}`);
    return this.reads.page(this.list(request, id), query, here);
  }

  @Get('subscribers/:email')
  global(@Req() { account }: ApiRequest, @Param('email') email: string) {
    return this.reads.global(account.id, emailKey(email));
  }

  @Delete('subscribers/:email/delete')
  erase(@Req() { account }: ApiRequest, @Param('email') email: string) {
    return this.contacts.erase(account.id, emailKey(email));
  }

  private list({ account }: ApiRequest, id: string): ListRow {
    return this.lists.one(account.id, id);
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
