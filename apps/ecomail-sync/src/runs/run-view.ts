import type { Run } from './run';

export interface RunView {
  readonly id: string;
  readonly kind: string;
  readonly shopId: string;
  readonly state: string;
  readonly step: string;
  /** Null: not known yet. */
  readonly total: number | null;
  readonly done: number;
  readonly failed: number;
  /** Stable: why it failed, was cancelled, or why the last attempt did not go well. */
  readonly reason: string | null;
  readonly detail: string | null;
  readonly actor: string | null;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly finishedAt: string | null;
}

/** A run as people may see it: nothing of what it was started with. */
export const runView = (run: Run): RunView => ({
  id: run.id,
  kind: run.kind,
  shopId: run.shop_id,
  state: run.state,
  step: run.step,
  total: run.total,
  done: run.done,
  failed: run.failed,
  reason: run.reason,
  detail: run.problem?.detail ?? null,
  actor: run.actor,
  createdAt: run.created_at.toISOString(),
  changedAt: run.changed_at.toISOString(),
  finishedAt: run.finished_at?.toISOString() ?? null,
});
