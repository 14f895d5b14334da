/** What a batch held of messages that runs wrote, and when. Times are of a clock that only goes forward, in ms. */
export interface BulkTold {
  readonly beganAt: number;
  readonly endedAt: number;
  /** The newest message in bulk that the outbox held meanwhile: ids only grow. */
  readonly newestId: bigint;
}

/** A run that wrote nothing for so long is not at work: it is over, or it hangs. */
const atWorkMs = 1_000;
/** So many times as long as a batch took, a relay leaves what runs write alone while one is at work. */
const restFactor = 4;
/** It goes on at the latest after this, whatever a batch took. */
const restMsMax = 1_000;

/**
 * When a relay may take messages that runs wrote in bulk: a fifth of its time while a run is at work, anywhere, since the
 * processor is needed for what the run does; all that live ones leave as soon as nothing new came for a second.
 */
export class BulkPace {
  private newestId = -1n;
  private advancedAt = -Infinity;
  private dueAt = -Infinity;

  /** How long from now until the next may be taken; 0 or less: now. */
  restLeft(now: number): number {
    return this.dueAt - now;
  }

  told({ beganAt, endedAt, newestId }: BulkTold): void {
    if (newestId > this.newestId) {
      this.newestId = newestId;
      this.advancedAt = endedAt;
    }
    const isAtWork = endedAt - this.advancedAt < atWorkMs;
    this.dueAt = isAtWork ? endedAt + Math.min(restMsMax, restFactor * (endedAt - beganAt)) : endedAt;
  }
}
