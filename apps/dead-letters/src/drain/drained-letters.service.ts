import { drainedLetterFrom, type RawMessage, type RawReader } from '@ellity/messaging';
import type { Staged, Transaction, Writer } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { ErasuresService } from '../letters/erasures.service';
import { LetterVault } from '../letters/letter-vault';
import { DrainPace } from './drain-pace';
import { countDrained } from './drain-metrics';
import {
  countHours,
  knownAttempts,
  noteReturned,
  reopenLetters,
  upsertGroups,
  upsertLetters,
} from './drain-statements';
import { type DrainedRow, drainedRowFrom } from './drained-row';

type GroupIds = ReadonlyMap<string, string>;

/**
 * Stores what comes out of dead-letter queues, a batch in a few statements. Each may come several times, since a queue
 * is told only after the commit; that makes no second letter.
 */
@Injectable()
export class DrainedLettersService implements RawReader<DrainedRow>, Writer<DrainedRow> {
  private readonly pace = new DrainPace();
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly vault: LetterVault) {}

  /** One batch at a time, of however many queues; in a storm others are given way to, between batches. */
  async inTurn(batch: () => Promise<void>, letters: number): Promise<void> {
    const mine = this.last.then(() => this.timed(batch, letters));
    this.last = mine.then(
      (restMs) => delay(restMs),
      () => undefined,
    );
    await mine;
  }

  private async timed(batch: () => Promise<void>, letters: number): Promise<number> {
    const begun = performance.now();
    await batch();
    return this.pace.restMs(letters, performance.now() - begun);
  }

  read(message: RawMessage): DrainedRow {
    return drainedRowFrom(drainedLetterFrom(message), uuidv7(), this.vault);
  }

  take(row: DrainedRow, transaction: Transaction): void {
    transaction.stage(this, row);
  }

  async write(transaction: Transaction, staged: readonly Staged<DrainedRow>[]): Promise<void> {
    const rows = staged.map(({ item }) => item);
    await ErasuresService.keepErasuresOut(transaction);
    const known = await this.knownAttempts(transaction, rows);
    const groupIds = await this.groups(transaction, rows);
    const returned = await this.returned(transaction, rows, { known, groupIds });
    const fresh = [
      ...new Map(rows.filter((row) => !returned.has(row)).map((row) => [keyOf(row), row])).values(),
    ];
    await transaction.manager.query(upsertLetters, [asJson(fresh, groupIds)]);
    await ErasuresService.emptyLate(transaction, customersIn(rows));
    transaction.afterCommit(() => countDrained(rows));
  }

  private async groups({ manager }: Transaction, rows: readonly DrainedRow[]): Promise<GroupIds> {
    const counts = new Map<string, number>();
    for (const { fingerprint } of rows) counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
    const distinct = [...new Map(rows.map((row) => [row.fingerprint, row])).values()];
    const given = distinct.map(({ fingerprint, group }) => ({ id: uuidv7(), fingerprint, ...group }));
    const found: { id: string; fingerprint: string }[] = await manager.query(upsertGroups, [
      JSON.stringify(given),
    ]);
    const ids = found.map(({ id }) => id);
    await manager.query(countHours, [ids, found.map(({ fingerprint }) => counts.get(fingerprint) ?? 0)]);
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

  /** Those that came back from a replay of a letter that is known here. The newest of several is believed. */
  private async returned(
    { manager }: Transaction,
    rows: readonly DrainedRow[],
    { known, groupIds }: { readonly known: ReadonlySet<string>; readonly groupIds: GroupIds },
  ): Promise<ReadonlySet<DrainedRow>> {
    const replayed = rows.filter(({ replayId = '' }) => known.has(replayId));
    if (replayed.length === 0) return new Set();
    const last = [...new Map(replayed.map((row) => [row.replayId, row])).values()];
    const [noted]: [{ id: string; letter_id: string }[], number] = await manager.query(noteReturned, [
      last.map(({ replayId }) => replayId),
      last.map(({ group }) => group.code),
      last.map(({ fingerprint }) => groupIds.get(fingerprint)),
    ]);
    const letterOf = new Map(noted.map(({ id, letter_id: letter }) => [id, letter]));
    const reopened = replayed.flatMap((row) => {
      const id = letterOf.get(row.replayId ?? '');
      return id === undefined ? [] : [{ ...row, letter: { ...row.letter, id } }];
    });
    const newest = [...new Map(reopened.map((row) => [row.letter['id'], row])).values()];
    if (newest.length > 0) await manager.query(reopenLetters, [asJson(newest, groupIds)]);
    return new Set(replayed);
  }
}

const keyOf = ({ queue, identity }: DrainedRow): string => `${queue} ${identity}`;

const customersIn = (rows: readonly DrainedRow[]): string[] => [
  ...new Set(rows.flatMap(({ letter: { customer_id: id } }) => (typeof id === 'string' ? [id] : []))),
];

const asJson = (rows: readonly DrainedRow[], groupIds: GroupIds): string =>
  JSON.stringify(rows.map(({ fingerprint, letter }) => ({ ...letter, group_id: groupIds.get(fingerprint) })));
