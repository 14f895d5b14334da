import { Problem } from '@ellity/platform';
import { Body, Controller, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AccountsService } from '../api/accounts.service';
import { merchantActs, visitorActs } from '../contacts/acts';
import { VisitorsService } from '../contacts/visitors.service';
import { bodyOf } from '../control/request-body';
import { FaultsService } from '../switches/faults.service';
import { ListsService } from '../lists/lists.service';
import { SwitchesService } from '../switches/switches.service';

type Form = Readonly<Record<string, string | undefined>>;

/** The buttons of the pages: each does what its counterpart of the control API does and returns to its page. */
@ApiExcludeController()
@Controller('_sandbox/ui/acts')
export class ActsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly lists: ListsService,
    private readonly visitors: VisitorsService,
    private readonly switches: SwitchesService,
    private readonly faults: FaultsService,
  ) {}

  @Post(':act')
  @HttpCode(303)
  act(
    @Param('act') act: string,
    @Query('account') account: string | undefined,
    @Body() sent: Form | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): void {
    refuseForeign(request);
    const accountId = this.accounts.one(account).id;
    const goesHome = this.run(act, accountId, sent ?? {});
    response.redirect(303, goesHome ? '/' : pageBefore(request));
  }

  /** True when the page that the button was on is gone. */
  private run(act: string, accountId: string, form: Form): boolean {
    switch (act) {
      case 'switch':
        this.switches.change(form);
        return false;
      case 'add-fault':
        this.faults.add(faultOf(form));
        return false;
      case 'remove-fault':
        this.faults.remove(Number(form['fault']));
        return false;
      case 'new-key':
        this.accounts.replaceKey(accountId);
        return false;
      case 'create-list':
        this.lists.create(accountId, { name: bodyOf({ name: form['name'] }, { name: 'text' }).name });
        return false;
      default:
        return this.runOnList(act, accountId, form);
    }
  }

  private runOnList(act: string, accountId: string, form: Form): boolean {
    const list = this.lists.known(accountId, form['list'] ?? '');
    const email = form['email'] ?? '';
    const wanted = form['act'];
    switch (act) {
      case 'visitor':
        this.visitors.act(list, oneOf(visitorActs, wanted), email, null);
        return false;
      case 'merchant':
        this.visitors.actAsMerchant(list, oneOf(merchantActs, wanted), email);
        return false;
      case 'set-field':
        this.visitors.setFields(list, email, { [form['field'] ?? '']: form['value'] ?? '' });
        return false;
      case 'set-webhook':
        this.lists.change(list, {
          webhookUrl: bodyOf({ url: form['url'] || null }, { url: 'url?' }).url ?? null,
        });
        return false;
      case 'set-double-opt-in':
        this.lists.change(list, { isDoubleOptIn: form['on'] === 'yes' });
        return false;
      case 'delete-field':
        this.lists.removeField(list, form['field'] ?? '');
        return false;
      case 'delete-list':
        this.lists.remove(list);
        return true;
      default:
        throw new Problem(404, 'act-unknown', 'There is no such button.');
    }
  }
}

/** Numbers come as texts from a form, and empty ones mean nothing. */
function faultOf(form: Form): unknown {
  const numbers = new Set(['times', 'rate', 'latencyMs', 'retryAfterSeconds']);
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, text]) =>
      text === '' || text === undefined ? [] : [[name, numbers.has(name) ? Number(text) : text]],
    ),
  );
}

function oneOf<const Act extends string>(acts: readonly Act[], wanted: string | undefined): Act {
  const act = acts.find((one) => one === wanted);
  if (act) return act;
  throw new Problem(404, 'act-unknown', `Known here are ${acts.join(', ')}.`);
}

/** A page of another site must not press our buttons. */
function refuseForeign(request: Request): void {
  const { origin, host } = request.headers;
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) {
    throw new Problem(
      403,
      'foreign-page',
      'The buttons work only from the pages of this sandbox; use the control API instead.',
    );
  }
}

/** Only the path of the page before: never another site. */
function pageBefore(request: Request): string {
  const { referer } = request.headers;
  if (referer === undefined || !URL.canParse(referer)) return '/';
  const { pathname, search } = new URL(referer);
  return pathname.startsWith('//') ? '/' : pathname + search;
}
