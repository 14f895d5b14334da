import { Clock } from '@ellity/platform';
import type { Transaction } from '@ellity/messaging';
import { type Chunk, type Run, Runs, type RunWork } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ConnectionsService } from '../../connection/connections.service';
import { CustomerPagesService } from './customer-pages.service';
import { MirrorFillsService } from './mirror-fills.service';
import {
  beforeAll,
  contactsPerChunk,
  countWanted,
  type ExportProgress,
  holdExport,
  markForExport,
  recordMarked,
  selectProgress,
  unmark,
  waitingOf,
} from './export-statements';

/** How often an export that waits for its contacts to be written looks how far they are. */
const lookAgainMs = 250;

/**
 * Exports the customers of a shop: asks loyalty-core for those it never heard of, where it never did; marks their contacts, chunk by chunk, for the lane in which delivery writes exports,
 * and waits until each is written or refused. Automations see none of it, and whoever is created by it earns nothing.
 * What changes meanwhile goes first, in its own lane, and is never overwritten: a write always has the newest state.
 */
@Injectable()
export class ExportWorkService implements RunWork {
  readonly kind = 'export';

  constructor(
    private readonly dataSource: DataSource,
    private readonly connections: ConnectionsService,
    private readonly runs: Runs,
    private readonly pages: CustomerPagesService,
    private readonly fills: MirrorFillsService,
    private readonly clock: Clock,
  ) {}

  prepare(run: Run): Promise<Chunk> {
    if (run.step === 'fill') return this.fill(run);
    return run.step === 'mark' ? this.mark(run) : Promise.resolve(this.awaitWrites(run));
  }

  /** Contacts that are not written yet are left as they are at Ecomail, and are nobody's work any more. */
  async gaveUp(transaction: Transaction, { shop_id: shopId, actor }: Run): Promise<void> {
    const undone = { kind: 'export-undone', shopId, step: 'unmark', actor };
    // One that is at its end may have looked already.
    if (!(await this.runs.startUnlessOpen(undone, transaction)))
      await transaction.manager.query(unmark, [shopId, null]);
  }

  /** The customers of whom no message ever came here. */
  private async fill(run: Run): Promise<Chunk> {
    const { after = null } = run.cursor;
    const { changes, next } = await this.pages.page(run.shop_id, typeof after === 'string' ? after : null);
    return {
      next: next === null ? 'mark' : 'fill',
      cursor: { ...run.cursor, after: next },
      record: async (transaction) => {
        await this.fills.fill(transaction, run.shop_id, changes);
        if (next === null) await this.fills.setWhole(transaction, run.shop_id);
        return {};
      },
    };
  }

  private async mark(run: Run): Promise<Chunk> {
    const isRejectedOnly = run.cursor['onlyRejected'] === true;
    const total = run.total ?? (await this.count(run.shop_id, isRejectedOnly));
    return {
      next: 'mark',
      cursor: run.cursor,
      total,
      record: async (transaction) => {
        const { after = null } = run.cursor;
        await transaction.manager.query(holdExport, [run.id]);
        const [rows]: [{ customer_id: string }[], number] = await transaction.manager.query(markForExport, [
          ...[run.shop_id, isRejectedOnly, after ?? beforeAll, contactsPerChunk, run.id, this.clock.now()],
        ]);
        this.connections.wakeAfter(transaction, run.shop_id);
        const last = rows
          .map(({ customer_id: id }) => id)
          .sort()
          .at(-1);
        const next = rows.length === contactsPerChunk ? last : undefined;
        await transaction.manager.query(recordMarked, [run.id, next ?? null]);
        return next === undefined
          ? { cursor: {}, next: 'write' }
          : { cursor: { ...run.cursor, after: next } };
      },
    };
  }

  private awaitWrites(run: Run): Chunk {
    return {
      next: 'write',
      cursor: {},
      record: async ({ manager }) => {
        const rows: ExportProgress[] = await manager.query(selectProgress, [run.shop_id, run.id]);
        const waiting = waitingOf(rows[0], run.total);
        const done = Math.max(0, (run.total ?? 0) - waiting - run.done);
        return waiting === 0 ? { done, next: null } : { done, waitMs: lookAgainMs };
      },
    };
  }

  private async count(shopId: string, isRejectedOnly: boolean): Promise<number> {
    const rows: { count: number }[] = await this.dataSource.query(countWanted, [shopId, isRejectedOnly]);
    return rows[0]?.count ?? 0;
  }
}

/** Takes back the marks of an export that was cancelled, chunk by chunk. */
@Injectable()
export class ExportUndoneWorkService implements RunWork {
  readonly kind = 'export-undone';

  prepare(run: Run): Promise<Chunk> {
    return Promise.resolve({
      next: 'unmark',
      cursor: run.cursor,
      record: async ({ manager }) => {
        const [rows]: [unknown[], number] = await manager.query(unmark, [run.shop_id, contactsPerChunk]);
        return { done: rows.length, next: rows.length < contactsPerChunk ? null : 'unmark' };
      },
    });
  }
}
