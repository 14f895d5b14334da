import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../config';
import type { ConnectionRow } from '../connection/connection-row';
import { EventsService } from '../events/events.service';
import type { Label } from '../mirror/contact-change';
import { Account } from '../accounts/accounts.service';
import { unconfirmedLane } from '../accounts/lanes';
import { findEvent } from './event-search';
import { IntentsService } from './intents.service';
import { CallOutcomesService, stoppingErrorOf } from './call-outcomes.service';
import { sendTrackerEvent } from './tracker-call';

interface UnconfirmedCall {
  readonly id: string;
  readonly shop_id: string;
  readonly customer_id: string;
  readonly label: Label;
  readonly intent_at: Date;
  readonly sent_to: string;
  readonly sent_value: Readonly<Record<string, unknown>>;
  readonly notified_amount: string | null;
  readonly read_backs: number;
  readonly attempts: number;
}

/** The next event without an answer that it is time to look for. $1 shop, $2 now. */
export const selectUnconfirmed = `
  select id, shop_id, customer_id, label, intent_at, sent_to, sent_value, notified_amount, read_backs, attempts from domain_events
  where shop_id = $1 and due_lane = ${unconfirmedLane} and due_at <= $2
  order by due_at limit 1`;

/** Ecomail's clock and ours may differ by this much. */
const clockToleranceMs = 5 * 60_000;

/**
 * Settles tracker events whose answer never came: they are looked for by their id in the contact's events, more than
 * once, and sent again only when they are not there. The one limit: a write that shows up after the last read-back.
 */
@Injectable()
export class UnconfirmedCallsService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly events: EventsService,
    private readonly intents: IntentsService,
    private readonly outcomes: CallOutcomesService,
    private readonly clock: Clock,
  ) {}

  /** Settles or postpones one event that is due for a read-back; resolves with whether there was one. */
  async settleNext(connection: ConnectionRow, account: Account): Promise<boolean> {
    const [unconfirmed]: UnconfirmedCall[] = await this.dataSource.query(selectUnconfirmed, [
      connection.shop_id,
      this.clock.now(),
    ]);
    if (!unconfirmed) return false;
    const ecomailId = await this.readBack(account, unconfirmed);
    if (ecomailId !== undefined) await this.outcomes.recordFound(connection, unconfirmed, ecomailId);
    else if (unconfirmed.read_backs + 1 < this.config.delivery.readBackAfterMs.length)
      await this.postpone(unconfirmed);
    else await this.resend(connection, account, unconfirmed);
    return true;
  }

  /** An event that cannot be looked for waits, so that it holds up no other. */
  private async readBack(account: Account, unconfirmed: UnconfirmedCall): Promise<string | undefined> {
    try {
      return await this.findAtEcomail(account, unconfirmed);
    } catch (error) {
      const waitMs = this.config.delivery.backoffMs.at(-1) ?? 0;
      const dueAt = new Date(this.clock.now().getTime() + waitMs);
      await this.postponeReadBack(unconfirmed, { readBacks: unconfirmed.read_backs, dueAt });
      throw error;
    }
  }

  private async findAtEcomail(account: Account, unconfirmed: UnconfirmedCall): Promise<string | undefined> {
    const event = await findEvent(
      (page, perPage) =>
        account.call((client) => client.subscriberEvents(unconfirmed.sent_to, { page, perPage })),
      ({ property }) => property === unconfirmed.id,
      unconfirmed.intent_at.getTime() - clockToleranceMs,
    );
    return event?.id;
  }

  private async postpone(unconfirmed: UnconfirmedCall): Promise<void> {
    const waitMs = this.config.delivery.readBackAfterMs[unconfirmed.read_backs + 1] ?? 0;
    const dueAt = new Date(unconfirmed.intent_at.getTime() + waitMs);
    await this.postponeReadBack(unconfirmed, { readBacks: unconfirmed.read_backs + 1, dueAt });
  }

  private postponeReadBack(
    { shop_id, id, intent_at: intentAt }: UnconfirmedCall,
    next: { readBacks: number; dueAt: Date },
  ): Promise<void> {
    return this.events.postponeReadBack(this.dataSource.manager, shop_id, { id, intentAt }, next);
  }

  /**
   * The same event with the same value, marked and counted. It is sent alone; newer ones are events of their own.
   * When its contact has another address by now, it is sent anew there.
   */
  private async resend(
    connection: ConnectionRow,
    account: Account,
    unconfirmed: UnconfirmedCall,
  ): Promise<void> {
    await account.take(1);
    const intentAt = await this.intents.intendAgain(connection, unconfirmed);
    if (!intentAt) return;
    const call = {
      id: unconfirmed.id,
      customerId: unconfirmed.customer_id,
      label: unconfirmed.label,
      email: unconfirmed.sent_to,
      value: unconfirmed.sent_value,
      mergedIds: [],
      notifiedAmount: unconfirmed.notified_amount,
      lastChangedAt: null,
      attempts: unconfirmed.attempts,
      intentAt,
    };
    const answer = await sendTrackerEvent(account, { call, category: connection.event_category }, this.clock);
    await this.outcomes.record(connection.shop_id, [answer]);
    const error = stoppingErrorOf(answer);
    if (error !== undefined) throw error;
  }
}
