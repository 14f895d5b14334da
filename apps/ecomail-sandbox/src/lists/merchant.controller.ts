import { Problem } from '@ellity/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { AccountsService } from '../api/accounts.service';
import { fieldTypeOf } from '../contacts/field-values';
import { bodyOf } from '../control/request-body';
import type { ListRow } from '../store/rows';
import { countersOf } from './list-shapes';
import { ListsService } from './lists.service';

/** What the merchant does with lists in Ecomail's application. */
@Controller('_sandbox/lists')
export class MerchantController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly lists: ListsService,
  ) {}

  @Get()
  all(@Query('account') account?: string) {
    return { rows: this.lists.ofAccount(this.accounts.one(account).id).map((list) => this.view(list)) };
  }

  @Get(':list')
  one(@Param('list') id: string, @Query('account') account?: string) {
    return this.view(this.list(account, id));
  }

  @Post()
  create(@Body() body: unknown, @Query('account') account?: string) {
    const { name, webhookUrl, doubleOptIn } = bodyOf(body, {
      name: 'text',
      webhookUrl: 'url?',
      doubleOptIn: 'boolean?',
    });
    const list = this.lists.create(this.accounts.one(account).id, {
      name,
      double_optin: doubleOptIn ?? false,
    });
    return this.view(webhookUrl === undefined ? list : this.lists.change(list, { webhookUrl }));
  }

  @Patch(':list')
  change(@Param('list') id: string, @Body() body: unknown, @Query('account') account?: string) {
    const { name, webhookUrl, doubleOptIn } = bodyOf(body, {
      name: 'text?',
      webhookUrl: 'url?',
      doubleOptIn: 'boolean?',
    });
    const changed = this.lists.change(this.list(account, id), {
      ...(name === undefined ? {} : { name }),
      ...(webhookUrl === undefined ? {} : { webhookUrl }),
      ...(doubleOptIn === undefined ? {} : { isDoubleOptIn: doubleOptIn }),
    });
    return this.view(changed);
  }

  @Delete(':list')
  @HttpCode(204)
  remove(@Param('list') id: string, @Query('account') account?: string) {
    this.lists.remove(this.list(account, id));
  }

  @Patch(':list/fields/:field')
  retypeField(
    @Param('list') id: string,
    @Param('field') field: string,
    @Body() body: unknown,
    @Query('account') account?: string,
  ) {
    const type = fieldTypeOf(bodyOf(body, { type: 'text' }).type);
    if (!type) throw new Problem(400, 'field-type-unknown', 'Ecomail has string, int, date, url and json.');
    return this.view(this.lists.retypeField(this.withField(account, id, field), field, type));
  }

  @Delete(':list/fields/:field')
  removeField(@Param('list') id: string, @Param('field') field: string, @Query('account') account?: string) {
    return this.view(this.lists.removeField(this.withField(account, id, field), field));
  }

  private withField(account: string | undefined, id: string, field: string): ListRow {
    const list = this.list(account, id);
    if (!Object.hasOwn(list.fields, field)) {
      throw new Problem(
        404,
        'field-unknown',
        `The list has no field ${field}; it has ${Object.keys(list.fields).join(', ') || 'none'}.`,
      );
    }
    return list;
  }

  private list(account: string | undefined, id: string): ListRow {
    return this.lists.known(this.accounts.one(account).id, id);
  }

  private view(list: ListRow) {
    const { accountId, ...own } = list;
    return { account: accountId, ...own, counters: countersOf(this.lists.members(list).values()) };
  }
}
