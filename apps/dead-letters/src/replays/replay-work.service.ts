import { RabbitTransport, replayed, type Transaction } from '@ellity/messaging';
import { type Chunk, type Cursor, type Recorded, type Run, RunKinds, type RunWork } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordAudit } from '../letters/audit';
import { LetterVault } from '../letters/letter-vault';
import { whereOf } from '../letters/letter-filter';
import { type ActionRow, fitFor, takenState } from '../actions/action';
import { ActionsService, ownCaller } from '../actions/actions.service';
import { nextReplayStep, type ReplayProgress } from './replay-pace';
import {
  noteSent,
  noteUnsent,
  pickNext,
  progressOf,
  releaseRest,
  selectSending,
  takeLetters,
} from './replay-statements';

const takenAtOnce = 2_000;
const nobody = '00000000-0000-0000-0000-000000000000';

interface Sending {
  readonly id: string;
  readonly letter_id: string;
  readonly content_sealed: string | null;
  readonly edited_sealed: string | null;
}

/**
 * Sends letters back to where they failed, as fast as their outcomes allow. What is to be sent is committed first and
 * sent then, so a process that is killed in between sends it once more, which its receiver notices; nothing is lost.
 */
@Injectable()
export class ReplayWorkService implements RunWork {
  readonly kind = 'replay';

  constructor(
    kinds: RunKinds,
    private readonly dataSource: DataSource,
    private readonly actions: ActionsService,
    private readonly transport: RabbitTransport,
    private readonly vault: LetterVault,
  ) {
    kinds.register(this);
  }

  async prepare(run: Run): Promise<Chunk> {
    const action = await this.actions.ofRun(run);
    return run.step === 'take' ? this.take(run, action) : this.send(run, action);
  }

  async gaveUp(transaction: Transaction, run: Run, code: string): Promise<void> {
    const action = await this.actions.ofRun(run);
    await transaction.manager.query(releaseRest, [action.id]);
    const outcome = code === 'cancelled' ? 'cancelled' : 'failed';
    await this.actions.end(transaction, action, outcome, await progress(transaction, action.id));
  }

  /** All that were meant at the start; from then on no other action takes them. */
  private take({ cursor }: Run, action: ActionRow): Chunk {
    return {
      next: 'take',
      cursor,
      total: action.matched,
      record: async ({ manager }): Promise<Recorded> => {
        const after = String(cursor['after'] ?? nobody);
        const filter = whereOf(action.filter, {
          state: takenState('replay'),
          values: [action.id, after, action.newest ?? nobody, takenAtOnce],
        });
        const taken: { letter_id: string }[] = await manager.query(
          takeLetters(`${filter.where} and ${fitFor('replay')}`),
          filter.values,
        );
        const last = taken.reduce((max, { letter_id: id }) => (id > max ? id : max), after);
        if (taken.length > 0) return { cursor: { ...cursor, after: last } };
        return { next: 'send', cursor: { action: action.id, at: 0 } };
      },
    };
  }

  /** Sends what was picked before, then looks how it goes and picks the next. */
  private async send({ cursor }: Run, action: ActionRow): Promise<Chunk> {
    const { sent, unsent } = await this.sendPicked(action.id);
    return {
      next: 'send',
      cursor,
      record: async (transaction) => {
        const { manager } = transaction;
        if (sent.length > 0) await manager.query(noteSent, [sent]);
        for (const [code, ids] of unsent) await manager.query(noteUnsent, [ids, code]);
        const now = await progress(transaction, action.id);
        const recorded = await this.goOn(transaction, action, cursor, now);
        return { ...recorded, done: sent.length };
      },
    };
  }

  private async goOn(
    transaction: Transaction,
    action: ActionRow,
    cursor: Cursor,
    now: ReplayProgress,
  ): Promise<Recorded> {
    const { manager } = transaction;
    if (action.stopped !== null) {
      await manager.query('update actions set stopped = null where id = $1', [action.id]);
      return { cursor: { ...cursor, ...forgivenNow(now) } };
    }
    const since = { sinceMs: Date.now() - Number(cursor['at']), forgiven: forgivenIn(cursor) };
    const step = nextReplayStep(now, action.parameters, since);
    if (step.kind === 'wait') return { waitMs: step.waitMs };
    if (step.kind === 'stop') {
      await manager.query('update actions set stopped = $2 where id = $1', [action.id, step.why]);
      const entry = { what: 'replay-stopped-itself', why: step.why, actionId: action.id, after: now };
      await recordAudit(manager, ownCaller, entry);
      return { pause: step.why };
    }
    if (step.kind === 'send') {
      const [, picked]: [unknown, number] = await manager.query(pickNext, [action.id, step.count]);
      if (picked > 0) return { cursor: { ...cursor, at: Date.now() } };
      if (now.inFlight > 0) return { waitMs: 50 };
    }
    await manager.query(releaseRest, [action.id]);
    await this.actions.end(transaction, action, 'done', await progress(transaction, action.id));
    return { next: null };
  }

  private async sendPicked(actionId: string) {
    const rows: Sending[] = await this.dataSource.query(selectSending, [actionId]);
    const messages = rows.map((row) => [row.id, this.messageOf(row)] as const);
    const handedBack = await this.transport.sendReplays(
      messages.flatMap(([, message]) => (message ? [message] : [])),
    );
    const empty = messages.filter(([, message]) => !message).map(([id]) => id);
    const lost = [...handedBack];
    const isUnsent = new Set([...empty, ...lost]);
    return {
      sent: rows.map(({ id }) => id).filter((id) => !isUnsent.has(id)),
      unsent: [
        ['queue-gone', lost],
        ['erased', empty],
      ] as const,
    };
  }

  private messageOf({ id, letter_id: letterId, content_sealed: sealed, edited_sealed: edited }: Sending) {
    if (sealed === null) return undefined;
    const { body, wayBack } = this.vault.open(letterId, sealed);
    if (!wayBack) return undefined;
    const sent = edited === null ? body : this.vault.openEdit(letterId, edited);
    return replayed({ ...wayBack, body }, sent, id);
  }
}

async function progress({ manager }: Transaction, actionId: string): Promise<ReplayProgress> {
  const [row]: ReplayProgress[] = await manager.query(progressOf, [actionId]);
  return row ?? { chosen: 0, inFlight: 0, retrying: 0, settledWell: 0, failed: 0, failedAnew: 0 };
}

const forgivenNow = ({ settledWell, failed, failedAnew }: ReplayProgress): Cursor => ({
  forgivenSettled: settledWell + failed,
  forgivenFailed: failed,
  forgivenAnew: failedAnew,
});

const forgivenIn = (cursor: Cursor) => ({
  settled: Number(cursor['forgivenSettled'] ?? 0),
  failed: Number(cursor['forgivenFailed'] ?? 0),
  failedAnew: Number(cursor['forgivenAnew'] ?? 0),
});
