import type { LetterState } from '../letters/letter';
import type { LetterFilter } from '../letters/letter-filter';

export const actionKinds = ['replay', 'discard', 'restore', 'edit'] as const;
export type ActionKind = (typeof actionKinds)[number];

export interface EditRule {
  readonly what: 'set' | 'rename' | 'remove';
  /** Below `data`, parts divided by dots. */
  readonly field: string;
  readonly to?: unknown;
}

export interface ActionParameters {
  readonly rate: number;
  readonly failedShareMax: number;
  readonly rules: readonly EditRule[];
}

/** A row of `actions`. */
export interface ActionRow {
  readonly id: string;
  readonly run_id: string | null;
  readonly kind: ActionKind;
  readonly actor: string;
  readonly why: string;
  readonly filter: LetterFilter;
  readonly parameters: ActionParameters;
  /** The newest letter that it means; null: there was none. */
  readonly newest: string | null;
  readonly matched: number;
  readonly outcome: 'done' | 'cancelled' | 'failed' | null;
  readonly stopped: string | null;
  readonly created_at: Date;
  readonly ended_at: Date | null;
}

/** The state of letters that an action of this kind takes. */
export const takenState = (kind: ActionKind): LetterState => (kind === 'restore' ? 'discarded' : 'open');

/** More than these are not touched unless their number is typed in. */
export const untypedMax = 100;

/** What else a letter must be so that an action of this kind takes it; of letters as l and groups as g. */
export const fitFor = (kind: ActionKind): string => {
  if (kind === 'replay') return 'l.is_replayable and not g.is_on_hold';
  return kind === 'discard' ? 'true' : 'l.erased_at is null';
};
