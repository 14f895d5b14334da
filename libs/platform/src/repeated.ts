/**
 * Work that is done again and again, one at a time, with a pause in between; `now` cuts the pause short, and asked for
 * during the work has it done once more. What it throws goes to `onError`, and the next round comes all the same.
 */
export class Repeated {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private isAsked = false;
  private isStopped = false;

  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Resolves when a round that began after this call has ended. */
  now(): Promise<void> {
    clearTimeout(this.timer);
    if (this.isStopped) return Promise.resolve();
    this.isAsked = true;
    this.round ??= this.rounds();
    return this.round;
  }

  /** The first round comes after a pause. */
  later(): void {
    clearTimeout(this.timer);
    if (!this.isStopped) this.timer = setTimeout(() => void this.now(), this.everyMs);
  }

  /** The round under way is ended; no other begins. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private async rounds(): Promise<void> {
    while (this.isAsked && !this.isStopped) {
      this.isAsked = false;
      await this.work().catch(this.onError);
    }
    this.round = undefined;
    this.later();
  }
}
