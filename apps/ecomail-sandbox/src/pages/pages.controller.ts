import { Problem } from '@ellity/platform';
import { Controller, Get, Header, Param, Query, Redirect, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { AccountsService } from '../accounts/accounts.service';
import { CallsService } from '../api/calls.service';
import { emailKey } from '../contacts/contact-data';
import { DataService } from '../control/data.service';
import { FaultsService } from '../faults/faults.service';
import { ListsService } from '../lists/lists.service';
import { contactId, StoreService } from '../store/store.service';
import { SwitchesService } from '../switches/switches.service';
import { contactPage, contactsPage } from './contact-pages';
import type { Html } from './html';
import { listPage, listsPage } from './list-pages';
import { callsPage, eventsPage, inboxPage, mailPage, mailsPage, noticesPage } from './record-pages';
import { faultsPage, switchesPage } from './setting-pages';
import { stylesheet } from './style';
import { pageOf, type Section, View } from './view';

type Queried = Readonly<Record<string, string | undefined>>;

const asHtml = ['content-type', 'text/html; charset=utf-8'] as const;
const callsShown = 200;

/** Pages for people, in Czech and, with `?lang=en`, in English. */
@ApiExcludeController()
@Controller()
export class PagesController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly lists: ListsService,
    private readonly data: DataService,
    private readonly store: StoreService,
    private readonly calls: CallsService,
    private readonly switches: SwitchesService,
    private readonly faults: FaultsService,
  ) {}

  @Get('_sandbox/ui/style.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'max-age=300')
  style(): string {
    return stylesheet;
  }

  @Get('_sandbox')
  @Redirect('/')
  home(): void {}

  @Get()
  @Header(...asHtml)
  listsPage(@Query() query: Queried, @Req() request: Request): string {
    const account = this.accounts.one(query['account']);
    const lists = this.lists
      .ofAccount(account.id)
      .map((list) => [list, this.lists.members(list).values()] as const);
    return page(request, query, 'lists', (view) =>
      listsPage(view, { account, accounts: this.accounts.all(), lists }),
    );
  }

  @Get('_sandbox/ui/lists/:list')
  @Header(...asHtml)
  listPage(@Param('list') id: string, @Query() query: Queried, @Req() request: Request): string {
    const list = this.lists.known(this.accounts.one(query['account']).id, id);
    const q = query['q'] ?? '';
    const found = this.data.contacts({ ...accountOf(query), list: id, q });
    return page(
      request,
      query,
      'lists',
      (view) => listPage(view, list, found, q, pageNumber(query)),
      list.name,
    );
  }

  @Get('_sandbox/ui/contacts')
  @Header(...asHtml)
  contactsPage(@Query() query: Queried, @Req() request: Request): string {
    const q = query['q'] ?? '';
    const found = this.data.contacts({ ...accountOf(query), q });
    return page(request, query, 'contacts', (view) => contactsPage(view, found, q, pageNumber(query)));
  }

  @Get('_sandbox/ui/contacts/:email')
  @Header(...asHtml)
  contactPage(@Param('email') email: string, @Query() query: Queried, @Req() request: Request): string {
    const accountId = this.accounts.one(query['account']).id;
    const contact = this.store.contacts.get(contactId(accountId, emailKey(email)));
    if (!contact) throw new Problem(404, 'contact-unknown', 'The account has no contact with this address.');
    const of = { ...accountOf(query), email };
    const about = {
      contact,
      lists: this.lists.memberships(accountId, contact.email),
      events: [...this.data.events(of)].reverse(),
      mails: [...this.data.mails(of)].reverse(),
    };
    return page(request, query, 'contacts', (view) => contactPage(view, about), contact.email);
  }

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

  @Get('_sandbox/ui/switches')
  @Header(...asHtml)
  switchesPage(@Query() query: Queried, @Req() request: Request): string {
    return page(request, query, 'switches', (view) => switchesPage(view, this.switches.values));
  }

  @Get('_sandbox/ui/faults')
  @Header(...asHtml)
  faultsPage(@Query() query: Queried, @Req() request: Request): string {
    return page(request, query, 'faults', (view) => faultsPage(view, this.faults.all()));
  }

  @Get('_sandbox/ui/inbox')
  @Header(...asHtml)
  inboxPage(@Query() query: Queried, @Req() request: Request): string {
    return page(request, query, 'inbox', (view) => inboxPage(view, [...this.store.inbox.all()]));
  }
}

function page(
  request: Request,
  query: Queried,
  section: Section,
  content: (view: View) => Html,
  title?: string,
): string {
  const view = new View(query['lang'] === 'en' ? 'en' : 'cs', query['account'] ?? '1');
  return pageOf(view, section, title ?? view.t[section], request.path, content(view));
}

const accountOf = (query: Queried) => (query['account'] === undefined ? {} : { account: query['account'] });

function pageNumber(query: Queried): number {
  const number = Number(query['page'] ?? 1);
  return Number.isInteger(number) && number > 0 ? number : 1;
}
