import { SmtpService } from '@ellity/mail';
import { Transactions } from '@ellity/messaging';
import type { Caller, Precondition } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SettingsHistoryService } from '../shops/settings-history.service';
import type { Shop } from '../shops/shop';
import { ShopsService } from '../shops/shops.service';
import type { MailTarget } from './mail';
import { defaultMailSettings, type MailSettings, mailWarnings } from './mail-settings';
import type { MailSettingsView } from './mails.response';

interface SettingsRow {
  readonly credit: MailTarget;
  readonly pin: MailTarget;
  readonly sender_name: string | null;
  readonly reply_to: string | null;
  readonly contact_email: string | null;
  readonly quiet_seconds: number;
}

/** What shops decided about system e-mails, and what is known of their connections to Ecomail. */
@Injectable()
export class MailSettingsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly shops: ShopsService,
    private readonly history: SettingsHistoryService,
    private readonly smtp: SmtpService,
  ) {}

  async view(shopId: string, manager = this.dataSource.manager): Promise<MailSettingsView> {
    const shop = await this.shops.get(shopId, manager);
    const settings = await this.settings(shopId, manager);
    const expiry = expiryTargetOf(shop);
    const { systemMails } = shop;
    const { credit, pin } = settings;
    const isConnected = await this.isConnected(shopId, manager);
    const hasServer = this.smtp.isSet;
    const warnings = mailWarnings({ targets: { credit, pin, expiry }, systemMails, isConnected, hasServer });
    return { ...settings, expiry, systemMails, warnings };
  }

  async settings(shopId: string, manager = this.dataSource.manager): Promise<MailSettings> {
    const [row]: SettingsRow[] = await manager.query('select * from mail_settings where shop_id = $1', [
      shopId,
    ]);
    if (!row) return defaultMailSettings;
    const { credit, pin, sender_name: senderName, reply_to: replyTo } = row;
    const { contact_email: contactEmail, quiet_seconds: quietSeconds } = row;
    return { credit, pin, senderName, replyTo, contactEmail, quietSeconds };
  }

  /** What is not given stays. */
  async change(
    shopId: string,
    change: Partial<MailSettings>,
    { caller, ifMatch }: { readonly caller: Caller; readonly ifMatch: Precondition },
  ): Promise<MailSettingsView> {
    await this.shops.get(shopId);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    return this.transactions.run(async ({ manager }) => {
      await manager.query('select from shops where id = $1 for no key update', [shopId]);
      ifMatch.demand(await this.view(shopId, manager));
      const before = await this.settings(shopId, manager);
      const after = { ...before, ...given };
      const { credit, pin, senderName, replyTo, contactEmail, quietSeconds } = after;
      await manager.query(
        `insert into mail_settings (shop_id, credit, pin, sender_name, reply_to, quiet_seconds, contact_email)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (shop_id) do update set credit = excluded.credit, pin = excluded.pin,
           sender_name = excluded.sender_name, reply_to = excluded.reply_to, quiet_seconds = excluded.quiet_seconds,
           contact_email = excluded.contact_email`,
        [shopId, credit, pin, senderName, replyTo, quietSeconds, contactEmail],
      );
      await this.history.record(manager, { shopId, part: 'mails', before, after, caller });
      return this.view(shopId, manager);
    });
  }

  private async isConnected(shopId: string, manager: EntityManager): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `select 1 from mail_connections where shop_id = $1 and state = 'active'`,
      [shopId],
    );
    return rows.length > 0;
  }
}

/** Warnings have their target among the settings of the shop. */
const expiryTargetOf = ({ expiryNotice }: Shop): MailTarget =>
  expiryNotice.target === 'none' ? 'off' : expiryNotice.target;
