/** How long a start is waited for: as long as there is progress, however slow the machine is. */
const quietLimitMs = 60_000;
const sayAfterMs = 15_000;
/** Hundredths of a second of work in a second: on a crowded machine a service that loads gets little more than that. */
const workingTicks = 3;

export class Patience {
  constructor(now = () => performance.now()) {
    this.now = now;
    this.progressAt = this.saidAt = now();
    this.seen = undefined;
  }

  /** `signs`: what it answers, how long its log is, how much it worked. Answers `wait`, `say` (once in a while), `enough`. */
  look(signs) {
    const now = this.now();
    if (this.isProgress(signs, now)) {
      this.progressAt = now;
      this.seen = signs;
    }
    if (now - this.progressAt > quietLimitMs) return 'enough';
    if (now - this.saidAt < sayAfterMs) return 'wait';
    this.saidAt = now;
    return 'say';
  }

  isProgress({ words, logBytes, cpuTicks }, now) {
    if (!this.seen || words !== this.seen.words || logBytes > this.seen.logBytes) return true;
    const seconds = (now - this.progressAt) / 1000;
    return seconds > 1 && cpuTicks - this.seen.cpuTicks > workingTicks * seconds;
  }
}
