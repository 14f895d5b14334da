import { Controller, Delete, Get, Header, HttpCode, Param, Query } from '@nestjs/common';
import { InboxService } from './inbox.service';

const rowsMax = 1_000;

/** System e-mails that came by SMTP. */
@Controller('_sandbox/inbox')
export class InboxController {
  constructor(private readonly inbox: InboxService) {}

  /** Newest first; `to` is one recipient, `q` a part of a recipient or of the subject. */
  @Get()
  list(@Query() query: { to?: string; q?: string; limit?: string }) {
    const limit = Math.min(Number(query.limit ?? 100) || 100, rowsMax);
    const mails = this.inbox.mails(query);
    return { rows: mails.slice(-limit).reverse(), total: mails.length };
  }

  @Get(':mail')
  one(@Param('mail') id: string) {
    return this.inbox.mail(id);
  }

  /** The e-mail's own HTML. It may show what it brought along and open links; it runs nothing and loads nothing. */
  @Get(':mail/html')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header(
    'content-security-policy',
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
  )
  @Header('x-content-type-options', 'nosniff')
  @Header('referrer-policy', 'no-referrer')
  html(@Param('mail') id: string): string {
    return `<base target="_blank">${this.inbox.mail(id).html ?? ''}`;
  }

  @Delete()
  @HttpCode(204)
  empty(): void {
    this.inbox.empty();
  }
}
