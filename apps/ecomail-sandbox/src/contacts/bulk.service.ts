import { type ContactStatus, ecomailLimits } from '@ellity/ecomail';
import { Injectable } from '@nestjs/common';
import { Refusal } from '../api/refusal';
import type { FieldDefinition, Fields, ListRow, MemberRow } from '../store/rows';
import { StoreService } from '../store/store.service';
import { TimeService } from '../store/time.service';
import { SwitchesService } from '../switches/switches.service';
import { WebhooksService } from '../lists/webhooks.service';
import { type ContactInput, contactInputFrom } from './contact-data';
import { type ContactProblem, fieldWrite } from './field-values';
import { MembersService } from './members.service';
import { bulkDecision, statusesOf } from './membership';
import { bulkRefusal, byField } from './refused-contacts';

type Sent = Readonly<Record<string, unknown>>;

interface Flags {
  readonly call: 'subscribe' | 'update';
  readonly isUpdating: boolean;
  readonly isResubscribing: boolean;
}

interface PlannedWrite {
  readonly input: ContactInput;
  readonly before: MemberRow | null;
  readonly status: ContactStatus;
  readonly fields: Fields;
  /** Without it the contact is left exactly as it is. */
  readonly isWritten: boolean;
}

interface Plan {
  readonly writes: readonly PlannedWrite[];
  readonly created: Readonly<Record<string, FieldDefinition>>;
  readonly refused: ReadonlyMap<number, readonly ContactProblem[]>;
  /** Contacts of an update call that are not in the list, by their place. */
  readonly missing: ReadonlyMap<number, readonly ContactProblem[]>;
}

const delaysMs = { now: 0, 'after-1s': 1000, 'after-5s': 5000 } as const;
const notInList: ContactProblem = {
  field: 'email',
  code: 'email_not_found',
  message: 'Subscriber was not found in the list',
};

/** The calls that write up to 3,000 contacts: sections 4.4 and 4.6 of docs/ecomail.md. What is over is ignored silently. */
@Injectable()
export class BulkService {
  constructor(
    private readonly store: StoreService,
    private readonly members: MembersService,
    private readonly switches: SwitchesService,
    private readonly webhooks: WebhooksService,
    private readonly time: TimeService,
  ) {}

  subscribe(list: ListRow, sent: Sent): { readonly inserts: number } {
    const { bulkUpdateDefault, bulkInserts } = this.switches.values;
    const isUpdating =
      typeof sent['update_existing'] === 'boolean' ? sent['update_existing'] : bulkUpdateDefault === 'true';
    const flags: Flags = { call: 'subscribe', isUpdating, isResubscribing: sent['resubscribe'] === true };
    const { writes } = this.run(list, sent, flags);
    return { inserts: bulkInserts === 'all' ? writes.length : writes.filter(({ before }) => !before).length };
  }

  update(list: ListRow, sent: Sent) {
    const { updateBulkUnknown, updateBulkCount } = this.switches.values;
    const flags: Flags = {
      call: 'update',
      isUpdating: true,
      isResubscribing: sent['allow_resubscribe'] === true,
    };
    const { writes, missing } = this.run(list, sent, flags);
    const updates = updateBulkCount === 'sent' ? writes.length + missing.size : writes.length;
    if (missing.size === 0 || updateBulkUnknown !== 'list') return { updates };
    const errors = [...missing].map(([index, problems]) => [`subscriber_data.${index}`, byField(problems)]);
    return { updates, errors: Object.fromEntries(errors) as Readonly<Record<string, unknown>> };
  }

  private run(list: ListRow, sent: Sent, flags: Flags): Plan {
    if (!Array.isArray(sent['subscriber_data'])) {
      throw new Refusal(422, { errors: { subscriber_data: ['The subscriber data field is required.'] } });
    }
    const contacts = sent['subscriber_data'].slice(0, ecomailLimits.contactsPerBulk) as readonly unknown[];
    const { bulkRefusal: form, bulkRefusalStores, bulkWrite } = this.switches.values;
    const plan = this.plan(list, contacts, flags);
    const isRefused = plan.refused.size > 0;
    if (!isRefused || bulkRefusalStores === 'valid') {
      if (bulkWrite === 'now') this.apply(list, plan);
      else {
        const isSame = this.time.sinceReset();
        setTimeout(() => {
          if (isSame()) this.applyLate(list, contacts, flags);
        }, delaysMs[bulkWrite]).unref();
      }
    }
    if (isRefused) throw bulkRefusal(plan.refused, contacts, form);
    return plan;
  }

