/** How runs are carried out in a service; the times are for its configuration and its tests. */
export interface RunsOptions {
  /** Where wakes and ticks go through. `prefix` keeps services apart that share a Redis. */
  readonly redis: { readonly url: string; readonly prefix: string };
  /** Keys that seal what runs are started with, the current one first. */
  readonly secretKeys: string;
  /** How often the table is asked, for what Redis did not tell. */
  readonly pollMs: number;
  /** After it without a sign of life, a run is taken over by another process. */
  readonly leaseMs: number;
  /** How long `carryOut` waits for the end of a run. */
  readonly answerMs: number;
}

export const runsOptions = Symbol('options of runs');
