import { type Lane, lanes } from '../accounts/lanes';

/** What has its own backing off: a list notice that cannot be checked stops no write. */
export type WorkKind = 'writes' | 'calls' | 'notices' | 'unconfirmed';

/** Work of one shop, of one kind, in one lane: done by at most one job at a time. */
export interface Line {
  readonly shopId: string;
  readonly kind: WorkKind;
  readonly lane: Lane;
}

export const nameOf = ({ shopId, kind, lane }: Line): string => `${shopId}/${kind}/${lane}`;

/** What a key's worker knows when it decides. */
export interface WorkerState {
  /** By name: since which start each line runs. */
  readonly running: ReadonlySet<string>;
  /** By shop and kind: until when it backs off, in ms of `now`. */
  readonly backsOffUntil: (line: Line) => number;
  /** When each line was started last; lines that never were are first. */
  readonly lastStart: (line: Line) => number;
  readonly now: number;
  readonly jobsMax: number;
}

export interface Decision {
  readonly start: readonly Line[];
  /** Would start if there were room, or run again: to be looked at when a job ends. */
  readonly postponed: readonly Line[];
}

/**
 * Which of the lines that have work begin now. Whoever began longest ago is first, so that a shop or a lane with much
 * work never keeps the others out; among equals the order of the lanes decides. A line that backs off is left out: the
 * next poll finds it again. How many turns each lane gets is decided where turns are taken, by the rate limiter.
 */
export function decide(found: readonly Line[], state: WorkerState): Decision {
  const ready = found.filter((line) => state.backsOffUntil(line) <= state.now);
  const idle = ready
    .filter((line) => !state.running.has(nameOf(line)))
    .sort((a, b) => state.lastStart(a) - state.lastStart(b) || lanes.indexOf(a.lane) - lanes.indexOf(b.lane));
  const room = Math.max(0, state.jobsMax - state.running.size);
  const start = idle.slice(0, room);
  return { start, postponed: ready.filter((line) => !start.includes(line)) };
}
