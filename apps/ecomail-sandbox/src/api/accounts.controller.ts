import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { bodyOf } from '../control/request-body';
import { AccountsService } from './accounts.service';

/** Accounts and their keys, shown in full: they are good for nothing but this sandbox. */
@Controller('_sandbox/accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  all() {
    return { rows: this.accounts.all() };
  }

  @Post()
  create(@Body() body: unknown) {
    const { name, key } = bodyOf(body, { name: 'text', key: 'text?' });
    return this.accounts.create(key === undefined ? { name } : { name, key });
  }

  /** The key before is invalid at once. */
  @Post(':account/key')
  @HttpCode(200)
  replaceKey(@Param('account') id: string, @Body() body: unknown) {
    return this.accounts.replaceKey(id, bodyOf(body, { key: 'text?' }).key);
  }
}
