import { backOffOf, type SendOutcome, SmtpService } from '@ellity/mail';
import { Clock } from '@ellity/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { mailAgeMaxMs, type MailKind } from './mail';
import { MailComposerService, type StoredMail } from './mail-composer.service';

const mailsAtOnce = 20;
/** Longer than all attempts of one batch; after it an e-mail whose process died is tried again. */
const leaseMs = 300_000;

interface ClaimedRow {
  readonly id: string;
  readonly shop_id: string;
  readonly customer_id: string;
  readonly kind: MailKind;
  readonly changes: StoredMail['changes'];
  readonly attempts: number;
  readonly created_at: Date;
}

type Settlement = SendOutcome | { readonly outcome: 'dropped'; readonly reason: string };

/**
 * Sends what is due. The table is the truth: any process may send, one that dies loses nothing, and a mail server that
 * is away is asked again until e-mails are too old. An e-mail may come twice where a process dies between the server's
 * answer and its own note of it; its Message-ID is the same.
 */
@Injectable()
export class MailSenderService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('mails');
  private isStopped = true;
  private isAsked = false;
  private isAway = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly composer: MailComposerService,
    private readonly smtp: SmtpService,
  ) {}

  onApplicationBootstrap(): void {
    this.isStopped = false;
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    await this.running;
  }

  /** There may be something to send. */
  wake(): void {
    if (!this.isStopped) void this.round();
  }

  /** Resolves when what was due was tried; while the mail server takes nothing, one batch of it. */
  round(): Promise<void> {
    this.isAsked = true;
    this.running ??= this.sendAll().finally(() => (this.running = undefined));
    return this.running;
  }

  private async sendAll(): Promise<void> {
    while (this.isAsked) {
      this.isAsked = false;
      try {
        while (!this.isStopped && (await this.sendSome()));
      } catch (error) {
        this.logger.warn({ err: error }, 'e-mails were not sent; they are tried again');
      }
    }
  }

  /** Whether there may be more at once: not when there is none, and not while the server takes nothing. */
  private async sendSome(): Promise<boolean> {
    const rows = await this.claim();
    const settled = await Promise.all(rows.map((row) => this.sendOne(row)));
    this.notice(settled);
    return rows.length === mailsAtOnce && settled.some(({ outcome }) => outcome !== 'failed');
  }

  /** The server's going away and coming back are worth a line each, not every attempt. */
  private notice(settled: readonly Settlement[]): void {
    const failed = settled.find(({ outcome }) => outcome === 'failed');
    const isAway = failed !== undefined || (this.isAway && settled.length === 0);
    if (failed && !this.isAway)
      this.logger.warn(failed, 'e-mails cannot be sent now; they wait and are tried again');
    if (this.isAway && !isAway) this.logger.log('e-mails are sent again');
    this.isAway = isAway;
  }

  private async sendOne(row: ClaimedRow): Promise<Settlement> {
    const settlement = await this.attempt(row);
    await this.settle(row, settlement);
    if (settlement.outcome === 'refused') {
      this.logger.warn(
        { mail: row.id, shop: row.shop_id, reason: settlement.reason },
        'an e-mail was refused',
      );
    }
    return settlement;
  }

  private async attempt(row: ClaimedRow): Promise<Settlement> {
    if (this.clock.now().getTime() - row.created_at.getTime() > mailAgeMaxMs) {
      return { outcome: 'dropped', reason: 'too-old' };
    }
    const { id, shop_id: shopId, customer_id: customerId, kind, changes } = row;
    const composed = await this.composer.compose({ id, shopId, customerId, kind, changes });
    return 'dropped' in composed
      ? { outcome: 'dropped', reason: composed.dropped }
      : this.smtp.send(composed.mail);
  }

  private async claim(): Promise<ClaimedRow[]> {
    const now = this.clock.now();
    const [rows]: [ClaimedRow[], number] = await this.dataSource.query(
      `update mails set state = 'sending', attempts = attempts + 1, due_at = $2
       where id = any(array(select id from mails where state in ('waiting', 'sending') and due_at <= $1
         order by due_at limit ${mailsAtOnce} for update skip locked))
       returning id, shop_id, customer_id, kind, changes, attempts, created_at`,
      [now, new Date(now.getTime() + leaseMs)],
    );
    return rows;
  }

  /** One that failed waits again; where a newer one of its kind waits already, that one tells of its changes too. */
  private async settle(row: ClaimedRow, settlement: Settlement): Promise<void> {
    const now = this.clock.now();
    const reason = 'reason' in settlement ? settlement.reason : null;
    if (settlement.outcome !== 'failed') {
      await this.dataSource.query(settleSql, [row.id, settlement.outcome, reason, now]);
      return;
    }
    await this.dataSource.query(
      `with merged as (
         update mails w set changes = m.changes || w.changes, created_at = m.created_at, attempts = m.attempts
         from mails m where m.id = $1 and m.state = 'sending' and w.customer_id = m.customer_id and w.kind = m.kind and w.state = 'waiting'
         returning w.id
       )
       update mails set state = case when exists (select from merged) then 'dropped' else 'waiting' end,
         reason = case when exists (select from merged) then 'merged' else $2 end,
         settled_at = case when exists (select from merged) then $3::timestamptz end, due_at = $4
       where id = $1 and state = 'sending'`,
      [row.id, reason, now, new Date(now.getTime() + backOffOf(row.attempts))],
    );
  }
}

/** Whatever waits of the kind keeps its quiet time from now on: a slow server took longer than was known when it began. */
const settleSql = `
  with settled as (
    update mails set state = $2::text, reason = $3, settled_at = $4::timestamptz where id = $1 and state = 'sending'
    returning shop_id, customer_id, kind, state
  )
  update mails w set due_at = greatest(w.due_at, $4::timestamptz + make_interval(secs => coalesce(m.quiet_seconds, 300)))
  from settled left join mail_settings m on m.shop_id = settled.shop_id
  where settled.state = 'sent' and w.customer_id = settled.customer_id and w.kind = settled.kind and w.state = 'waiting'`;
