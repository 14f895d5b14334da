import { Clock, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RateLimiterService } from '../accounts/rate-limiter.service';
import { failingViews } from '../connection/connection.response';
import type { ConnectionRow } from '../connection/connection-row';
import { textsOf } from '../connection/stages/merchant-texts';
import { testMode } from '../mirror/test-mode';
import { contactsPerCallMax } from '../mirror/dirty-contacts';
import { DriftChecksService } from '../runs/drift/drift-checks.service';
import { ExportsService } from '../runs/export/exports.service';
import { AutomationSamplesService } from './automation-samples.service';
import { automationText, automationUseOf } from './automation-use';
import { type Forecast, forecastOf } from './forecast';
import type { AutomationsStatus, ConnectionStatus, LaneStatus } from './status.response';
import {
  countRejected,
  selectActivity,
  selectConnection,
  selectLanes,
  selectOfKey,
  selectRejected,
} from './status-statements';

interface LaneRow {
  readonly lane: string;
  readonly contacts: number;
  readonly events: number;
  readonly oldest: Date | null;
  readonly last_due: Date | null;
}

/** How the delivery of a shop is; reads only, and only what partial indexes hold. */
@Injectable()
export class StatusService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly limiter: RateLimiterService,
    private readonly exports: ExportsService,
    private readonly drift: DriftChecksService,
    private readonly automations: AutomationSamplesService,
    private readonly clock: Clock,
  ) {}

  async of(shopId: string): Promise<ConnectionStatus> {
    const [connection]: ConnectionRow[] = await this.dataSource.query(selectConnection, [shopId]);
    if (!connection)
      throw new Problem(404, 'no-connection', 'This shop never had a connection. Activate one with PUT.');
    const now = this.clock.now();
    const rows: LaneRow[] = await this.dataSource.query(selectLanes, [shopId]);
    const lanes = rows.filter(({ lane }) => lane !== 'unconfirmed').map((row) => laneOf(row, now));
    const [activity]: { last_success_at: Date | null; calls_saved: number }[] = await this.dataSource.query(
      selectActivity,
      [shopId, now],
    );
    const lastExport = await this.exports.last(shopId);
    const forecast = await this.forecast(connection, rows, lastExport?.secondsLeft ?? null, now);
    const waits = lanes.flatMap(({ oldestSeconds }) => oldestSeconds ?? []);
    return {
      shopId,
      state: connection.state,
      reason: connection.reason,
      since: connection.changed_at.toISOString(),
      lastSuccessAt: activity?.last_success_at?.toISOString() ?? null,
      failing: failingViews(connection),
      lanes,
      oldestSeconds: waits.length === 0 ? null : Math.max(...waits),
      unconfirmed: rows.find(({ lane }) => lane === 'unconfirmed')?.events ?? 0,
      budget: {
        requestsPerMinute: connection.requests_per_minute,
        usedLastMinute:
          connection.requests_per_minute === null
            ? null
            : await this.limiter.used({
                keyHash: connection.key_hash,
                requestsPerMinute: connection.requests_per_minute,
              }),
      },
      callsSaved: activity?.calls_saved ?? 0,
      forecast: {
        ...forecast,
        doneAt:
          forecast.secondsLeft === null
            ? null
            : new Date(now.getTime() + forecast.secondsLeft * 1_000).toISOString(),
      },
      lastExport,
      ...(await this.notWritten(connection)),
      drift: await this.drift.of(shopId),
      automations: await this.automationsOf(connection),
    };
  }

  private async forecast(
    connection: ConnectionRow,
    rows: readonly LaneRow[],
    exportSecondsLeft: number | null,
    now: Date,
  ): Promise<Forecast> {
    const [ofKey]: { count: number }[] = await this.dataSource.query(selectOfKey, [connection.key_hash]);
    const secondsUntil = (times: readonly (Date | string | null)[]): number =>
      Math.max(0, ...times.map((time) => (time ? (new Date(time).getTime() - now.getTime()) / 1_000 : 0)));
    return forecastOf({
      heldUpBy: connection.state === 'active' ? null : (connection.reason ?? connection.state),
      contacts: rows.reduce((sum, { contacts }) => sum + contacts, 0),
      eventsWaiting: Math.max(
        ofKey?.count ?? 0,
        rows.reduce((sum, { events }) => sum + events, 0),
      ),
      requestsPerMinute: connection.requests_per_minute,
      contactsPerCall: contactsPerCallMax,
      lastDueSeconds: secondsUntil(rows.map(({ last_due: due }) => due)),
      nextAttemptSeconds: secondsUntil(
        Object.values(connection.failing).map(({ nextAttemptAt }) => nextAttemptAt),
      ),
      exportSecondsLeft,
    });
  }

  private async notWritten(
    connection: ConnectionRow,
  ): Promise<Pick<ConnectionStatus, 'rejected' | 'testMode'>> {
    const { shop_id: shopId, test_addresses: addresses } = connection;
    const [counted]: { count: number; keptBack: number }[] = await this.dataSource.query(countRejected, [
      shopId,
    ]);
    return {
      rejected: {
        count: counted?.count ?? 0,
        examples: await this.dataSource.query(selectRejected, [shopId]),
        all: `/connections/${shopId}/contacts?state=rejected`,
        retry: `/connections/${shopId}/exports`,
      },
      testMode: addresses && {
        addresses: Object.keys(addresses).length,
        contactsKeptBack: counted?.keptBack ?? 0,
        all: `/connections/${shopId}/contacts?state=kept-back`,
        text: textsOf(testMode),
      },
    };
  }

  private async automationsOf(connection: ConnectionRow): Promise<AutomationsStatus> {
    const sample = await this.automations.of(connection.shop_id);
    const use = automationUseOf(sample);
    const contacts = sample?.contacts ?? 0;
    return {
      use,
      text: automationText(use, { category: connection.event_category, contacts }),
      contacts,
      sampledAt: sample?.sampledAt.toISOString() ?? null,
    };
  }
}

const laneOf = ({ lane, contacts, events, oldest }: LaneRow, now: Date): LaneStatus => ({
  lane,
  contacts,
  events,
  oldestSeconds: oldest && Math.max(0, Math.round((now.getTime() - oldest.getTime()) / 1_000)),
});