  private plan(list: ListRow, contacts: readonly unknown[], flags: Flags): Plan {
    const planned = new Map<string, PlannedWrite>();
    const created: Record<string, FieldDefinition> = {};
    const refused = new Map<number, readonly ContactProblem[]>();
    const missing = new Map<number, readonly ContactProblem[]>();
    const { values } = this.switches;
    const rules = this.fieldRules();
    let known = list.fields;
    contacts.forEach((contact, index) => {
      const input = contactInputFrom(contact, statusesOf.bulk, values, values.bulkBadStatus);
      const member = this.members.one(list, input.email);
      const problems = [...input.problems];
      const isTwice = planned.has(input.email);
      if (isTwice && values.bulkDuplicates === 'refuse') {
        problems.push({ field: 'email', code: 'email_duplicate', message: 'Duplicate email address' });
      }
      const isUnknown =
        flags.call === 'update' && !member && problems.length === 0 && values.updateBulkUnknown !== 'create';
      if (isUnknown && values.updateBulkUnknown !== 'refuse') return void missing.set(index, [notInList]);
      if (isUnknown) problems.push(notInList);
      const fields = fieldWrite(member?.fields ?? {}, input.customFields, known, rules);
      problems.push(...fields.problems);
      if (problems.length > 0) return void refused.set(index, problems);
      if (Object.keys(fields.created).length > 0)
        known = { ...known, ...Object.assign(created, fields.created) };
      if (isTwice && values.bulkDuplicates === 'first') return;
      planned.set(input.email, {
        input,
        before: member ?? null,
        status: this.statusOf(member?.status, input.status, flags),
        fields: fields.fields,
        isWritten: !member || flags.isUpdating,
      });
    });
    return { writes: [...planned.values()], created, refused, missing };
  }

  private statusOf(
    current: ContactStatus | undefined,
    given: ContactStatus | undefined,
    flags: Flags,
  ): ContactStatus {
    const { bulkDefaultStatus, reviveBounced } = this.switches.values;
    const isDefaulted = flags.call === 'subscribe' && bulkDefaultStatus === 'subscribe';
    const wanted = given ?? (isDefaulted ? 1 : undefined);
    return bulkDecision({
      current,
      given: wanted,
      isResubscribing: flags.isResubscribing && (flags.call === 'subscribe' || wanted === 1),
      revivesBounced: reviveBounced === 'yes',
    });
  }

  private fieldRules() {
    const switches = this.switches.values;
    return { unknownField: switches.bulkFields, takesTypedForm: switches.typedForm === 'accept', switches };
  }

  private apply(list: ListRow, plan: Plan): void {
    const isTold = this.switches.values.noticeOnBulk === 'yes';
    const isLossy = this.switches.values.bulkLoss === 'every-fifth';
    let isFirst = true;
    const at = this.time.iso();
    for (const [index, { input, status, fields, isWritten, before }] of plan.writes.entries()) {
      if (!isWritten || (isLossy && index % 5 === 4)) continue;
      const created = isFirst ? { created: plan.created } : {};
      isFirst = false;
      this.members.write({
        list,
        email: input.email,
        status,
        by: 'api',
        fields,
        input,
        before,
        at,
        ...created,
      });
      const isChange = before?.status !== status && (status === 1 || (status === 2 && before !== null));
      if (isTold && isChange) {
        const word = status === 1 ? 'SUBSCRIBED' : 'UNSUBSCRIBED';
        this.webhooks.add(list, { email: input.email, status: word, campaignId: null });
      }
    }
    this.store.commit();
  }

  /** As a queue at Ecomail would: against what is stored by then. */
  private applyLate(list: ListRow, contacts: readonly unknown[], flags: Flags): void {
    const now = this.store.lists.get(`${list.accountId}/${list.id}`);
    if (!now) return;
    this.apply(now, this.plan(now, contacts, flags));
    this.webhooks.deliverWaiting();
  }
}
