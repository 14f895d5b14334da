import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ConnectionRow } from '../connection/connection-row';
import { Account } from '../accounts/accounts.service';
import { type Due, IntentsService } from './intents.service';
import { tellOne } from './telling-call';
import { TellingOutcomesService } from './telling-outcomes.service';
import { selectDueEvents } from './tracker-statements';

/** Calls under way at once. */
const concurrencyMax = 20;

/** Sends tracker events after the fields they tell of. */
@Injectable()
export class TrackerEventsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly intents: IntentsService,
    private readonly outcomes: TellingOutcomesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends a first few of what is due, so that changed contacts soon have their turn again. Resolves with the number
   * of events that were due; rejects with what stopped a call, after its consequences are recorded.
   */
  async sendDue(connection: ConnectionRow, account: Account): Promise<number> {
    const due: Due[] = await this.dataSource.query(selectDueEvents, [
      connection.shop_id,
      this.clock.now(),
      concurrencyMax,
    ]);
    // Calls of one round overtake each other, so a round has one lane only.
    const lane = due.filter(({ label }) => label === due[0]?.label);
    if (lane.length === 0) return 0;
    const granted = await account.take(lane.length);
    const tellings = await this.intents.intend(connection, lane.slice(0, granted));
    const answers = await Promise.all(tellings.map((telling) => tellOne(account, telling, this.clock)));
    await this.outcomes.record(connection, answers);
    return due.length;
  }
}
