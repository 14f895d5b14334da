import { Problem } from '@ellity/platform';
import { Controller, Get, Header, Param, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { AccountsService } from '../api/accounts.service';
import { CallsService } from '../api/calls.service';
import { DataService } from '../control/data.service';
import { inboxMailPage, inboxPage } from '../inbox/inbox-pages';
import { InboxService } from '../inbox/inbox.service';
import { SmtpService } from '../inbox/smtp.service';
import { StoreService } from '../store/store.service';
import { accountOf, asHtml, page, pageNumber, type Queried } from './page-request';
import { callsPage, eventsPage, mailPage, mailsPage, noticesPage } from './record-pages';

const callsShown = 200;

/** Pages of what happened. */
@ApiExcludeController()
@Controller()
export class RecordsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly data: DataService,
    private readonly store: StoreService,
    private readonly calls: CallsService,
    private readonly inbox: InboxService,
    private readonly smtp: SmtpService,
  ) {}

  @Get('_sandbox/ui/events')
  @Header(...asHtml)
  eventsPage(@Query() query: Queried, @Req() request: Request): string {
    return page(request, query, 'events', (view) =>
      eventsPage(view, this.data.events(accountOf(query)), pageNumber(query)),
    );
  }

  @Get('_sandbox/ui/mails')
  @Header(...asHtml)
  mailsPage(@Query() query: Queried, @Req() request: Request): string {
    return page(request, query, 'mails', (view) =>
      mailsPage(view, this.data.mails(accountOf(query)), pageNumber(query)),
    );
  }

  @Get('_sandbox/ui/mails/:mail')
  @Header(...asHtml)
  mailPage(@Param('mail') id: string, @Query() query: Queried, @Req() request: Request): string {
    const mail = this.store.mails.get(id);
    if (mail?.accountId !== this.accounts.one(query['account']).id)
      throw new Problem(404, 'mail-unknown', 'There is no such e-mail.');
    return page(request, query, 'mails', (view) => mailPage(view, mail), mail.subject);
  }

  @Get('_sandbox/ui/calls')
  @Header(...asHtml)
  callsPage(@Query() query: Queried, @Req() request: Request): string {
    return page(request, query, 'calls', (view) =>
      callsPage(
        view,
        this.calls.newest(() => true, callsShown),
        this.calls.counts,
      ),
    );
  }

  @Get('_sandbox/ui/notices')
  @Header(...asHtml)
  noticesPage(@Query() query: Queried, @Req() request: Request): string {
    return page(request, query, 'notices', (view) =>
      noticesPage(view, this.data.notices(accountOf(query)), pageNumber(query)),
    );
  }

  @Get('_sandbox/ui/inbox')
  @Header(...asHtml)
  inboxPage(@Query() query: Queried, @Req() request: Request): string {
    const q = query['q'] ?? '';
    const about = { q, page: pageNumber(query), smtpUrl: this.smtp.url };
    return page(request, query, 'inbox', (view) => inboxPage(view, this.inbox.mails({ q }), about));
  }

  @Get('_sandbox/ui/inbox/:mail')
  @Header(...asHtml)
  inboxMailPage(@Param('mail') id: string, @Query() query: Queried, @Req() request: Request): string {
    const mail = this.inbox.mail(id);
    return page(request, query, 'inbox', (view) => inboxMailPage(view, mail, query['view']), mail.subject);
  }
}
