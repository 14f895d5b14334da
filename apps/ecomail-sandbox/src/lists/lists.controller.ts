import { Body, Controller, Get, HttpCode, Param, Post, Put, Req, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { ApiRequest } from '../api/gate.service';
import { RefusalsService } from '../api/refusals.service';
import { listAnswer, listDetailAnswer } from './list-shapes';
import { ListsService } from './lists.service';

type Sent = Readonly<Record<string, unknown>> | undefined;

/** Section 2 of docs/ecomail.md. */
@ApiExcludeController()
@Controller('lists')
@UseFilters(RefusalsService)
export class ListsController {
  constructor(private readonly lists: ListsService) {}

  @Get()
  all(@Req() { account }: ApiRequest) {
    return this.lists.ofAccount(account.id).map(listAnswer);
  }

  @Post()
  @HttpCode(200)
  create(@Req() { account }: ApiRequest, @Body() sent: Sent) {
    const { id, name } = this.lists.create(account.id, sent ?? {});
    return { name, id };
  }

  @Get(':list')
  show(@Req() { account }: ApiRequest, @Param('list') id: string) {
    const list = this.lists.one(account.id, id);
    return listDetailAnswer(list, this.lists.members(list).values());
  }

  @Put(':list')
  update(@Req() { account }: ApiRequest, @Param('list') id: string, @Body() sent: Sent) {
    return listAnswer(this.lists.update(this.lists.one(account.id, id), sent ?? {}));
  }
}
