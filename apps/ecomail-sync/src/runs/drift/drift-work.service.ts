import type { Transaction } from '@ellity/messaging';
import { Problem } from '@ellity/platform';
import type { Chunk, Recorded, Run, RunWork } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import { type Account, AccountsService } from '../../accounts/accounts.service';
import { ecomailFailureOf, keyRejectedCode, notFoundCode } from '../../accounts/ecomail-failure';
import type { ConnectionRow } from '../../connection/connection-row';
import { ConnectionsService } from '../../connection/connections.service';
import { ConnectionMovesService } from '../../connection/stages/connection-moves.service';
import { FieldChecksService } from '../field-checks.service';
import { isPageBelieved } from './drift-findings';
import { DriftReadingService, type Judging } from './drift-reading.service';
import { DriftRecordsService } from './drift-records.service';
import { forgetSeen, removeOldChecks } from './drift-statements';

/** How far a check came. */
type Place = Readonly<{
  listId: number;
  /** When it began: whatever was written later is not missing. */
  startedAt: string;
  lacking: string;
  status: number;
  page: number;
  after: string;
  /** Contacts that no page had and that were looked for: gone, and there after all. */
  gone: number;
  there: number;
}>;

const beforeAll = '00000000-0000-0000-0000-000000000000';
const expectedPerChunk = 1_000;
/** Each is a call. */
const lookedForPerChunk = 20;
const forgottenPerChunk = 5_000;

/**
 * Reads a shop's list in pages and compares it with what was written to it; has what is ours repaired by the usual way,
 * and leaves what is the contact's choice or the merchant's. Its calls and its repairs take their turns in the lane of
 * their own that comes last. A contact that is being written while a page is read is passed over.
 */
@Injectable()
export class DriftWorkService implements RunWork {
  readonly kind = 'drift';

  constructor(
    private readonly accounts: AccountsService,
    private readonly connections: ConnectionsService,
    private readonly moves: ConnectionMovesService,
    private readonly fieldChecks: FieldChecksService,
    private readonly reading: DriftReadingService,
    private readonly records: DriftRecordsService,
  ) {}

  async prepare(run: Run): Promise<Chunk> {
    if (run.step === 'forget') return this.forget(run);
    const connection = await this.active(run);
    const account = this.accounts.ofConnection(connection).inLane('drift');
    const place = run.cursor as unknown as Place;
    try {
      if (run.step === 'list') return await this.list(run, connection, account);
      const judging = this.reading.judging(connection, place.lacking.split(','));
      return run.step === 'pages'
        ? await this.page(run, account, place, judging)
        : await this.missing(run, account, place, judging);
    } catch (error) {
      throw await this.meaningOf(connection, error);
    }
  }

  /** The next one begins as soon as the connection goes on. */
  async gaveUp({ manager }: Transaction, { shop_id: shopId }: Run): Promise<void> {
    await manager.query('update connections set drift_started_at = null where shop_id = $1', [shopId]);
  }

  /** Fields that were deleted, or have another type now, get a run of their own, which writes everybody. */
  private async list(run: Run, connection: ConnectionRow, account: Account): Promise<Chunk> {
    const { lacking, retyped } = await this.fieldChecks.look(connection, account, run.actor);
    const place: Place = {
      listId: connection.list_id,
      startedAt: run.created_at.toISOString(),
      lacking: lacking.join(','),
      ...{ status: 0, page: 1, after: beforeAll, gone: 0, there: 0 },
    };
    return {
      next: 'pages',
      cursor: place,
      record: async ({ manager }) => {
        await manager.query('update drift_checks set lacking = $2 where run_id = $1', [
          run.id,
          [...lacking, ...retyped],
        ]);
        await manager.query(removeOldChecks, [run.shop_id]);
        return {};
      },
    };
  }

  private async page(run: Run, account: Account, place: Place, judging: Judging): Promise<Chunk> {
    const read = await this.reading.page(account, place, judging);
    return {
      next: read.next ? 'pages' : 'missing',
      cursor: { ...place, ...read.next },
      record: async (transaction) => ({
        done: await this.records.page(transaction, run.id, judging.connection, read),
      }),
    };
  }

  /** Pages may shift while they are read, so whoever was on none is looked for before they count as missing. */
  private async missing(run: Run, account: Account, place: Place, judging: Judging): Promise<Chunk> {
    const { last, unseen } = await this.reading.unseen(run.id, run.shop_id, {
      ...{ after: place.after, startedAt: place.startedAt, limit: expectedPerChunk },
    });
    if (isPageBelieved(place)) {
      return {
        next: 'missing',
        cursor: place,
        record: async (transaction) => {
          await this.records.gone(transaction, run.id, judging.connection, unseen);
          return this.afterMissing(transaction, run, place, last);
        },
      };
    }
    const some = unseen.slice(0, lookedForPerChunk);
    const read = await this.reading.lookFor(account, some, judging);
    const after = unseen.length > some.length ? (some.at(-1)?.customerId ?? null) : last;
    const gone = place.gone + read.gone.length;
    const there = place.there + some.length - read.gone.length;
    return {
      next: 'missing',
      cursor: place,
      record: async (transaction) => {
        await this.records.page(transaction, run.id, judging.connection, read);
        await this.records.gone(transaction, run.id, judging.connection, read.gone);
        return this.afterMissing(transaction, run, { ...place, gone, there }, after);
      },
    };
  }

  private async afterMissing(
    transaction: Transaction,
    run: Run,
    place: Place,
    after: string | null,
  ): Promise<Recorded> {
    if (after !== null) return { next: 'missing', cursor: { ...place, after } };
    await this.records.duplicates(transaction, run.id);
    await transaction.manager.query('update drift_checks set finished_at = now() where run_id = $1', [
      run.id,
    ]);
    return { next: 'forget', cursor: {} };
  }

  private forget(run: Run): Chunk {
    return {
      next: 'forget',
      cursor: {},
      record: async ({ manager }) => {
        const [, count]: [unknown[], number] = await manager.query(forgetSeen, [run.id, forgottenPerChunk]);
        return { next: count < forgottenPerChunk ? null : 'forget' };
      },
    };
  }

  private async active(run: Run): Promise<ConnectionRow> {
    const connection = await this.connections.find(run.shop_id);
    const { listId } = run.cursor as Partial<Place>;
    if (connection?.state === 'active' && (listId === undefined || listId === connection.list_id))
      return connection;
    throw new Problem(
      409,
      'connection-not-active',
      'The connection is not active any more, or has another list. The next check begins when it goes on.',
    );
  }

  /** What only people can mend pauses the connection at once; what may pass is tried again. */
  private async meaningOf(connection: ConnectionRow, error: unknown): Promise<unknown> {
    const { code, isRetryable } = ecomailFailureOf(error);
    if (code === keyRejectedCode) await this.moves.stopKey(connection, 'key-rejected');
    else if (code === notFoundCode) await this.moves.stop(connection, 'list-missing');
    else if (isRetryable || !code.startsWith('ecomail.')) return error;
    return new Problem(409, code, 'Ecomail does not let the list be read. The connection says why.');
  }
}
