import { Injectable } from '@nestjs/common';
import type { EventRow, Fields, ListRow, MailRow, MemberRow } from '../store/rows';
import { contactId, StoreService } from '../store/store.service';
import { TimeService } from '../store/time.service';
import { SwitchesService } from '../switches/switches.service';
import { filled } from './merge-tags';
import { type Label, labels, type Template, templates } from './templates';

export interface Pipeline {
  readonly id: number;
  readonly label: Label;
  readonly list: ListRow;
}

/**
 * Automations: one per label and list, started by the event `ellity` / `change` / label. The e-mail is made at the
 * moment of the event from the fields that the list holds then, which is what makes a wrong order visible.
 * Callers commit.
 */
@Injectable()
export class AutomationsService {
  constructor(
    private readonly store: StoreService,
    private readonly switches: SwitchesService,
    private readonly time: TimeService,
  ) {}

  pipelines(accountId: string): readonly Pipeline[] {
    return [...this.store.lists.group(accountId).values()].flatMap((list) =>
      labels.map((label, index) => ({ id: list.id * 10 + index + 1, label, list })),
    );
  }

  nameOf(label: Label): string {
    return this.templates[label].name;
  }

  /** Runs in every list that the contact is in and that knows the loyalty fields. */
  run(event: EventRow): void {
    const label = labels.find((one) => one === event.label);
    if (event.category !== 'ellity' || event.action !== 'change' || !label) return;
    for (const { listId, status, fields } of event.memberships) {
      const list = this.store.lists.get(`${event.accountId}/${listId}`);
      if (!list || !Object.hasOwn(list.fields, 'ellity_credit')) continue;
      if (this.switches.values.automationReach === 'subscribed' && status !== 1) continue;
      this.write(list, event.email, fields, { label, eventId: event.id });
    }
  }

  /** Started by hand or by the API, whatever brought the contact here. */
  start(pipeline: Pipeline, member: MemberRow): void {
    this.write(pipeline.list, member.email, member.fields, { label: pipeline.label, eventId: null });
  }

  welcome(list: ListRow, member: MemberRow): void {
    this.put(list, member.email, member.fields, this.templates.welcome, {
      kind: 'automation',
      label: 'welcome',
      eventId: null,
      pipelineId: null,
    });
  }

  askForConfirmation(list: ListRow, member: MemberRow): void {
    const { subject, body } = this.templates.confirmation;
    const own = {
      ...this.templates.confirmation,
      subject: list.pages['conf_subject'] || subject,
      body: list.pages['conf_message'] || body,
    };
    this.put(list, member.email, member.fields, own, {
      kind: 'confirmation',
      label: null,
      eventId: null,
      pipelineId: null,
    });
  }

  private get templates() {
    return templates[this.switches.values.mailLanguage];
  }

  private write(
    list: ListRow,
    email: string,
    fields: Fields,
    about: { readonly label: Label; readonly eventId: number | null },
  ): void {
    const pipelineId = list.id * 10 + labels.indexOf(about.label) + 1;
    if (this.switches.values.automationRepeat === 'once') {
      const own = this.store.mails.group(contactId(list.accountId, email)).values();
      if ([...own].some((mail) => mail.pipelineId === pipelineId)) return;
    }
    this.put(list, email, fields, this.templates[about.label], { kind: 'automation', pipelineId, ...about });
  }

  private put(
    list: ListRow,
    email: string,
    fields: Fields,
    template: Template,
    about: Pick<MailRow, 'kind' | 'label' | 'eventId' | 'pipelineId'>,
  ): void {
    const subject = filled(template.subject, fields);
    const body = filled(template.body, fields);
    this.store.put(this.store.mails, {
      accountId: list.accountId,
      id: this.store.next('mail'),
      ...about,
      listId: list.id,
      email,
      subject: subject.text,
      body: body.text,
      fields: { ...body.used, ...subject.used },
      at: this.time.iso(),
    });
  }
}
