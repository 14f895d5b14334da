import { AsyncLocalStorage } from 'node:async_hooks';
import type { QueryRunner } from 'typeorm';

/**
 * The transaction of a request that came with a key: the key, the change and the answer commit together or not at all.
 * Whatever opens a transaction while the request is handled works inside of this one instead.
 */
export class RequestTransaction {
  private static readonly storage = new AsyncLocalStorage<RequestTransaction>();
  private readonly committedActions: (() => void)[] = [];
  private isOver = false;

  constructor(readonly runner: QueryRunner) {}

  /** That of the request that is being handled; undefined: none is, or it is over and its work goes on by itself. */
  static current(): RequestTransaction | undefined {
    const current = RequestTransaction.storage.getStore();
    return current?.isOver === false ? current : undefined;
  }

  /** Runs `work` inside; when it has ended, what it left running is no part of the transaction any more. */
  async around<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await RequestTransaction.storage.run(this, work);
    } finally {
      this.isOver = true;
    }
  }

  /** Runs once everything is committed, and never where it is not. Must not throw. */
  afterCommit(action: () => void): void {
    this.committedActions.push(action);
  }

  committed(): void {
    for (const action of this.committedActions) action();
  }
}
