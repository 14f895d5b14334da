import { Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { byIndex } from '../by-index';
import {
  removeHours,
  removeJournal,
  removeReceived,
  removeSettled,
  sumReceptions,
} from './retention-statements';

/** So long settled events and the journal can be read; their counts stay for ever. */
export const retentionDays = 90;
/** So long a message that comes again is known: twice as long as its event, which knows it as well. */
export const receivedDays = 180;
/** So long the status of a shop looks back. */
const hoursDays = 8;
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
    const now = this.clock.now().getTime();
    const daysAgo = (days: number): Date => new Date(now - days * dayMs);
    await byIndex(this.transactions, removeSettled, [daysAgo(retentionDays), rowsAtOnce]);
    await byIndex(this.transactions, removeJournal, [daysAgo(retentionDays), rowsAtOnce]);
    await byIndex(this.transactions, removeReceived, [daysAgo(receivedDays), rowsAtOnce]);
    await byIndex(this.transactions, sumReceptions, [rowsAtOnce]);
    await byIndex(this.transactions, removeHours, [daysAgo(hoursDays), rowsAtOnce]);
  }
}
