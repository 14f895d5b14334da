import type { WireEvent } from '@ellity/ecomail';
import { ecomailLimits } from '@ellity/ecomail';
import { Injectable } from '@nestjs/common';
import { errorsAnswer, Refusal } from '../api/refusal';
import { AutomationsService, type Pipeline } from './automations.service';
import { emailKey } from '../contacts/contact-data';
import { pageFrom, pageOf } from '../contacts/reads.service';
import { missingContact } from '../contacts/refused-contacts';
import { localTime, utcTime } from '../contacts/times';
import { ListsService } from '../lists/lists.service';
import type { EventRow, MailRow } from '../store/rows';
import { contactId, listKey, StoreService } from '../store/store.service';
import { TimeService } from '../store/time.service';
import { SwitchesService } from '../switches/switches.service';
import { eventInputFrom } from './event-input';

type Query = Readonly<Record<string, unknown>>;
/** Rows a page, unless told otherwise, and at most. */
const eventPages = { usual: 20, max: ecomailLimits.eventsPerPage };
const automationLogPages = { usual: 100, max: 500 };
const readDelaysMs = { 'at-once': 0, 'after-5s': 5000, 'after-30s': 30_000 } as const;

/** Tracker events, what they start, and what a contact can be asked about them: sections 5 and 6 of docs/ecomail.md. */
@Injectable()
export class TrackerService {
  constructor(
    private readonly store: StoreService,
    private readonly lists: ListsService,
    private readonly automations: AutomationsService,
    private readonly switches: SwitchesService,
    private readonly time: TimeService,
  ) {}

  /** The event is kept together with the fields of its contact, and its automation runs, before the answer. */
  accept(accountId: string, sent: unknown): WireEvent {
    const { unknownEvent, eventTooLong, eventTariff } = this.switches.values;
    if (eventTariff === 'marketer-plus')
      throw new Refusal(403, { errors: 'Account must be marketer+ tariff' });
    const input = eventInputFrom(sent, eventTooLong);
    if (!this.store.contacts.get(accountId, input.email)) throw missingContact(unknownEvent, input.email);
    const event: EventRow = {
      accountId,
      id: this.store.next('event'),
      ...input,
      at: this.time.iso(),
      memberships: this.lists
        .memberships(accountId, input.email)
        .map(({ list, member }) => ({ listId: list.id, status: member.status, fields: member.fields })),
    };
    this.store.put(this.store.events, event);
    this.automations.run(event);
    this.store.commit();
    const { id, email, category, action, label, property, value } = event;
    return { id, email, category, action, label, property, value };
  }

  /** In the order of the switch; nothing to show is a 404 (5). */
  eventsOf(accountId: string, email: string, query: Query) {
    const visibleUntil = this.time.now() - readDelaysMs[this.switches.values.eventRead];
    const rows = [...this.store.events.group(contactId(accountId, email)).values()].filter(
      ({ at }) => Date.parse(at) <= visibleUntil,
    );
    if (this.switches.values.eventOrder === 'newest-first') rows.reverse();
    return this.log(rows, query, eventPages, ({ id, category, action, label, property, value, at }) => ({
      id,
      email,
      category,
      action,
      label,
      property,
      value,
      timestamp: utcTime(at),
    }));
  }

  automationLog(accountId: string, email: string, query: Query) {
    const mails = [...this.store.mails.group(contactId(accountId, email)).values()].filter(
      ({ kind }) => kind === 'automation',
    );
    return this.log(
      mails.reverse(),
      query,
      automationLogPages,
      ({ id, pipelineId, subject, at }: MailRow) => ({
        id,
        email,
        pipeline_id: pipelineId,
        action: 'send',
        subject,
        created_at: localTime(at),
      }),
    );
  }

  pipelines(accountId: string) {
    return this.automations.pipelines(accountId).map(({ id, label, list }) => ({
      id,
      name: this.automations.nameOf(label),
      list_id: list.id,
      created_at: localTime(list.createdAt),
      updated_at: localTime(list.createdAt),
    }));
  }

  trigger(accountId: string, pipelineId: string, sent: unknown): { readonly email: string } {
    const { email: given } = (typeof sent === 'object' && sent !== null ? sent : {}) as { email?: unknown };
    const email = typeof given === 'string' ? emailKey(given) : '';
    const pipeline: Pipeline | undefined = this.automations
      .pipelines(accountId)
      .find(({ id }) => id === Number(pipelineId));
    if (!pipeline) throw errorsAnswer(404, 'Pipeline was not found');
    const member = this.store.members.get(listKey(accountId, pipeline.list.id), email);
    if (!member) throw missingContact(this.switches.values.unknownEvent, email);
    this.automations.start(pipeline, member);
    this.store.commit();
    return { email };
  }

  private log<Row>(
    rows: readonly Row[],
    query: Query,
    pages: { readonly usual: number; readonly max: number },
    show: (row: Row) => object,
  ) {
    if (rows.length === 0) throw errorsAnswer(404, 'No records were found');
    const { page, perPage } = pageFrom(query, pages.usual, pages.max, 'cap');
    return pageOf(rows, page, perPage, show);
  }
}
