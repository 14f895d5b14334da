interface Waiting<I, O> {
  readonly item: I;
  readonly resolve: (result: O) => void;
  readonly reject: (error: unknown) => void;
}

export interface BatchLimits {
  /** How many are done together at most. */
  readonly largest: number;
  /** How many batches may be at work at the same time. */
  readonly atOnce: number;
  /** Beside another at work a batch begins only when so many wait for it; fewer are done sooner, and cheaper, after that. */
  readonly besideFrom: number;
  /** Whether a failure is of all alike, such as of a database that is away; any other may be the fault of one of them. */
  readonly isOfAll: (error: unknown) => boolean;
}

/**
 * Does together what is asked for while others are at work: the busier, the larger the batches; who comes alone waits
 * for nobody. Each call resolves or rejects by its own result: a batch that fails is done again one by one, so that
 * nobody fails by the fault of another.
 */
export class Batched<I, O> {
  private readonly waiting: Waiting<I, O>[] = [];
  private working = 0;

  /** `work` answers in the order of the items, all or nothing: what it throws has left no trace. */
  constructor(
    private readonly work: (items: readonly I[]) => Promise<readonly O[]>,
    private readonly limits: BatchLimits,
  ) {}

  do(item: I): Promise<O> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.working >= this.limits.atOnce) return;
      if (this.working > 0 && this.waiting.length < this.limits.besideFrom) return;
      this.working += 1;
      // What arrives in the same turn of the event loop goes along.
      setImmediate(() => void this.drain());
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) await this.carryOut(this.waiting.splice(0, this.limits.largest));
    this.working -= 1;
  }

  private async carryOut(batch: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const results = await this.work(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => resolve(results[index] as O));
    } catch (error) {
      if (batch.length === 1 || this.limits.isOfAll(error)) batch.forEach(({ reject }) => reject(error));
      else for (const one of batch) await this.carryOut([one]);
    }
  }
}
