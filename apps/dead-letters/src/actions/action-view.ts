import type { ActionRow } from './action';
import type { ActionCounts, ActionView } from './actions.response';

export interface ActionFacts extends ActionRow {
  readonly run_state: string | null;
  readonly run_done: number | null;
  readonly counts: ActionCounts;
}

const count = (name: string, ...states: readonly string[]): string =>
  `'${name}', count(*) filter (where t.state in (${states.map((state) => `'${state}'`).join(', ')}))`;

/** Of actions as a. */
export const actionColumns = `
  select a.*, r.state as run_state, r.done as run_done, (
    select json_build_object(${[
      count('chosen', 'chosen'),
      count('sent', 'sending', 'sent'),
      count('retrying', 'retrying'),
      count('done', 'done'),
      count('noOp', 'no-op'),
      count('failed', 'failed'),
      count('skipped', 'skipped'),
    ].join(', ')}) from attempts t where t.action_id = a.id) as counts
  from actions a left join runs r on r.id = a.run_id`;

/** An action as people may see it. */
export const actionView = (row: ActionFacts): ActionView => ({
  id: row.id,
  kind: row.kind,
  state: row.outcome ?? (row.run_state === 'paused' ? 'paused' : 'running'),
  stopped: row.stopped,
  actor: row.actor,
  why: row.why,
  filter: row.filter,
  matched: row.matched,
  done: row.kind === 'replay' ? row.counts.done + row.counts.noOp : (row.run_done ?? 0),
  counts: row.counts,
  createdAt: row.created_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
});
