import { Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { emailKey } from '../contacts/contact-data';
import type { InboxRow } from '../store/rows';
import { StoreService } from '../store/store.service';
import { TimeService } from '../store/time.service';
import { type Envelope, receivedMail } from './received-mail';

export interface InboxQuery {
  /** One recipient, as the SMTP dialogue named them. */
  readonly to?: string;
  /** Part of a recipient or of the subject. */
  readonly q?: string;
}

/** The newest e-mails that other services sent by SMTP: at most so many, and at most so much of them. */
@Injectable()
export class InboxService {
  static readonly keptMax = 2_000;
  static readonly keptBytesMax = 32 * 1024 * 1024;

  constructor(
    private readonly store: StoreService,
    private readonly time: TimeService,
  ) {}

  /** The mail is stored when this resolves. */
  async keep(raw: Buffer, envelope: Envelope): Promise<void> {
    const mail = await receivedMail(raw, envelope);
    const bytes = Buffer.byteLength(JSON.stringify(mail));
    this.store.put(this.store.inbox, { id: this.store.next('inbox'), ...mail, bytes, at: this.time.iso() });
    this.dropOldest();
    this.store.commit();
  }

  /** Oldest first. */
  mails({ to, q }: InboxQuery): readonly InboxRow[] {
    const recipient = to && emailKey(to);
    const part = q?.trim().toLowerCase();
    return [...this.store.inbox.all()].filter(
      (mail) =>
        (!recipient || mail.to.some((one) => emailKey(one) === recipient)) &&
        (!part || [mail.subject, ...mail.to].some((text) => text.toLowerCase().includes(part))),
    );
  }

  mail(id: string): InboxRow {
    const mail = this.store.inbox.get(id);
    if (!mail) throw new Problem(404, 'mail-unknown', 'The inbox has no such e-mail.');
    return mail;
  }

  empty(): void {
    for (const { id } of [...this.store.inbox.all()]) this.store.remove(this.store.inbox, String(id));
    this.store.commit();
  }

  private dropOldest(): void {
    const { inbox } = this.store;
    let kept = 0;
    for (const { bytes } of inbox.all()) kept += bytes;
    for (const { id, bytes } of inbox.all()) {
      if (inbox.size <= InboxService.keptMax && kept <= InboxService.keptBytesMax) return;
      this.store.remove(inbox, String(id));
      kept -= bytes;
    }
  }
}
