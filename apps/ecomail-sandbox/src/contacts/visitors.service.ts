import type { ContactStatus } from '@ellity/ecomail';
import { Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { Actor, ListRow, MemberRow } from '../store/rows';
import { StoreService } from '../store/store.service';
import { SwitchesService } from '../switches/switches.service';
import { WebhooksService } from '../lists/webhooks.service';
import type { MerchantAct, VisitorAct } from './acts';
import { emailKey, isEmail } from './contact-data';
import { fieldWrite } from './field-values';
import { MembersService } from './members.service';

/** What people do beside the API, with the notices of section 7.1. */
@Injectable()
export class VisitorsService {
  constructor(
    private readonly store: StoreService,
    private readonly members: MembersService,
    private readonly switches: SwitchesService,
    private readonly webhooks: WebhooksService,
  ) {}

  act(list: ListRow, act: VisitorAct, email: string, campaignId: number | null): MemberRow {
    switch (act) {
      case 'subscribe':
        return this.signUp(list, email);
      case 'confirm':
        return this.confirm(list, email);
      case 'unsubscribe':
        return this.change(list, email, 2, 'visitor', campaignId);
      case 'soft-bounce':
        return this.change(list, email, 3, 'system');
      case 'bounce':
        return this.change(list, email, 4, 'system');
      case 'complain':
        return this.change(list, email, 5, 'visitor');
    }
  }

  actAsMerchant(list: ListRow, act: MerchantAct, email: string): MemberRow {
    if (act === 'subscribe') return this.change(list, email, 1, 'merchant');
    return this.change(list, email, 2, act === 'unsubscribe' ? 'merchant' : 'system');
  }

  /** Manual bulk unsubscribe: a notice for each contact that left by it. */
  unsubscribeAll(list: ListRow, emails: readonly string[]): number {
    const found = emails.filter((email) => this.members.one(list, emailKey(email))?.status === 1);
    for (const email of found) this.change(list, email, 2, 'merchant');
    return found.length;
  }

  /** Changed by hand; the values are checked as those of the API are. */
  setFields(list: ListRow, email: string, sent: unknown): MemberRow {
    const before = this.known(list, email);
    const write = fieldWrite(before.fields, sent, list.fields, {
      unknownField: 'refuse',
      takesTypedForm: false,
      switches: {
        ...this.switches.values,
        fieldWrite: 'merge',
        emptyText: 'clears',
        nullValue: 'clears',
        badFieldValue: 'refuse',
      },
    });
    if (write.problems.length > 0) {
      const errors = write.problems.map(({ field, message }) => ({ field, problem: message }));
      throw new Problem(400, 'fields-invalid', 'No field was changed; see errors.', errors);
    }
    const { member } = this.members.write({
      list,
      email: before.email,
      status: before.status,
      by: 'merchant',
      fields: write.fields,
    });
    this.store.commit();
    return member;
  }

  /** The sign-up form of a list. With double opt-in the only notice is this one, before the confirmation. */
  private signUp(list: ListRow, given: string): MemberRow {
    const email = emailKey(given);
    if (!isEmail(email))
      throw new Problem(400, 'email-invalid', 'This is not an e-mail address.', [
        { field: 'email', problem: 'is not an e-mail address' },
      ]);
    const before = this.members.one(list, email);
    if (before?.status === 1) return before;
    const status = list.isDoubleOptIn ? 6 : 1;
    const { member } = this.members.write({ list, email, status, by: 'visitor' });
    if (before?.status !== 6) this.webhooks.add(list, { email, status: 'SUBSCRIBED', campaignId: null });
    this.members.welcome(list, member, { sendsConfirmation: list.isDoubleOptIn, startsAutomations: true });
    this.store.commit();
    return member;
  }

  private confirm(list: ListRow, email: string): MemberRow {
    const before = this.known(list, email);
    if (before.status !== 6) {
      throw new Problem(
        409,
        'nothing-to-confirm',
        'This contact does not wait for a confirmation: only those with status 6 do.',
      );
    }
    const { member } = this.members.write({
      list,
      email: before.email,
      status: 1,
      by: 'visitor',
      isConfirmed: true,
    });
    this.members.welcome(list, member, { sendsConfirmation: false, startsAutomations: true });
    this.store.commit();
    return member;
  }

  private change(
    list: ListRow,
    given: string,
    status: ContactStatus,
    by: Actor,
    campaignId: number | null = null,
  ): MemberRow {
    const before = this.known(list, given);
    if (before.status === status) return before;
    const { member } = this.members.write({ list, email: before.email, status, by });
    if (this.isTold(status, by)) {
      this.webhooks.add(list, {
        email: member.email,
        status: status === 1 ? 'SUBSCRIBED' : 'UNSUBSCRIBED',
        campaignId,
      });
    }
    this.store.commit();
    return member;
  }

  private isTold(status: ContactStatus, by: Actor): boolean {
    if (status === 3 || status === 4 || status === 5) return this.switches.values.noticeOnBounce === 'yes';
    return by !== 'system';
  }

  private known(list: ListRow, email: string): MemberRow {
    const member = this.members.one(list, emailKey(email));
    if (member) return member;
    throw new Problem(
      404,
      'contact-unknown',
      'This address is not in the list. A visitor can subscribe first: POST …/visitor/subscribe.',
    );
  }
}
