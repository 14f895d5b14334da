import { drainedLetterFrom, type RawMessage, type RawReader } from '@ellity/messaging';
import type { Staged, Transaction, Writer } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { ErasuresService } from '../letters/erasures.service';
import { LetterVault } from '../letters/letter-vault';
import { countDrained } from './drain-metrics';
import { DrainTurnsService } from './drain-turns.service';
import { knownAttempts, noteReturned, reopenLetters, storeLetters } from './drain-statements';
import { type DrainedRow, drainedRowFrom } from './drained-row';

type GroupIds = ReadonlyMap<string, string>;

/**
 * Stores what comes out of dead-letter queues, a batch in one statement, and in some more where replays came back. Each may come several times, since a queue
 * is told only after the commit; that makes no second letter.
 */
@Injectable()
export class DrainedLettersService implements RawReader<DrainedRow>, Writer<DrainedRow> {
  /** A statement costs the same for one letter and for many: in a storm a batch is full before it begins. */
  readonly fillWaitMs = 100;

  constructor(
    private readonly vault: LetterVault,
    private readonly turns: DrainTurnsService,
  ) {}

  inTurn(batch: () => Promise<void>, letters: number): Promise<void> {
    return this.turns.inTurn(batch, letters);
  }

  read(message: RawMessage): DrainedRow {
    return drainedRowFrom(drainedLetterFrom(message), uuidv7(), this.vault);
  }

  take(row: DrainedRow, transaction: Transaction): void {
    transaction.stage(this, row);
  }

  async write(transaction: Transaction, staged: readonly Staged<DrainedRow>[]): Promise<void> {
    const rows = staged.map(({ item }) => item);
    const known = await this.knownAttempts(transaction, rows);
    const replayed = rows.filter(({ replayId = '' }) => known.has(replayId));
    const fresh = known.size === 0 ? rows : rows.filter(({ replayId = '' }) => !known.has(replayId));
    const groupIds = await this.store(transaction, rows, fresh);
    if (replayed.length > 0) await this.reopen(transaction, replayed, groupIds);
    await ErasuresService.emptyLate(transaction, customersIn(rows));
    transaction.afterCommit(() => countDrained(rows));
  }

  /** The groups of all, and those letters that did not come back from a replay. */
  private async store(
    { manager }: Transaction,
    rows: readonly DrainedRow[],
    fresh: readonly DrainedRow[],
  ): Promise<GroupIds> {
    const came = new Map<string, number>();
    for (const { fingerprint } of rows) came.set(fingerprint, (came.get(fingerprint) ?? 0) + 1);
    const groups = [...new Map(rows.map((row) => [row.fingerprint, row])).values()].map(
      ({ fingerprint, group }) => ({ id: uuidv7(), fingerprint, ...group, came: came.get(fingerprint) }),
    );
    const letters = [...new Map(fresh.map((row) => [keyOf(row), row])).values()].map(
      ({ fingerprint, letter }) => ({ fingerprint, ...letter }),
    );
    const found: { id: string; fingerprint: string }[] = await manager.query(storeLetters, [
      JSON.stringify(groups),
      JSON.stringify(letters),
    ]);
    return new Map(found.map(({ id, fingerprint }) => [fingerprint, id]));
  }

  private async knownAttempts(
    { manager }: Transaction,
    rows: readonly DrainedRow[],
  ): Promise<ReadonlySet<string>> {
    const ids = rows.flatMap(({ replayId }) => replayId ?? []);
    if (ids.length === 0) return new Set();
    const known: { id: string }[] = await manager.query(knownAttempts, [ids]);
    return new Set(known.map(({ id }) => id));
  }

  /** Letters that came back from a replay. The newest of several is believed. */
  private async reopen(
    { manager }: Transaction,
    replayed: readonly DrainedRow[],
    groupIds: GroupIds,
  ): Promise<void> {
    const last = [...new Map(replayed.map((row) => [row.replayId, row])).values()];
    const [noted]: [{ id: string; letter_id: string }[], number] = await manager.query(noteReturned, [
      last.map(({ replayId }) => replayId),
      last.map(({ group }) => group.code),
      last.map(({ fingerprint }) => groupIds.get(fingerprint)),
    ]);
    const letterOf = new Map(noted.map(({ id, letter_id: letter }) => [id, letter]));
    const reopened = replayed.flatMap(({ replayId = '', fingerprint, letter }) => {
      const id = letterOf.get(replayId);
      return id === undefined ? [] : [{ ...letter, id, group_id: groupIds.get(fingerprint) }];
    });
    const newest = [...new Map(reopened.map((letter) => [letter.id, letter])).values()];
    if (newest.length > 0) await manager.query(reopenLetters, [JSON.stringify(newest)]);
  }
}

const keyOf = ({ queue, identity }: DrainedRow): string => `${queue} ${identity}`;

const customersIn = (rows: readonly DrainedRow[]): string[] => [
  ...new Set(rows.flatMap(({ letter: { customer_id: id } }) => (typeof id === 'string' ? [id] : []))),
];
