import { Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Config, configToken } from '../config';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionsService } from '../connection/connections.service';
import type { Label } from '../mirror/contact-change';
import { type JournalEntry, JournalEntriesService } from '../events/journal-entries.service';
import { parkedReasonOf } from '../mirror/address-claims';
import { type Telling, type TellingPlan, tellingPlan, type UnsentEvent } from './tracker-event';
import {
  delayToQuietTime,
  recordIntentAgain,
  recordIntents,
  recordMerged,
  recordNetZero,
  recordUnsentAgain,
  selectUnsentEvents,
  startQuietTime,
} from './tracker-statements';

/** An event that is due, as found without a lock. */
export interface Due {
  readonly id: string;
  readonly customer_id: string;
  readonly label: Label;
}

/**
 * Commits the intent to make a call before it is made, so that an event whose answer is lost, with or without this
 * process, is looked for and never blindly sent again.
 */
@Injectable()
export class IntentsService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly connections: ConnectionsService,
    private readonly journal: JournalEntriesService,
    private readonly clock: Clock,
  ) {}

  /** Decides what is told, merged and suppressed, and commits it together with the intent to call. */
  async intend(connection: ConnectionRow, due: readonly Due[]): Promise<readonly Telling[]> {
    const now = this.clock.now();
    return this.transactions.run(async ({ manager }) => {
      await this.connections.hold(manager, connection);
      const customerIds = due.map(({ customer_id }) => customer_id);
      await manager.query(
        'select 1 from contacts where shop_id = $1 and customer_id = any($2) order by customer_id for update',
        [connection.shop_id, customerIds],
      );
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

  private async commitPlan(
    manager: EntityManager,
    connection: ConnectionRow,
    plan: TellingPlan,
    now: Date,
  ): Promise<void> {
    const { tellings, netZeroIds } = plan;
    if (tellings.length > 0) {
      await manager.query(recordIntents, [
        tellings.map(({ id }) => id),
        now,
        tellings.map(({ email }) => email),
        tellings.map(({ value }) => JSON.stringify(value)),
        tellings.map(({ toldAmount }) => toldAmount),
        this.lookAt(now),
      ]);
    }
    const merged = tellings.flatMap(({ id: carrier, mergedIds }) => mergedIds.map((id) => ({ id, carrier })));
    if (merged.length > 0)
      await manager.query(recordMerged, [
        merged.map(({ id }) => id),
        merged.map(({ carrier }) => carrier),
        now,
      ]);
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

  /**
   * The intent to send an event once more that was not found at Ecomail. Resolves with whether it may be sent as it
   * was: not when somebody else settled it meanwhile, and not to an address that is no longer its contact's.
   */
  async intendAgain(connection: ConnectionRow, event: Due & { readonly intent_at: Date }): Promise<boolean> {
    const at = this.clock.now();
    const { id, customer_id: customerId, label, intent_at: intentAt } = event;
    return this.transactions.run(async ({ manager }) => {
      await this.connections.hold(manager, connection);
      const contacts: { rejected_reason: string | null }[] = await manager.query(
        'select rejected_reason from contacts where shop_id = $1 and customer_id = $2 for update',
        [connection.shop_id, customerId],
      );
      const changes = async (sql: string, parameters: unknown[]): Promise<boolean> => {
        const [rows]: [unknown[], number] = await manager.query(sql, parameters);
        return rows.length > 0;
      };
      const journal = (step: 'resent' | 'not-sent' | 'parked', details: Readonly<Record<string, unknown>>) =>
        this.journal.write(manager, connection.shop_id, [{ customerId, eventId: id, at, step, details }]);
      const isIntended = await changes(recordIntentAgain, [id, at, this.lookAt(at), intentAt]);
      if (isIntended) {
        await journal('resent', { label });
        return true;
      }
      const reason = parkedReasonOf(contacts[0] ?? { rejected_reason: null });
      if (await changes(recordUnsentAgain, [id, at, intentAt, reason])) {
        await journal('not-sent', { label, code: 'contact-changed' });
        if (reason !== null) await journal('parked', { reason });
      }
      return false;
    });
  }

  private lookAt(intentAt: Date): Date {
    return new Date(intentAt.getTime() + (this.config.delivery.looksAfterMs[0] ?? 0));
  }
}

/** One line per contact and label; each expiry warning by itself. */
function uniqueDue(due: readonly Due[]): [string[], string[], string[]] {
  const unique = new Map(
    due.map((one) => [one.label === 'expiry' ? one.id : `${one.label}/${one.customer_id}`, one]),
  );
  const lines = [...unique.values()];
  return [
    lines.map(({ customer_id }) => customer_id),
    lines.map(({ label }) => label),
    lines.map(({ id }) => id),
  ];
}

function planEntries(plan: TellingPlan, unsent: readonly UnsentEvent[], at: Date): JournalEntry[] {
  const customerOf = new Map(unsent.map((event) => [event.id, event.customer_id]));
  const entry = (eventId: string, step: 'merged' | 'suppressed', details: Record<string, unknown>) => {
    const customerId = customerOf.get(eventId);
    return customerId === undefined ? [] : [{ customerId, eventId, at, step, details }];
  };
  return [
    ...plan.tellings.flatMap(({ id: into, mergedIds }) =>
      mergedIds.flatMap((id) => entry(id, 'merged', { into })),
    ),
    ...plan.netZeroIds.flatMap((id) => entry(id, 'suppressed', { reason: 'net-zero' })),
  ];
}
