import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Account } from '../accounts/accounts.service';
import { ecomailFailureOf, isForbidden, keyRejectedCode } from '../accounts/ecomail-failure';
import { callLanes, type Lane } from '../accounts/lanes';
import type { ConnectionRow } from '../connection/connection-row';
import { ShopsUnderWay } from '../contact-writes/contacts-under-way';
import { Remembered, Shared } from '../kept';
import { CallOutcomesService, stoppingErrorOf } from './call-outcomes.service';
import { type Due, IntentsService } from './intents.service';
import { CallWindow, Gathered, Overlapping } from './shop-calls';
import { type Answer, sendTrackerEvent } from './tracker-call';

/** How many turns are asked for at once: few enough that shops of a key take turns. */
const turnsMax = 20;

/** `underWay`: calls that go on after it, each until its answer is recorded. */
export interface CallsBegun {
  /** There may be more to send at once. */
  readonly hasMore: boolean;
  readonly underWay?: readonly Promise<void>[];
  /** No call was begun. */
  readonly isIdle: boolean;
  /** Intents are being committed, with turns that are there: the next may ask for theirs meanwhile. */
  readonly goesOn?: Promise<CallsBegun>;
}

/** The calls of a shop under way; whoever has to do with them holds them. */
interface ShopCalls {
  readonly window: CallWindow;
  /** Intents that are being committed, by lane. */
  readonly intents: ReadonlyMap<Lane, Overlapping>;
  /** Answers that come together are recorded together. */
  readonly answers: Gathered<Answer>;
}

/** Sends tracker events after the fields they announce. A call that hangs holds up its own contact only. */
@Injectable()
export class TrackerCallsService {
  private readonly calls = new Shared<ShopCalls>((shopId) => ({
    window: this.troubled.get(shopId) ?? new CallWindow(),
    intents: new Map(callLanes.map((lane) => [lane, new Overlapping()])),
    answers: new Gathered((answers) => this.outcomes.record(shopId, answers)),
  }));
  /** Of shops some of whose calls failed. */
  private readonly troubled = new Remembered<CallWindow>(() => this.clock.elapsedMs());

  constructor(
    private readonly dataSource: DataSource,
    private readonly intents: IntentsService,
    private readonly outcomes: CallOutcomesService,
    private readonly underWay: ShopsUnderWay,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins calls for the first few that are due in the lane; their answers are recorded when they come. A call under
   * way rejects with its error when the failures are no accident any more, or concern the whole key.
   */
  async sendDue(connection: ConnectionRow, account: Account, lane: Lane): Promise<CallsBegun> {
    const { shop_id: shopId } = connection;
    const [calls, contacts] = [this.calls.hold(shopId), this.underWay.hold(shopId)];
    try {
      const { window } = calls.value;
      const intents = calls.value.intents.get(lane);
      await intents?.whenRoom();
      await window.whenRoom();
      const due: Due[] = await this.dataSource.query(selectDueEvents, [
        shopId,
        this.clock.now(),
        Math.min(turnsMax, window.room),
        [...contacts.value.called, ...contacts.value.written],
        callLanes.findIndex((one) => one === lane),
      ]);
      if (due.length === 0) return { hasMore: false, isIdle: true };
      const granted = await account.take(due.length);
      const goesOn = this.begin(connection, account, due.slice(0, granted));
      intents?.begun(goesOn);
      // Where no turns hold them back, more calls at once would keep the process from a PIN among them.
      if (connection.requests_per_minute === null) return { ...(await goesOn), hasMore: true };
      return { hasMore: true, goesOn, isIdle: false };
    } finally {
      calls.release();
      contacts.release();
    }
  }

  /**
   * Makes the calls that are still to be made once their intents are committed. Their contacts count as called at once:
   * nobody else finds them meanwhile.
   */
  private async begin(connection: ConnectionRow, account: Account, due: readonly Due[]): Promise<CallsBegun> {
    const { shop_id: shopId, event_category: category } = connection;
    const ends = new Map<string, () => void>();
    for (const { customer_id: id } of due) {
      const end = this.beginCall(shopId, id);
      if (end) ends.set(id, end);
    }
    const begun = due.filter(({ customer_id: id }) => ends.has(id));
    const calls = await this.intents.intend(connection, begun).catch((error: unknown) => {
      for (const end of ends.values()) end();
      throw error;
    });
    const isCalled = new Set(calls.map(({ customerId }) => customerId));
    for (const [id, end] of ends) if (!isCalled.has(id)) end();
    const underWay = calls.map((call) =>
      this.send(shopId, account, { call, category }).finally(() => ends.get(call.customerId)?.()),
    );
    // Of those that were due and not called something else may be due now.
    return { hasMore: calls.length < due.length, underWay, isIdle: underWay.length === 0 };
  }

  /** Undefined: a write or another call of the contact is under way. Resolves with what ends the call. */
  private beginCall(shopId: string, customerId: string): (() => void) | undefined {
    const [calls, contacts] = [this.calls.hold(shopId), this.underWay.hold(shopId)];
    const release = () => {
      calls.release();
      contacts.release();
    };
    if (!contacts.value.beginCall(customerId)) return void release();
    calls.value.window.begin();
    return () => {
      contacts.value.endCall(customerId);
      calls.value.window.end();
      release();
    };
  }

  /** The call is begun, so its shop's calls are held. */
  private async send(
    shopId: string,
    account: Account,
    event: Parameters<typeof sendTrackerEvent>[1],
  ): Promise<void> {
    const {
      value: { window, answers },
      release,
    } = this.calls.hold(shopId);
    try {
      const answer = await sendTrackerEvent(account, event, this.clock);
      await answers.add(answer);
      const error = stoppingErrorOf(answer);
      if (error === undefined) return this.succeeded(shopId, window);
      const isStreak = window.failed();
      this.troubled.set(shopId, window);
      const failure = ecomailFailureOf(error);
      if (isStreak || failure.code === keyRejectedCode || isForbidden(failure)) throw error;
    } finally {
      release();
    }
  }

  private succeeded(shopId: string, window: CallWindow): void {
    window.succeeded();
    if (window.isUntroubled) this.troubled.delete(shopId);
  }
}

/**
 * The first few contacts with an event that is due in a lane, and of each what is due first: a turn of the credit lane
 * carries the contact's PIN where that waits as well, so that its events keep the order of the lanes.
 * $1 shop, $2 now, $3 how many, $4 contacts with a call under way, $5 the lane's number.
 */
export const selectDueEvents = `
  select distinct on (first.id) first.id, first.customer_id, first.label
  from (
    select e.customer_id from domain_events e
    where e.shop_id = $1 and e.due_lane = $5 and e.due_at <= $2 and e.customer_id <> all ($4::uuid[])
    order by e.due_at limit $3
  ) as due
  cross join lateral (
    select e.id, e.customer_id, e.label from domain_events e
    where e.shop_id = $1 and e.customer_id = due.customer_id and e.state = 'waiting' and e.intent_at is null
      and e.is_sendable and e.due_at <= $2
    order by array_position('{${callLanes.join(',')}}', e.label), e.due_at limit 1
  ) as first`;
