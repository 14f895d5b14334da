/** The key that an active connection uses. */
export interface ShopKey {
  readonly shopId: string;
  readonly keyHash: string;
}

/** What wakes need of the rest. */
export interface WakeTargets {
  /** The keys of those of the shops whose connections are active. */
  keysOf(shopIds: readonly string[]): Promise<readonly ShopKey[]>;
  holds(keyHash: string): boolean;
  /** Whether this process works for the key now. */
  acquire(keyHash: string): Promise<boolean>;
  wakeWorker(keyHash: string, shopId: string): void;
  /** The next poll finds what is left out. */
  onError(error: unknown): void;
}

/**
 * Brings "there is work" of a shop to the worker of its key at once, also where the shop was not seen yet, or its key
 * not held yet. A key that another process holds is left to that one, which finds the work within a poll.
 */
export class Wakes {
  private readonly keyOfShop = new Map<string, string>();
  /** Since the last poll. */
  private readonly heldByOthers = new Set<string>();
  private readonly asked = new Set<string>();
  private lookUp: Promise<void> | undefined;
  private isStopped = false;

  constructor(private readonly targets: WakeTargets) {}

  wake(shopId: string): void {
    const keyHash = this.keyOfShop.get(shopId);
    if (this.isStopped || (keyHash !== undefined && this.heldByOthers.has(keyHash))) return;
    if (keyHash !== undefined && this.targets.holds(keyHash)) return this.targets.wakeWorker(keyHash, shopId);
    this.asked.add(shopId);
    this.lookUp ??= this.lookUpAsked();
  }

  /** What a poll found to have work; keys that others held are tried again. */
  async found(shops: readonly ShopKey[]): Promise<void> {
    this.heldByOthers.clear();
    await this.bring(shops);
  }

  /** Shops whose key nobody works for any more do not stay for ever; whoever has work comes back with it. */
  forget(isKept: (keyHash: string) => boolean): void {
    for (const [shopId, keyHash] of this.keyOfShop) if (!isKept(keyHash)) this.keyOfShop.delete(shopId);
  }

  get shops(): number {
    return this.keyOfShop.size;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.lookUp;
  }

  private async lookUpAsked(): Promise<void> {
    while (this.asked.size > 0 && !this.isStopped) {
      const shopIds = [...this.asked];
      this.asked.clear();
      await this.targets
        .keysOf(shopIds)
        .then((shops) => this.bring(shops))
        .catch((error: unknown) => this.targets.onError(error));
    }
    this.lookUp = undefined;
  }

  private async bring(shops: readonly ShopKey[]): Promise<void> {
    for (const { shopId, keyHash } of shops) {
      this.keyOfShop.set(shopId, keyHash);
      const isOurs = await this.targets.acquire(keyHash);
      if (this.isStopped) return;
      if (isOurs) this.targets.wakeWorker(keyHash, shopId);
      else this.heldByOthers.add(keyHash);
    }
  }
}
