import type { Transaction } from '@ellity/messaging';

export type RunState = 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled';
export type RunOrder = 'pause' | 'resume' | 'cancel';

export type Cursor = Readonly<Record<string, string | number | boolean | null>>;

/** A row of `runs`, as the work of its kind gets it. */
export interface Run {
  readonly id: string;
  readonly kind: string;
  readonly shop_id: string;
  readonly state: RunState;
  readonly step: string;
  readonly cursor: Cursor;
  readonly input_sealed: string | null;
  readonly total: number | null;
  readonly done: number;
  readonly failed: number;
  readonly reason: string | null;
  readonly problem: RunProblem | null;
  readonly actor: string | null;
  readonly attempts: number;
  readonly created_at: Date;
  readonly changed_at: Date;
  readonly finished_at: Date | null;
}

/** What is answered to whoever waited for a run that failed. */
export interface RunProblem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly fields: readonly { readonly field: string; readonly problem: string }[];
  readonly texts?: { readonly cs: string; readonly en: string };
}

/** A piece of a run that was prepared, such as by calls to Ecomail, and is still to be recorded. */
export interface Chunk {
  /** The step that comes next; null: this was the last piece. */
  readonly next: string | null;
  readonly cursor: Cursor;
  readonly total?: number;
  /**
   * Work that needs no order among itself: before `record` each part has a transaction of its own, all at the same time,
   * and resolves with how many it has done. One may commit and another not, before the chunk is tried again: tables of the
   * kind say what is done, the cursor does not.
   */
  readonly parts?: readonly ((transaction: Transaction) => Promise<number>)[];
  /** Runs in the transaction that moves the cursor; what it resolves with goes before the above. */
  readonly record?: (transaction: Transaction) => Promise<Recorded>;
}

export interface Recorded {
  /** How many are done by this chunk. */
  readonly done?: number;
  readonly next?: string | null;
  readonly cursor?: Cursor;
  /** The next chunk comes after so long: this run waits for what others do. No process holds it meanwhile. */
  readonly waitMs?: number;
  /** Why the run pauses itself after this chunk, as a stable code: a person has to look and resumes it. */
  readonly pause?: string;
}

/**
 * What a kind of run does. Each piece may be prepared again after a crash, so preparing must be repeatable; recording
 * happens once. A `Problem` that it throws ends the run as failed; anything else is tried again with growing waits.
 */
export interface RunWork {
  readonly kind: string;
  prepare(run: Run): Promise<Chunk>;
  /** In the transaction that ends the run without success: failed, or cancelled by order. */
  gaveUp?(transaction: Transaction, run: Run, code: string): Promise<void>;
}

const openStates: readonly RunState[] = ['waiting', 'running', 'paused'];
export const isOpen = (state: RunState): boolean => openStates.includes(state);

/** Goes on by itself; a paused one does not. */
export const isUnderWay = (state: RunState): boolean => state === 'waiting' || state === 'running';

/** The state that an order leads to; undefined: the order means nothing in this state. */
export function stateAfter(order: RunOrder, state: RunState): RunState | undefined {
  if (!isOpen(state)) return undefined;
  if (order === 'cancel') return 'cancelled';
  if (order === 'pause') return state === 'paused' ? undefined : 'paused';
  return state === 'paused' ? 'waiting' : undefined;
}

const waitsMs = [1_000, 2_000, 5_000, 15_000, 60_000];
/** How long a run backs off after so many attempts in a row that failed. */
export const backoffMs = (attempts: number): number =>
  waitsMs[Math.min(attempts, waitsMs.length) - 1] ?? 1_000;
