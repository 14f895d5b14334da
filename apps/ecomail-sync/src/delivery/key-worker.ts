/** What a worker does in one go for its key; resolves with whether there may be more. */
export type Cycle = () => Promise<boolean>;

/** Runs a key's cycles one after the other, never two at a time; a wake-up during a cycle is never lost. */
export class KeyWorker {
  private running: Promise<void> | undefined;
  private isWoken = false;
  private isStopped = false;

  constructor(private readonly cycle: Cycle) {}

  wake(): void {
    this.isWoken = true;
    if (this.isStopped || this.running) return;
    this.running = this.run().finally(() => {
      this.running = undefined;
      if (this.isWoken) this.wake();
    });
  }

  /** Lets the cycle under way finish. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.isWoken && !this.isStopped) {
      this.isWoken = false;
      if (await this.cycle()) this.isWoken = true;
    }
  }
}
