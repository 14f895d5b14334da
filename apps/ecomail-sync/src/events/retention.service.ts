import { Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { removeJournal, removeSettled, sumReceptions } from './retention-statements';

/** So long settled events and the journal can be read; their counts stay for ever. */
export const retentionDays = 90;
const rowsAtOnce = 2_000;
const dayMs = 24 * 3_600_000;

/** Gives what would grow for ever an end: a few thousand rows at once, by any process, any number of times. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async tidy(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - retentionDays * dayMs);
    await this.transactions.run(({ manager }) => manager.query(removeSettled, [before, rowsAtOnce]));
    await this.transactions.run(({ manager }) => manager.query(removeJournal, [before, rowsAtOnce]));
    await this.transactions.run(({ manager }) => manager.query(sumReceptions, [rowsAtOnce]));
  }
}
