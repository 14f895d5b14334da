import { byteOrderMark, Clock, csvForms, csvLine, Keyset, Problem } from '@ellity/platform';
import { type Run, Runs } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import type { ConnectionRow } from '../../connection/connection-row';
import { ConnectionsService } from '../../connection/connections.service';
import { noConnection } from '../../connection/stages/no-connection';
import { Transactions } from '@ellity/messaging';
import { contactsPerCallMax } from '../../mirror/dirty-contacts';
import { type ExportCounts, type ExportsPage, type ExportView, exportView } from './export.response';
import {
  countEventsWaiting,
  type ExportProgress,
  selectExports,
  selectLastExport,
  selectProgress,
  selectRejected,
  waitingOf,
} from './export-statements';
import { explained, type Language, rejectedHeaders } from './export-texts';
import { MirrorFillsService } from './mirror-fills.service';
import { secondsLeft } from './time-left';

interface RejectedRow {
  readonly customerId: string;
  readonly email: string;
  readonly reason: string;
}

const rejectedPerPage = 2_000;

/** Exports of all customers of a shop: starting them, how far they are, and whom Ecomail refused. */
@Injectable()
export class ExportsService {
  private readonly keyset = new Keyset('exports', ['instant', 'uuid']);

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly connections: ConnectionsService,
    private readonly runs: Runs,
    private readonly fills: MirrorFillsService,
    private readonly clock: Clock,
  ) {}

  /** One of a shop at a time. A paused connection is exported when it goes on. */
  async start(shopId: string, isRejectedOnly: boolean, actor: string | null): Promise<ExportView> {
    await this.connected(shopId);
    const cursor = { onlyRejected: isRejectedOnly };
    const run = await this.transactions.run(async (transaction) => {
      const isWhole = isRejectedOnly || (await this.fills.isWhole(shopId, transaction.manager));
      const started = await this.runs.startUnlessOpen(
        { kind: 'export', shopId, step: isWhole ? 'mark' : 'fill', cursor, actor },
        transaction,
      );
      if (!started)
        throw new Problem(
          409,
          'export-open',
          'An export of this shop is under way. Look at it, or cancel it first.',
        );
      // Only the refused of whom Ecomail is asked again are those of an export of them.
      const askedAt = isRejectedOnly ? null : this.clock.now();
      await transaction.manager.query('insert into exports (run_id, shop_id, asked_at) values ($1, $2, $3)', [
        ...[started.id, shopId, askedAt],
      ]);
      return started;
    });
    return this.view(run);
  }

  async of(shopId: string, runId: string): Promise<ExportView> {
    return this.view(await this.find(shopId, runId));
  }

  /** The newest that was of anybody. */
  async last(shopId: string): Promise<ExportView | null> {
    const [run]: Run[] = await this.dataSource.query(selectLastExport, [shopId]);
    return run ? this.view(run) : null;
  }

  /** The newest first. */
  async page(shopId: string, before: string | undefined, limit: number): Promise<ExportsPage> {
    const [at = null, id = null] = this.keyset.keysOf(before) ?? [];
    const rows: Run[] = await this.dataSource.query(selectExports, [shopId, at, id, limit + 1]);
    const page = this.keyset.pageOf(rows, limit, (run) => [run.created_at.toISOString(), run.id]);
    return { items: await Promise.all(page.items.map((run) => this.view(run))), next: page.next };
  }

  async order(shopId: string, runId: string, order: 'pause' | 'resume' | 'cancel'): Promise<ExportView> {
    await this.find(shopId, runId);
    return this.view(await this.runs.order(runId, order));
  }

  /** Whom Ecomail refused, as CSV with the reason in plain words. */
  async rejectedFile(shopId: string, runId: string, wanted: Language | undefined): Promise<Readable> {
    await this.find(shopId, runId);
    const connection = await this.connections.find(shopId);
    return Readable.from(this.rejectedLines(shopId, runId, wanted ?? connection?.language ?? 'cs'));
  }

  private async *rejectedLines(shopId: string, runId: string, language: Language): AsyncGenerator<string> {
    const form = csvForms[language];
    yield byteOrderMark + csvLine(rejectedHeaders[language], form);
    for (let after: string | null = null; ;) {
      const rows: RejectedRow[] = await this.dataSource.query(selectRejected, [
        shopId,
        runId,
        after,
        rejectedPerPage,
      ]);
      yield rows
        .map(({ customerId, email, reason }) =>
          csvLine([customerId, email, ...explained(reason, language)], form),
        )
        .join('');
      after = rows.at(-1)?.customerId ?? null;
      if (rows.length < rejectedPerPage) return;
    }
  }

  private async view(run: Run): Promise<ExportView> {
    const rows: ExportProgress[] = await this.dataSource.query(selectProgress, [run.shop_id, run.id]);
    const [progress] = rows;
    const { stored = 0, unchanged = 0, rejected = 0 } = progress ?? {};
    const counts = { stored, unchanged, rejected, waiting: waitingOf(progress, run.total) };
    const connection = await this.connections.find(run.shop_id);
    return exportView(run, counts, await this.paceOf(run, counts, progress, connection));
  }

  private async paceOf(
    run: Run,
    { stored, unchanged, waiting }: ExportCounts,
    progress: ExportProgress | undefined,
    connection: ConnectionRow | undefined,
  ): Promise<Pick<ExportView, 'perMinute' | 'secondsLeft' | 'heldUpBy'>> {
    const since = progress?.writingSince;
    const end = run.finished_at ?? progress?.now;
    const elapsedMs = since && end ? end.getTime() - since.getTime() : 0;
    const written = stored + unchanged;
    const perMinute = written > 0 && elapsedMs > 0 ? Math.round((written / elapsedMs) * 60_000) : null;
    const heldUpBy = connection?.state === 'active' ? null : (connection?.reason ?? 'not-connected');
    const goesOn = (run.state === 'running' || run.state === 'waiting') && heldUpBy === null && connection;
    if (!goesOn || run.step !== 'write') return { perMinute, secondsLeft: null, heldUpBy };
    const [events]: { count: number }[] = await this.dataSource.query(countEventsWaiting, [
      connection.key_hash,
    ]);
    const left = secondsLeft({
      contacts: waiting,
      written,
      elapsedMs,
      eventsWaiting: events?.count ?? 0,
      requestsPerMinute: connection.requests_per_minute,
      contactsPerCall: contactsPerCallMax,
    });
    return { perMinute, secondsLeft: left, heldUpBy };
  }

  private async find(shopId: string, runId: string): Promise<Run> {
    const run = await this.runs.find(runId).catch(() => undefined);
    if (run?.kind === 'export' && run.shop_id === shopId) return run;
    throw new Problem(
      404,
      'export-unknown',
      'This shop has no such export. GET …/exports shows those that there are.',
    );
  }

  private async connected(shopId: string): Promise<ConnectionRow> {
    const connection = await this.connections.find(shopId);
    if (connection && connection.state !== 'inactive') return connection;
    throw noConnection();
  }
}
