import { setTimeout as delay } from 'node:timers/promises';

const everyMs = 100;

type Count = () => Promise<number>;

/** How long counts that should grow stood still, at most, during each fault. */
export class Standstills {
  private readonly lines: string[] = [];
  private readonly longest = new Map<string, number>();
  private fault = 'none';
  private begunAt = performance.now();
  private isOver = false;
  private watching: Promise<unknown> = Promise.resolve();

  static watch(counts: Readonly<Record<string, Count>>): Standstills {
    const standstills = new Standstills();
    standstills.watching = Promise.all(
      Object.entries(counts).map(([name, count]) => standstills.follow(name, count)),
    );
    return standstills;
  }

  /** What is measured from now on happens under this name. */
  begin(fault: string): void {
    this.close();
    this.fault = fault;
    this.begunAt = performance.now();
  }

  /** One line a fault: how long it took, how long each count stood still. */
  async end(): Promise<readonly string[]> {
    this.isOver = true;
    await this.watching;
    this.close();
    return this.lines;
  }

  private async follow(name: string, count: Count): Promise<void> {
    let last = await count();
    let movedAt = performance.now();
    while (!this.isOver) {
      const now = await count();
      this.longest.set(name, Math.max(this.longest.get(name) ?? 0, performance.now() - movedAt));
      if (now !== last) movedAt = performance.now();
      last = now;
      await delay(everyMs);
    }
  }

  private close(): void {
    const still = [...this.longest].map(([name, ms]) => `${name} stood still ${(ms / 1000).toFixed(1)} s`);
    const tookS = ((performance.now() - this.begunAt) / 1000).toFixed(0);
    this.lines.push(`${this.fault}: took ${tookS} s, ${still.join(', ')}`);
    this.longest.clear();
  }
}
