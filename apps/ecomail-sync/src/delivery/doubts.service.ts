import { Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../config';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionsService } from '../connection/connections.service';
import type { Label } from '../contacts/contact-change';
import { JournalService } from '../journal/journal.service';
import { Account } from './accounts.service';
import { orUnknown } from './ecomail-failure';
import { tellOne } from './telling-call';
import { TellingOutcomesService } from './telling-outcomes.service';
import { recordAccepted } from './tracker-statements';

interface Doubt {
  readonly id: string;
  readonly customer_id: string;
  readonly label: Label;
  readonly intent_at: Date;
  readonly sent_to: string;
  readonly sent_value: Readonly<Record<string, unknown>>;
  readonly told_amount: string | null;
  readonly looks: number;
  readonly attempts: number;
}

/** Ecomail's clock and ours may differ by this much. */
const clockToleranceMs = 5 * 60_000;
const perPage = 100;
const pagesMax = 20;

/**
 * Settles tracker events whose answer never came: they are looked for by their id in the contact's events, more than
 * once, and sent again only when they are not there. The one limit: a write that shows up after the last look.
 */
@Injectable()
export class DoubtsService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly connections: ConnectionsService,
    private readonly outcomes: TellingOutcomesService,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  /** Settles or postpones one event that is due for a look; resolves with whether there was one. */
  async settleNext(connection: ConnectionRow, account: Account): Promise<boolean> {
    const [doubt]: Doubt[] = await this.dataSource.query(
      `select id, customer_id, label, intent_at, sent_to, sent_value, told_amount, looks, attempts from domain_events
       where shop_id = $1 and state = 'waiting' and label is not null and due_at <= $2 and intent_at is not null
       order by due_at limit 1`,
      [connection.shop_id, this.clock.now()],
    );
    if (!doubt) return false;
    const ecomailId = await this.findAtEcomail(account, doubt);
    if (ecomailId !== undefined) await this.settle(connection, doubt, ecomailId);
    else if (doubt.looks + 1 < this.config.delivery.looksAfterMs.length) await this.postpone(doubt);
    else await this.resend(connection, account, doubt);
    return true;
  }

  private async findAtEcomail(account: Account, doubt: Doubt): Promise<string | undefined> {
    const oldest = doubt.intent_at.getTime() - clockToleranceMs;
    for (let page = 1; page <= pagesMax; page += 1) {
      const events = await orUnknown(account.call((client) => client.subscriberEvents(doubt.sent_to, { page, perPage })));
      const found = events?.rows.find((event) => event.property === doubt.id);
      if (found) return String(found.id);
      const last = events?.rows.at(-1);
      if (!events || !last || events.rows.length < perPage || Date.parse(last.timestamp ?? '') < oldest) return undefined;
    }
    return undefined;
  }

  private async settle(connection: ConnectionRow, doubt: Doubt, ecomailId: string): Promise<void> {
    const at = this.clock.now();
    await this.transactions.run(async ({ manager }) => {
      await manager.query(recordAccepted, [[doubt.id], [at], [ecomailId]]);
      await this.journal.write(manager, connection.shop_id, [
        { customerId: doubt.customer_id, eventId: doubt.id, at, step: 'found', details: { label: doubt.label, ecomailId } },
      ]);
    });
  }

  private async postpone(doubt: Doubt): Promise<void> {
    const waitMs = this.config.delivery.looksAfterMs[doubt.looks + 1] ?? 0;
    await this.dataSource.query('update domain_events set looks = looks + 1, due_at = $2 where id = $1', [
      doubt.id,
      new Date(doubt.intent_at.getTime() + waitMs),
    ]);
  }

  /** The same event with the same value, marked and counted. It is told alone; newer ones are events of their own. */
  private async resend(connection: ConnectionRow, account: Account, doubt: Doubt): Promise<void> {
    await account.take(1);
    const now = this.clock.now();
    await this.transactions.run(async ({ manager }) => {
      await this.connections.hold(manager, connection);
      await manager.query(
        `update domain_events set intent_at = $2, due_at = $3, looks = 0, resends = resends + 1, attempts = attempts + 1 where id = $1`,
        [doubt.id, now, new Date(now.getTime() + (this.config.delivery.looksAfterMs[0] ?? 0))],
      );
      await this.journal.write(manager, connection.shop_id, [
        { customerId: doubt.customer_id, eventId: doubt.id, at: now, step: 'resent', details: { label: doubt.label } },
      ]);
    });
    const telling = {
      id: doubt.id,
      customerId: doubt.customer_id,
      label: doubt.label,
      email: doubt.sent_to,
      value: doubt.sent_value,
      mergedIds: [],
      toldAmount: doubt.told_amount,
      toldAt: null,
      attempts: doubt.attempts,
    };
    await this.outcomes.record(connection, [await tellOne(account, telling, this.clock)]);
  }
}
