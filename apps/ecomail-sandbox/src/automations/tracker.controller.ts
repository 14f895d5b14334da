import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { ApiRequest } from '../api/gate.service';
import { RefusalsService } from '../api/refusals.service';
import { emailKey } from '../contacts/contact-data';
import { TrackerService } from './tracker.service';

type Queried = Readonly<Record<string, unknown>>;

/** Sections 5 and 6 of docs/ecomail.md, and the account of section 1. */
@ApiExcludeController()
@Controller()
@UseFilters(RefusalsService)
export class TrackerController {
  constructor(private readonly tracker: TrackerService) {}

  @Post('tracker/events')
  @HttpCode(200)
  create(@Req() { account }: ApiRequest, @Body() sent: { readonly event?: unknown } | undefined) {
    return this.tracker.accept(account.id, sent?.event);
  }

  @Get('subscribers/:email/events')
  events(@Req() { account }: ApiRequest, @Param('email') email: string, @Query() query: Queried) {
    return this.tracker.eventsOf(account.id, emailKey(email), query);
  }

  @Get('subscribers/:email/automation-log')
  automationLog(@Req() { account }: ApiRequest, @Param('email') email: string, @Query() query: Queried) {
    return this.tracker.automationLog(account.id, emailKey(email), query);
  }

  @Get('pipelines')
  pipelines(@Req() { account }: ApiRequest) {
    return this.tracker.pipelines(account.id);
  }

  @Post('pipelines/:pipeline/trigger')
  @HttpCode(200)
  trigger(@Req() { account }: ApiRequest, @Param('pipeline') id: string, @Body() sent: unknown) {
    return this.tracker.trigger(account.id, id, sent);
  }

  /** What the real one answers is not documented; that it answers proves the key. */
  @Get('account')
  account(@Req() { account }: ApiRequest) {
    return { account: { id: Number(account.id), name: account.name } };
  }
}
