import type { WireContact } from '@ellity/ecomail';
import { Injectable } from '@nestjs/common';
import { errorsAnswer, Refusal } from '../api/refusal';
import { ListsService } from '../lists/lists.service';
import type { ContactRow, ListRow, MemberRow } from '../store/rows';
import { contactId, memberId, StoreService } from '../store/store.service';
import { SwitchesService } from '../switches/switches.service';
import { WebhooksService } from '../lists/webhooks.service';
import { contactInputFrom, emailKey } from './contact-data';
import { contactAnswer } from './contact-shapes';
import { type ContactProblem, fieldWrite } from './field-values';
import { MembersService } from './members.service';
import { statusesOf, subscribeDecision } from './membership';
import { contactRefusal, missingContact } from './refused-contacts';

type Sent = Readonly<Record<string, unknown>>;

/** The calls that write one contact: sections 4.3, 4.5, 4.8 and 4.9 of docs/ecomail.md. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly store: StoreService,
    private readonly members: MembersService,
    private readonly lists: ListsService,
    private readonly switches: SwitchesService,
    private readonly webhooks: WebhooksService,
  ) {}

  subscribe(list: ListRow, sent: Sent): WireContact {
    const switches = this.switches.values;
    const input = contactInputFrom(sent['subscriber_data'], statusesOf.subscribe, switches, 'refuse');
    const before = this.members.one(list, input.email);
    const isUpdating = sent['update_existing'] === true;
    const decision = subscribeDecision({
      current: before?.status,
      given: input.status,
      isUpdating,
      isResubscribing: sent['resubscribe'] === true,
      needsConfirmation: list.isDoubleOptIn && sent['skip_confirmation'] !== true,
      revivesBounced: switches.reviveBounced === 'yes',
    });
    const fields = fieldWrite(before?.fields ?? {}, input.customFields, list.fields, {
      unknownField: 'create',
      takesTypedForm: true,
      switches,
    });
    this.refuseProblems([...input.problems, ...fields.problems]);
    if (decision.isResubscribeRefused && switches.refusedResubscribe === '422') {
      throw new Refusal(422, { errors: { email: ['Subscriber is unsubscribed'] } });
    }
    const writesData =
      !before ||
      (isUpdating && !(decision.isResubscribeRefused && switches.refusedResubscribeData === 'skip'));
    const { contact, member } = this.members.write({
      list,
      email: input.email,
      status: decision.status,
      by: 'api',
      created: fields.created,
      ...(writesData ? { fields: fields.fields, input } : {}),
    });
    this.tell(list, before, member, 'subscribe');
    this.members.welcome(list, member, {
      sendsConfirmation: decision.sendsConfirmation,
      startsAutomations: !before && sent['trigger_autoresponders'] === true && member.status === 1,
    });
    this.store.commit();
    return { ...contactAnswer(contact, 'subscribe'), ...this.alreadySubscribed(before) };
  }

  update(list: ListRow, sent: Sent): WireContact {
    const switches = this.switches.values;
    const email = typeof sent['email'] === 'string' ? emailKey(sent['email']) : '';
    const data = sent['subscriber_data'] as Sent | undefined;
    const input = contactInputFrom({ ...data, email }, statusesOf.update, switches, 'refuse');
    this.refuseProblems(input.problems);
    const before = this.members.one(list, email);
    if (!before && switches.updateUnknown !== 'create') throw missingContact(switches.updateUnknown, email);
    const fields = fieldWrite(before?.fields ?? {}, input.customFields, list.fields, {
      unknownField: switches.updateFields,
      takesTypedForm: switches.typedForm === 'accept',
      switches,
    });
    this.refuseProblems(fields.problems);
    const status = input.status ?? before?.status ?? 1;
    const { contact, member } = this.members.write({
      list,
      email,
      status,
      by: 'api',
      fields: fields.fields,
      created: fields.created,
      input,
    });
    this.tell(list, before, member, 'update');
    this.store.commit();
    return contactAnswer(contact, 'update');
  }

  /** The contact stays in the list with status 2; no notice follows. */
  unsubscribe(list: ListRow, email: string): MemberRow {
    const before = this.members.one(list, email);
    if (!before) throw missingContact(this.switches.values.unsubscribeUnknown, email);
    if (before.status === 2 && this.switches.values.unsubscribeAgain === '422') {
      throw errorsAnswer(422, 'Subscriber is already unsubscribed');
    }
    const { member } = this.members.write({ list, email, status: 2, by: 'api' });
    this.store.commit();
    return member;
  }

  /** Erases a contact from every list of the account, with its mails and, unless switched, its events. */
  erase(accountId: string, email: string): { readonly deleted: boolean } {
    const contact = this.members.contact(accountId, email);
    const { deleteUnknown, deleteEvents, noticeOnDelete } = this.switches.values;
    if (!contact) {
      if (deleteUnknown === '404') throw missingContact('404', email);
      return { deleted: deleteUnknown === 'true' };
    }
    for (const { list, member } of this.lists.memberships(accountId, email)) {
      this.store.remove(this.store.members, memberId(accountId, list.id, email));
      const wasIn = member.status === 1;
      if (noticeOnDelete === 'yes' && wasIn)
        this.webhooks.add(list, { email, status: 'UNSUBSCRIBED', campaignId: null });
    }
    const own = contactId(accountId, email);
    for (const id of [...this.store.mails.group(own).keys()]) this.store.remove(this.store.mails, id);
    if (deleteEvents === 'with-contact') {
      for (const id of [...this.store.events.group(own).keys()]) this.store.remove(this.store.events, id);
    }
    this.store.remove(this.store.contacts, own);
    this.store.commit();
    return { deleted: true };
  }

  contact(accountId: string, email: string): ContactRow | undefined {
    return this.members.contact(accountId, email);
  }

  /** Section 7.1: a subscription by the API is told; a status changed by an update only when switched so. */
  private tell(
    list: ListRow,
    before: MemberRow | undefined,
    after: MemberRow,
    call: 'subscribe' | 'update',
  ): void {
    if (before?.status === after.status) return;
    const isIn = after.status === 1 || after.status === 6;
    const isSubscription = call === 'subscribe' && isIn && before?.status !== 6;
    const isSwitchedOn =
      this.switches.values.noticeOnUpdate === 'yes' && (isIn || after.status === 2) && before !== undefined;
    if (isSubscription || isSwitchedOn) {
      this.webhooks.add(list, {
        email: after.email,
        status: isIn ? 'SUBSCRIBED' : 'UNSUBSCRIBED',
        campaignId: null,
      });
    }
  }

  private refuseProblems(problems: readonly ContactProblem[]): void {
    if (problems.length > 0) throw contactRefusal(problems, this.switches.values.invalidEmail);
  }

  private alreadySubscribed(before: MemberRow | undefined): { already_subscribed?: boolean } {
    const { alreadySubscribedNew, alreadySubscribedLeft } = this.switches.values;
    if (!before) return alreadySubscribedNew === 'absent' ? {} : { already_subscribed: false };
    return { already_subscribed: before.status !== 2 || alreadySubscribedLeft === 'true' };
  }
}
