import { Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { byIndex } from '../by-index';
import { NoticesService } from './notices.service';
import { removeMemberships, removeVerifications } from './retention-statements';

const retentionDays = 90;
const rowsAtOnce = 2_000;
const dayMs = 24 * 3_600_000;

/**
 * Notices of former connections get a verdict. Verdicts, and memberships of former connections, go after their time, a
 * few thousand rows at once, by any process.
 */
@Injectable()
export class MembershipRetentionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notices: NoticesService,
    private readonly clock: Clock,
  ) {}

  async tidy(): Promise<void> {
    await this.notices.giveUpWithoutConnection();
    const before = new Date(this.clock.now().getTime() - retentionDays * dayMs);
    for (const statement of [removeVerifications, removeMemberships])
      await byIndex(this.transactions, statement, [before, rowsAtOnce]);
  }
}
