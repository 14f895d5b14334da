import { Problem } from '@ellity/platform';
import { Controller, Get, Header, Param, Query, Redirect, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { AccountsService } from '../api/accounts.service';
import { emailKey } from '../contacts/contact-data';
import { DataService } from '../control/data.service';
import { FaultsService } from '../switches/faults.service';
import { ListsService } from '../lists/lists.service';
import { StoreService } from '../store/store.service';
import { SwitchesService } from '../switches/switches.service';
import { contactPage, contactsPage } from './contact-pages';
import { listPage, listsPage } from './list-pages';
import { faultsPage, switchesPage } from './setting-pages';
import { stylesheet } from './layout/style';
import { accountOf, asHtml, page, pageNumber, type Queried } from './page-request';

/** Pages for people, in Czech and, with `?lang=en`, in English. */
@ApiExcludeController()
@Controller()
export class PagesController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly lists: ListsService,
    private readonly data: DataService,
    private readonly store: StoreService,
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
    const contact = this.store.contacts.get(accountId, emailKey(email));
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
}
