import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Account } from '../accounts/accounts.service';
import { ecomailFailureOf, isForbidden, keyRejectedCode } from '../accounts/ecomail-failure';
import { callLanes, type Lane } from '../accounts/lanes';
import type { ConnectionRow } from '../connection/connection-row';
import type { CallWindow } from '../contact-writes/call-window';
import type { ContactsInFlight } from '../contact-writes/contacts-in-flight';
import { Gathered } from './gathered';
import { type Due, IntentsService } from './intents.service';
import { CallOutcomesService, stoppingErrorOf } from './call-outcomes.service';
import { type Answer, sendTrackerEvent } from './tracker-call';
import { ShopsUnderWayService } from '../contact-writes/shops-under-way.service';
import { selectDueEvents } from './tracker-statements';

/** How many turns are asked for at once: few enough that shops of a key take turns. */
const turnsMax = 20;

/** `underWay`: calls that go on after it, each until its answer is recorded. */
export interface CallsBegun {
  /** There may be more to send at once. */
  readonly hasMore: boolean;
  readonly underWay?: readonly Promise<void>[];
}

interface ShopCalls {
  readonly window: CallWindow;
  readonly writes: ContactsInFlight;
  /** Answers that come together are recorded together. */
  readonly answers: Gathered<Answer>;
}

/** Sends tracker events after the fields they announce. A call that hangs holds up its own contact only. */
@Injectable()
export class TrackerCallsService {
  private readonly shops = new Map<string, ShopCalls>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly intents: IntentsService,
    private readonly outcomes: CallOutcomesService,
    private readonly underWay: ShopsUnderWayService,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins calls for the first few that are due in the lane; their answers are recorded when they come. A call under
   * way rejects with its error when the failures are no accident any more, or concern the whole key.
   */
  async sendDue(connection: ConnectionRow, account: Account, lane: Lane): Promise<CallsBegun> {
    const shop = this.shopOf(connection);
    await shop.window.whenRoom();
    const due: Due[] = await this.dataSource.query(selectDueEvents, [
      connection.shop_id,
      this.clock.now(),
      Math.min(turnsMax, shop.window.room),
      [...shop.window.contacts, ...shop.writes.ids],
      callLanes.findIndex((one) => one === lane),
    ]);
    if (due.length === 0) return { hasMore: false };
    const granted = await account.take(due.length);
    const begun = due
      .slice(0, granted)
      .filter(({ customer_id: id }) => !shop.writes.has(id) && shop.window.begin(id));
    const ended = (customerId: string) => shop.window.end(customerId);
    const calls = await this.intents.intend(connection, begun).catch((error: unknown) => {
      begun.forEach(({ customer_id }) => ended(customer_id));
      throw error;
    });
    const isCalled = new Set(calls.map(({ customerId }) => customerId));
    begun.filter(({ customer_id }) => !isCalled.has(customer_id)).forEach((one) => ended(one.customer_id));
    const underWay = calls.map((call) =>
      this.send(shop, account, { call, category: connection.event_category }).finally(() =>
        ended(call.customerId),
      ),
    );
    return { hasMore: true, underWay };
  }

  private async send(
    shop: ShopCalls,
    account: Account,
    event: Parameters<typeof sendTrackerEvent>[1],
  ): Promise<void> {
    const answer = await sendTrackerEvent(account, event, this.clock);
    await shop.answers.add(answer);
    const error = stoppingErrorOf(answer);
    if (error === undefined) return shop.window.succeeded();
    const isStreak = shop.window.failed();
    const failure = ecomailFailureOf(error);
    if (isStreak || failure.code === keyRejectedCode || isForbidden(failure)) throw error;
  }

  private shopOf(connection: ConnectionRow): ShopCalls {
    const { shop_id: shopId } = connection;
    const known = this.shops.get(shopId);
    if (known) return known;
    const { calls, writes } = this.underWay.of(shopId);
    const shop: ShopCalls = {
      window: calls,
      writes,
      answers: new Gathered((answers) => this.outcomes.record(connection, answers)),
    };
    this.shops.set(shopId, shop);
    return shop;
  }
}
