import { Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Config, configToken } from '../config';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionsService } from '../connection/connections.service';
import type { Label } from '../contacts/contact-change';
import { type JournalEntry, JournalService } from '../journal/journal.service';
import { Account } from './accounts.service';
import { tellOne } from './telling-call';
import { TellingOutcomesService } from './telling-outcomes.service';
import { type Telling, type TellingPlan, tellingPlan, type UnsentEvent } from './tracker-event';
import {
  delayToQuietTime,
  recordIntents,
  recordMerged,
  recordNetZero,
  selectDueEvents,
  selectUnsentEvents,
  startQuietTime,
} from './tracker-statements';

/** Calls under way at once. */
const concurrencyMax = 20;

interface Due {
  readonly id: string;
  readonly customer_id: string;
  readonly label: Label;
}

/**
 * Sends tracker events after the fields they tell of. Before each call its intent is committed, so that an event
 * whose answer is lost, with or without this process, is looked for and never blindly sent again.
 */
@Injectable()
export class TrackerEventsService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly connections: ConnectionsService,
    private readonly journal: JournalService,
    private readonly outcomes: TellingOutcomesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends a first few of what is due, so that changed contacts soon have their turn again. Resolves with the number
   * of events that were due; rejects with what stopped a call, after its consequences are recorded.
   */
  async sendDue(connection: ConnectionRow, account: Account): Promise<number> {
    const due: Due[] = await this.dataSource.query(selectDueEvents, [connection.shop_id, this.clock.now(), concurrencyMax]);
    if (due.length === 0) return 0;
    const granted = await account.take(due.length);
    const tellings = await this.intend(connection, due.slice(0, granted));
    const answers = await Promise.all(tellings.map((telling) => tellOne(account, telling, this.clock)));
    await this.outcomes.record(connection, answers);
    return due.length;
  }

  /** Decides what is told, merged and suppressed, and commits it together with the intent to call. */
  private async intend(connection: ConnectionRow, due: readonly Due[]): Promise<readonly Telling[]> {
    const now = this.clock.now();
    return this.transactions.run(async ({ manager }) => {
      await this.connections.hold(manager, connection);
      const customerIds = due.map(({ customer_id }) => customer_id);
      await manager.query('select 1 from contacts where shop_id = $1 and customer_id = any($2) order by customer_id for update', [
        connection.shop_id,
        customerIds,
      ]);
      const unsent: UnsentEvent[] = await manager.query(selectUnsentEvents, [
        connection.shop_id,
        ...uniqueDue(due),
      ]);
      const plan = tellingPlan(unsent);
      await this.commitPlan(manager, connection, plan, now);
      await this.journal.write(manager, connection.shop_id, planEntries(plan, unsent, now));
      return plan.tellings;
    });
  }

  private async commitPlan(manager: EntityManager, connection: ConnectionRow, plan: TellingPlan, now: Date): Promise<void> {
    const { tellings, netZeroIds } = plan;
    const lookAt = new Date(now.getTime() + (this.config.delivery.looksAfterMs[0] ?? 0));
    if (tellings.length > 0) {
      await manager.query(recordIntents, [
        tellings.map(({ id }) => id),
        now,
        tellings.map(({ email }) => email),
        tellings.map(({ value }) => JSON.stringify(value)),
        tellings.map(({ toldAmount }) => toldAmount),
        lookAt,
      ]);
    }
    const merged = tellings.flatMap(({ id: carrier, mergedIds }) => mergedIds.map((id) => ({ id, carrier })));
    if (merged.length > 0) await manager.query(recordMerged, [merged.map(({ id }) => id), merged.map(({ carrier }) => carrier), now]);
    if (netZeroIds.length > 0) await manager.query(recordNetZero, [netZeroIds, now]);
    const credits = tellings.filter(({ label }) => label === 'credit');
    if (credits.length === 0) return;
    const quietUntil = new Date(now.getTime() + connection.quiet_ms);
    const customerIds = credits.map(({ customerId }) => customerId);
    await manager.query(startQuietTime, [
      connection.shop_id,
      quietUntil,
      customerIds,
      credits.map(({ toldAmount }) => toldAmount),
      credits.map(({ toldAt }) => toldAt),
    ]);
    await manager.query(delayToQuietTime, [connection.shop_id, quietUntil, customerIds]);
  }
}

/** One line per contact and label; each expiry warning by itself. */
function uniqueDue(due: readonly Due[]): [string[], string[], string[]] {
  const unique = new Map(due.map((one) => [one.label === 'expiry' ? one.id : `${one.label}/${one.customer_id}`, one]));
  const lines = [...unique.values()];
  return [lines.map(({ customer_id }) => customer_id), lines.map(({ label }) => label), lines.map(({ id }) => id)];
}

function planEntries(plan: TellingPlan, unsent: readonly UnsentEvent[], at: Date): JournalEntry[] {
  const customerOf = new Map(unsent.map((event) => [event.id, event.customer_id]));
  const entry = (eventId: string, step: 'merged' | 'suppressed', details: Record<string, unknown>) => {
    const customerId = customerOf.get(eventId);
    return customerId === undefined ? [] : [{ customerId, eventId, at, step, details }];
  };
  return [
    ...plan.tellings.flatMap(({ id: into, mergedIds }) => mergedIds.flatMap((id) => entry(id, 'merged', { into }))),
    ...plan.netZeroIds.flatMap((id) => entry(id, 'suppressed', { reason: 'net-zero' })),
  ];
}
