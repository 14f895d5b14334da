import { RequestTransaction } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** Changes of people, each whole or not at all; within a request that came with a key they commit together with it. */
@Injectable()
export class TransactionsService {
  constructor(private readonly dataSource: DataSource) {}

  run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const current = RequestTransaction.current();
    return current ? work(current.runner.manager) : this.dataSource.transaction(work);
  }

  /** Runs once everything is committed. */
  afterCommit(action: () => void): void {
    const current = RequestTransaction.current();
    if (current) current.afterCommit(action);
    else action();
  }
}
