import { Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Config, configToken } from '../config';
import type { ConnectionRow } from '../connection/connection-row';
import type { Label } from '../mirror/contact-change';
import { EventsService } from '../events/events.service';
import { parkedReasonOf } from '../mirror/address-claims';
import { type CallPlan, callPlan, type IntendedTrackerCall, type UnsentEvent } from './tracker-event';
import { ContactPayloadsService } from '../contact-writes/contact-payloads.service';
import { TestModeService } from '../contact-writes/test-mode.service';
import { callLanes } from '../accounts/lanes';

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
    private readonly testMode: TestModeService,
    private readonly events: EventsService,
    private readonly payloads: ContactPayloadsService,
    private readonly clock: Clock,
  ) {}

  /** Decides what is sent, merged and suppressed, and commits it together with the intent to call. */
  async intend(connection: ConnectionRow, found: readonly Due[]): Promise<readonly IntendedTrackerCall[]> {
    const now = this.clock.now();
    return this.transactions.run(async ({ manager }) => {
      const keptBack = await this.testMode.hold(
        manager,
        connection,
        found.map(({ customer_id }) => customer_id),
      );
      const due = found.filter(({ customer_id: id }) => !keptBack.has(id));
      const customerIds = due.map(({ customer_id }) => customer_id);
      const freshSince = this.payloads.freshSince();
      const lanes = due.map(({ label }) => callLanes.indexOf(label));
      await manager.query(markStale, [connection.shop_id, customerIds, lanes, freshSince, now]);
      const unsent: UnsentEvent[] = await manager.query(selectUnsentEvents, [
        connection.shop_id,
        ...uniqueDue(due),
        freshSince,
      ]);
      const isProven = new Set(unsent.map(({ id }) => id));
      await this.events.keepUnsendable(
        manager,
        connection.shop_id,
        due.map(({ id }) => id).filter((id) => !isProven.has(id)),
        freshSince,
      );
      const plan = callPlan(unsent);
      await this.commitPlan(manager, connection, plan, now);
      return plan.calls.map((call) => ({ ...call, intentAt: now }));
    });
  }

  private async commitPlan(
    manager: EntityManager,
    connection: ConnectionRow,
    plan: CallPlan,
    now: Date,
  ): Promise<void> {
    const { calls, suppressed } = plan;
    const { shop_id: shopId } = connection;
    await this.events.intend(manager, shopId, calls, now, this.readBackAt(now));
    await this.events.merge(
      manager,
      shopId,
      calls.flatMap(({ id: into, mergedIds }) => mergedIds.map((id) => ({ id, into }))),
    );
    await this.events.suppress(manager, shopId, suppressed);
    const credits = calls.filter(({ label }) => label === 'credit');
    if (credits.length === 0) return;
    const debouncedUntil = new Date(now.getTime() + connection.debounce_ms);
    const customerIds = credits.map(({ customerId }) => customerId);
    await manager.query(startDebounceWindow, [
      shopId,
      debouncedUntil,
      customerIds,
      credits.map(({ notifiedAmount }) => notifiedAmount),
      credits.map(({ lastChangedAt }) => lastChangedAt),
    ]);
    await this.events.delayCredits(manager, shopId, customerIds, debouncedUntil);
  }

  /**
   * The intent to send an event once more that was not found at Ecomail. Resolves with its instant where it may be
   * sent as it was: not when somebody else settled it meanwhile, and not to an address that is no longer its
   * contact's. Then it is announced anew once the fields are stored, or parked with the other events of its contact.
   */
  async intendAgain(
    connection: ConnectionRow,
    event: Due & { readonly intent_at: Date },
  ): Promise<Date | undefined> {
    const intentAt = this.clock.now();
    const { shop_id: shopId } = connection;
    const { id, customer_id: customerId } = event;
    const unconfirmed = { id, intentAt: event.intent_at };
    return this.transactions.run(async ({ manager }) => {
      await this.testMode.hold(manager, connection, [customerId]);
      const contacts: { rejected_reason: string | null }[] = await manager.query(
        'select rejected_reason from contacts where shop_id = $1 and customer_id = $2',
        [shopId, customerId],
      );
      const again = {
        intentAt,
        readBackAt: this.readBackAt(intentAt),
        freshSince: this.payloads.freshSince(),
      };
      if (await this.events.intendAgain(manager, shopId, unconfirmed, again)) return intentAt;
      await this.events.withdrawIntent(manager, shopId, unconfirmed);
      const reason = parkedReasonOf(contacts[0] ?? { rejected_reason: null });
      if (reason !== null) await this.events.parked.park(manager, shopId, [customerId], reason);
      return undefined;
    });
  }

  private readBackAt(intentAt: Date): Date {
    return new Date(intentAt.getTime() + (this.config.delivery.readBackAfterMs[0] ?? 0));
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

/**
 * Contacts that are about to have an event sent, and were written too long ago ($4) to be sure of what is there: they
 * are to be written, in the lane of the event. $5: now. The caller holds them.
 */
const markStale = `
  update contacts c set dirty_since = coalesce(c.dirty_since, $5), dirty_lane = least(c.dirty_lane, input.lane)
  from (select customer_id, min(lane) as lane from unnest($2::uuid[], $3::smallint[]) as due (customer_id, lane) group by customer_id) as input
  where c.shop_id = $1 and c.customer_id = input.customer_id and (c.stored_at > $4) is not true`;

/** Everything unsent of the given contacts and labels that the stored fields contain and surely show ($5), locked. */
const selectUnsentEvents = `
  select e.id, e.customer_id, e.label, e.sequence, e.numbers, e.notified_amount, e.attempts, e.traceparent, c.stored_email,
    c.stored_balance,
    case e.label when 'pin' then (e.numbers->>'dropped')::boolean = (c.pin_sealed is null)
      when 'expiry' then e.id = c.warning_event else true end as is_shown
  from unnest($2::uuid[], $3::text[], $4::uuid[]) as input (customer_id, label, event_id)
  join domain_events e on e.customer_id = input.customer_id and e.label = input.label
    and (e.label <> 'expiry' or e.id = input.event_id)
  join contacts c on c.shop_id = e.shop_id and c.customer_id = e.customer_id
  where e.shop_id is not distinct from $1 and e.state = 'waiting' and e.intent_at is null
    and e.contact_version <= c.stored_version and c.is_known and c.stored_email = c.email and c.rejected_reason is null
    and c.stored_at > $5
  for update of e`;

/** From now on credit events of these contacts wait and merge; the change sent is the one that fields keep showing. */
const startDebounceWindow = `
  update contacts c set debounced_until = $2, last_change_amount = input.amount, last_changed_at = input.at
  from unnest($3::uuid[], $4::numeric[], $5::timestamptz[]) as input (customer_id, amount, at)
  where c.shop_id = $1 and c.customer_id = input.customer_id`;
