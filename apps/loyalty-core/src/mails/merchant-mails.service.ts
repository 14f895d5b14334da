import { backOffOf, type SendOutcome, SmtpService } from '@ellity/mail';
import type { ConnectionState } from '@ellity/contracts';
import type { Transaction } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ShopsService } from '../shops/shops.service';
import { connectionStoppedMail } from './content/merchant-mail';
import { mailAgeMaxMs } from './mail';
import { MailSettingsService } from './mail-settings.service';

/** What ecomail-sync says of a connection. */
export interface ConnectionWord {
  readonly shopId: string;
  readonly state: ConnectionState;
  readonly reason: string | null;
  /** It stopped by itself: why, and what to do about it. */
  readonly texts: { readonly cs: string; readonly en: string } | null;
  readonly sequence: string;
}

interface DueMail {
  readonly shop_id: string;
  readonly mail_id: string;
  readonly mail_attempts: number;
  readonly mail_since: Date;
  readonly texts: { readonly cs: string; readonly en: string };
}

type Settlement = SendOutcome | { readonly outcome: 'dropped'; readonly reason: string };

/** Longer than an attempt; after it an e-mail whose process died is tried again. */
const leaseMs = 300_000;

/**
 * Tells merchants by e-mail that their connection to Ecomail stopped by itself, and what to do. One e-mail for each time
 * it stops or stops for another reason; a connection that goes on before it could be sent needs none.
 */
@Injectable()
export class MerchantMailsService {
  private readonly logger = new Logger('mails');

  constructor(
    private readonly dataSource: DataSource,
    private readonly shops: ShopsService,
    private readonly settings: MailSettingsService,
    private readonly smtp: SmtpService,
    private readonly clock: Clock,
  ) {}

  /** The newest word of ecomail-sync about a connection counts, in whatever order they arrive. */
  async remember({ manager }: Transaction, words: readonly ConnectionWord[]): Promise<void> {
    const rows = words.map(({ shopId, ...word }) => ({ shop_id: shopId, ...word }));
    await manager.query(rememberWords, [JSON.stringify(rows), this.clock.now()]);
  }

  /** Sends what is due; any process may, and one that dies loses nothing. */
  async round(): Promise<void> {
    if (!this.smtp.isSet) return;
    const now = this.clock.now();
    const [due]: [DueMail[], number] = await this.dataSource.query(claimDue, [
      now,
      new Date(now.getTime() + leaseMs),
    ]);
    for (const mail of due) await this.settle(mail, await this.attempt(mail));
  }

  private async attempt({
    shop_id: shopId,
    mail_id: id,
    mail_since: since,
    texts,
  }: DueMail): Promise<Settlement> {
    if (this.clock.now().getTime() - since.getTime() > mailAgeMaxMs)
      return { outcome: 'dropped', reason: 'too-old' };
    const { name, language } = await this.shops.get(shopId);
    const { contactEmail, replyTo } = await this.settings.settings(shopId);
    const to = contactEmail ?? replyTo;
    if (to === null) return { outcome: 'dropped', reason: 'no-contact' };
    const content = connectionStoppedMail({ shopName: name, language }, texts[language]);
    return this.smtp.send({ id, to, senderName: 'Ellity', replyTo: null, ...content });
  }

  /** Of that e-mail only: the connection may have gone on and stopped again meanwhile. */
  private async settle(mail: DueMail, settlement: Settlement): Promise<void> {
    const { outcome } = settlement;
    if (outcome !== 'sent')
      this.logger.warn(
        { shopId: mail.shop_id, ...settlement },
        'a merchant was not told that the connection stopped',
      );
    const isOver = outcome !== 'failed';
    const dueAt = new Date(this.clock.now().getTime() + backOffOf(mail.mail_attempts));
    await this.dataSource.query(
      'update mail_connections set mail_state = $3, mail_due_at = $4 where shop_id = $1 and mail_id = $2',
      [mail.shop_id, mail.mail_id, isOver ? outcome : 'waiting', isOver ? null : dueAt],
    );
  }
}

const rememberWords = `
  insert into mail_connections as known (shop_id, state, reason, texts, last_sequence, mail_state, mail_id, mail_since, mail_due_at)
  select distinct on (n.shop_id) n.shop_id, n.state, n.reason, n.texts, n.sequence,
    case when n.texts is null then 'none' else 'waiting' end, gen_random_uuid(), $2, $2
  from json_to_recordset($1::json) as n (shop_id text, state text, reason text, texts jsonb, sequence bigint)
  join shops s on s.id = n.shop_id order by n.shop_id, n.sequence desc
  on conflict (shop_id) do update set state = excluded.state, reason = excluded.reason, texts = excluded.texts,
    last_sequence = excluded.last_sequence, mail_state = excluded.mail_state, mail_id = excluded.mail_id,
    mail_since = excluded.mail_since, mail_due_at = excluded.mail_due_at, mail_attempts = 0
  where excluded.last_sequence > known.last_sequence`;

const claimDue = `
  update mail_connections set mail_attempts = mail_attempts + 1, mail_due_at = $2
  where shop_id = any(array(select shop_id from mail_connections where mail_state = 'waiting' and mail_due_at <= $1
    order by mail_due_at limit 20 for update skip locked))
  returning shop_id, mail_id, mail_attempts, mail_since, texts`;
