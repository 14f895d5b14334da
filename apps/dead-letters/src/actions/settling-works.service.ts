import type { Transaction } from '@ellity/messaging';
import { type Chunk, type Run, RunKinds, type RunWork } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { whereOf } from '../letters/letter-filter';
import { LetterVault } from '../letters/letter-vault';
import { type ActionKind, type ActionRow, fitFor, takenState } from './action';
import { ActionsService } from './actions.service';
import { withRules } from './edits';

const nobody = '00000000-0000-0000-0000-000000000000';

interface Meant {
  readonly id: string;
  readonly content_sealed: string | null;
  readonly edited_sealed: string | null;
}

/** What is done with letters here, without sending them: chunk by chunk, those that were meant at the start. */
@Injectable()
export class SettlingWorksService {
  constructor(
    kinds: RunKinds,
    private readonly actions: ActionsService,
    private readonly vault: LetterVault,
  ) {
    const settle = (state: string, settledAt: string) => (manager: EntityManager, rows: readonly Meant[]) =>
      manager
        .query(`update letters set state = $2, settled_at = ${settledAt} where id = any($1::uuid[])`, [
          rows.map(({ id }) => id),
          state,
        ])
        .then(() => rows.length);
    kinds.register(
      this.work('discard', 2_000, settle('discarded', 'now()')),
      this.work('restore', 2_000, settle('open', 'null')),
      this.work('edit', 100, (manager, rows, action) => this.edit(manager, rows, action)),
    );
  }

  private work(
    kind: ActionKind,
    atOnce: number,
    change: (manager: EntityManager, rows: readonly Meant[], action: ActionRow) => Promise<number>,
  ): RunWork {
    const end = async (transaction: Transaction, run: Run, outcome: 'done' | 'cancelled' | 'failed') => {
      const action = await this.actions.ofRun(run);
      await this.actions.end(transaction, action, outcome, { letters: Number(run.cursor['changed'] ?? 0) });
    };
    return {
      kind,
      prepare: async (run): Promise<Chunk> => {
        const action = await this.actions.ofRun(run);
        return {
          next: 'take',
          cursor: run.cursor,
          total: action.matched,
          record: async (transaction) => {
            const rows = await meant(
              transaction.manager,
              action,
              String(run.cursor['after'] ?? nobody),
              atOnce,
            );
            if (rows.length === 0) {
              await end(transaction, run, 'done');
              return { next: null };
            }
            const changed = await change(transaction.manager, rows, action);
            const so = Number(run.cursor['changed'] ?? 0) + changed;
            return {
              done: changed,
              cursor: { ...run.cursor, after: rows.at(-1)?.id ?? nobody, changed: so },
            };
          },
        };
      },
      gaveUp: (transaction, run, code) =>
        end(transaction, run, code === 'cancelled' ? 'cancelled' : 'failed'),
    };
  }

  /** Those that would break their contract, or cannot be edited, stay as they are. */
  private async edit(
    manager: EntityManager,
    rows: readonly Meant[],
    { parameters }: ActionRow,
  ): Promise<number> {
    const edited: [id: string, sealed: string][] = [];
    for (const { id, content_sealed: sealed, edited_sealed: before } of rows) {
      if (sealed === null) continue;
      const body = before === null ? this.vault.open(id, sealed).body : this.vault.openEdit(id, before);
      const after = withRules(body, parameters.rules);
      if (after.ok) edited.push([id, this.vault.sealEdit(id, after.body)]);
    }
    await manager.query(
      `update letters set edited_sealed = e.sealed from unnest($1::uuid[], $2::text[]) as e (id, sealed)
       where letters.id = e.id`,
      [edited.map(([id]) => id), edited.map(([, sealed]) => sealed)],
    );
    return edited.length;
  }
}

/** The next of those that were meant, by their ids, and still are. */
function meant(manager: EntityManager, action: ActionRow, after: string, limit: number): Promise<Meant[]> {
  const { kind, filter, newest } = action;
  const { where, values } = whereOf(filter, { state: takenState(kind), values: [after, newest, limit] });
  const columns =
    kind === 'edit' ? 'l.content_sealed, l.edited_sealed' : 'null as content_sealed, null as edited_sealed';
  return manager.query(
    `select l.id, ${columns} from letters l join groups g on g.id = l.group_id
     where l.id > $1::uuid and l.id <= $2::uuid and ${where} and ${fitFor(kind)}
     order by l.id limit $3 for update of l`,
    values,
  );
}
