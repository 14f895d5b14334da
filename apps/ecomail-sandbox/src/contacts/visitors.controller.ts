import { Problem } from '@ellity/platform';
import { Body, Controller, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { AccountsService } from '../api/accounts.service';
import { bodyOf } from '../control/request-body';
import { membershipView } from '../control/views';
import { ListsService } from '../lists/lists.service';
import type { ListRow, MemberRow } from '../store/rows';
import { merchantActs, visitorActs } from './acts';
import { VisitorsService } from './visitors.service';

/** Acting as a visitor of the shop, or as the merchant in Ecomail's application. */
@Controller('_sandbox/lists/:list')
export class VisitorsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly lists: ListsService,
    private readonly visitors: VisitorsService,
  ) {}

  @Post('visitor/:act')
  @HttpCode(200)
  visitor(
    @Param('list') id: string,
    @Param('act') wanted: string,
    @Query('account') account: string | undefined,
    @Body() body: unknown,
  ) {
    const act = oneOf(visitorActs, wanted);
    const { email, campaignId } = bodyOf(body, { email: 'text', campaignId: 'number?' });
    const list = this.list(account, id);
    return this.shown(list, this.visitors.act(list, act, email, campaignId ?? null));
  }

  @Post('merchant/bulk-unsubscribe')
  @HttpCode(200)
  unsubscribeAll(
    @Param('list') id: string,
    @Query('account') account: string | undefined,
    @Body() body: unknown,
  ) {
    const { emails } = (body ?? {}) as { emails?: unknown };
    if (!Array.isArray(emails) || !emails.every((email) => typeof email === 'string')) {
      throw new Problem(400, 'request-invalid', 'Nothing was done; see errors.', [
        { field: 'emails', problem: 'must be a list of addresses' },
      ]);
    }
    return { unsubscribed: this.visitors.unsubscribeAll(this.list(account, id), emails) };
  }

  @Post('merchant/:act')
  @HttpCode(200)
  merchant(
    @Param('list') id: string,
    @Param('act') wanted: string,
    @Query('account') account: string | undefined,
    @Body() body: unknown,
  ) {
    const act = oneOf(merchantActs, wanted);
    const list = this.list(account, id);
    return this.shown(list, this.visitors.actAsMerchant(list, act, bodyOf(body, { email: 'text' }).email));
  }

  /** Body: the fields with their new values; an empty text clears one. */
  @Put('contacts/:email/fields')
  fields(
    @Param('list') id: string,
    @Param('email') email: string,
    @Query('account') account: string | undefined,
    @Body() body: unknown,
  ) {
    const list = this.list(account, id);
    return this.shown(list, this.visitors.setFields(list, email, body));
  }

  private list(account: string | undefined, id: string): ListRow {
    return this.lists.known(this.accounts.one(account).id, id);
  }

  private shown(list: ListRow, member: MemberRow) {
    return membershipView(member, list);
  }
}

function oneOf<const Act extends string>(acts: readonly Act[], wanted: string): Act {
  const act = acts.find((one) => one === wanted);
  if (act) return act;
  throw new Problem(
    404,
    'act-unknown',
    `There is no "${wanted.slice(0, 40)}" here; known are ${acts.join(', ')}.`,
  );
}
