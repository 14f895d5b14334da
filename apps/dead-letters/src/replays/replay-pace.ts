/** How far a replay came, by the outcomes that came back. */
export interface ReplayProgress {
  readonly chosen: number;
  /** Sent, or about to be, without an outcome; those that the receiver tries again are among them. */
  readonly inFlight: number;
  readonly retrying: number;
  readonly settledWell: number;
  readonly failed: number;
  /** Of the failed ones, those that failed in another way than before. */
  readonly failedAnew: number;
}

export interface ReplayLimits {
  /** Letters a second, at most. */
  readonly rate: number;
  /** Of those with an outcome, so many may fail again before the replay stops itself. */
  readonly failedShareMax: number;
}

export type ReplayStep =
  | { readonly kind: 'send'; readonly count: number }
  | { readonly kind: 'wait'; readonly waitMs: number }
  | { readonly kind: 'stop'; readonly why: 'new-failure' | 'failing-again' }
  | { readonly kind: 'finish' };

/** So many have been sent after each step; the next one begins when all before it have an outcome. */
const ramp = [1, 3, 8, 28, 128];
/** Once ramped, so many may be without an outcome; more would come back as failed before the replay could stop. */
const windowMax = 1_000;
const windowMin = 100;
/** One that fails says little. */
const failuresMin = 2;
const waitMs = 50;

/**
 * What a replay does next: 1, 2, 5, 20, 100, then as many as the rate allows. `sinceMs`: since it sent the last time.
 * `allowed`: failures that an operator has seen and gone on after.
 */
export function nextReplayStep(
  progress: ReplayProgress,
  { rate, failedShareMax }: ReplayLimits,
  { sinceMs, forgiven }: { readonly sinceMs: number; readonly forgiven: Forgiven },
): ReplayStep {
  const { chosen, inFlight, retrying, settledWell, failed, failedAnew } = progress;
  const settled = settledWell + failed;
  if (failedAnew > forgiven.failedAnew) return { kind: 'stop', why: 'new-failure' };
  const failing = failed + retrying - forgiven.failed;
  const judged = settled + retrying - forgiven.settled;
  if (failing >= failuresMin && failing > failedShareMax * judged)
    return { kind: 'stop', why: 'failing-again' };
  if (chosen === 0) return inFlight === 0 ? { kind: 'finish' } : { kind: 'wait', waitMs };
  const sent = settled + inFlight - forgiven.settled;
  const step = ramp.find((until) => until > settled - forgiven.settled);
  const room = step === undefined ? Math.min(windowMax, Math.max(windowMin, rate)) - inFlight : step - sent;
  const byRate = Math.floor((Math.min(sinceMs, Math.max(1_000, rateWaitMs(rate))) * rate) / 1_000);
  const count = Math.min(chosen, room, byRate);
  return count > 0 ? { kind: 'send', count } : { kind: 'wait', waitMs: room > 0 ? rateWaitMs(rate) : waitMs };
}

/** What had happened when an operator let a stopped replay go on: it begins to ramp and to count anew. */
export interface Forgiven {
  readonly settled: number;
  readonly failed: number;
  readonly failedAnew: number;
}

const rateWaitMs = (rate: number): number => Math.max(waitMs, Math.ceil(1_000 / rate));
