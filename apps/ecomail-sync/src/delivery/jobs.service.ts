import { Injectable } from '@nestjs/common';
import { type Account, AccountsService } from '../accounts/accounts.service';
import type { Lane } from '../accounts/lanes';
import type { ConnectionRow } from '../connection/connection-row';
import { ContactWritesService } from '../contact-writes/contact-writes.service';
import { NoticeReadBacksService } from '../membership/notice-read-backs.service';
import { TrackerCallsService } from '../tracker-calls/tracker-calls.service';
import { UnconfirmedCallsService } from '../tracker-calls/unconfirmed-calls.service';
import type { Done, Line } from './key-worker';

/** Does one piece of a line's work; all its calls take their turns in the line's lane. */
@Injectable()
export class JobsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly noticeReadBacks: NoticeReadBacksService,
    private readonly contactWrites: ContactWritesService,
    private readonly trackerCalls: TrackerCallsService,
    private readonly unconfirmedCalls: UnconfirmedCallsService,
  ) {}

  /** The account of a connection; it makes no call unless `mayCall` resolves before it. */
  accountOf(connection: ConnectionRow, lane: Lane, mayCall: () => Promise<void>): Account {
    return this.accounts.ofConnection(connection).provided(mayCall).inLane(lane);
  }

  async run(connection: ConnectionRow, line: Line, mayCall: () => Promise<void>): Promise<Done> {
    const account = this.accountOf(connection, line.lane, mayCall);
    switch (line.kind) {
      case 'writes':
        return this.contactWrites.writeDirty(connection, account, line.lane);
      case 'calls':
        return this.trackerCalls.sendDue(connection, account, line.lane);
      case 'notices':
        return doneWhere(await this.noticeReadBacks.readBackNext(connection, account));
      case 'unconfirmed':
        return doneWhere(await this.unconfirmedCalls.settleNext(connection, account));
    }
  }
}

const doneWhere = (wasSomething: boolean): Done => ({ hasMore: wasSomething, isIdle: !wasSomething });
