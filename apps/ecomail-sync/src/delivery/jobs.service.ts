import { Injectable } from '@nestjs/common';
import { type Account, AccountsService } from '../accounts/accounts.service';
import type { Lane } from '../accounts/lanes';
import type { ConnectionRow } from '../connection/connection-row';
import { ContactWritesService, type WritesBegun } from '../contact-writes/contact-writes.service';
import { Inflow } from '../events/inflow';
import { NoticeReadBacksService } from '../membership/notice-read-backs.service';
import { TrackerCallsService } from '../tracker-calls/tracker-calls.service';
import { UnconfirmedCallsService } from '../tracker-calls/unconfirmed-calls.service';
import type { Done, Line } from './key-worker';

/**
 * Between full calls of a shop's contacts while its changes come in a flood. What a call records of a contact costs the
 * database more than the change that it shows.
 */
const floodRestMs = 6_000;

/** Does one piece of a line's work; all its calls take their turns in the line's lane. */
@Injectable()
export class JobsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly noticeReadBacks: NoticeReadBacksService,
    private readonly contactWrites: ContactWritesService,
    private readonly trackerCalls: TrackerCallsService,
    private readonly unconfirmedCalls: UnconfirmedCallsService,
    private readonly inflow: Inflow,
  ) {}

  /** The account of a connection; it makes no call unless `mayCall` resolves before it. */
  accountOf(connection: ConnectionRow, lane: Lane, mayCall: () => Promise<void>): Account {
    return this.accounts.ofConnection(connection).provided(mayCall).inLane(lane);
  }

  async run(connection: ConnectionRow, line: Line, mayCall: () => Promise<void>): Promise<Done> {
    const account = this.accountOf(connection, line.lane, mayCall);
    switch (line.kind) {
      case 'writes':
        return this.unhurried(line, await this.contactWrites.writeDirty(connection, account, line.lane));
      case 'calls':
        return this.trackerCalls.sendDue(connection, account, line.lane);
      case 'notices':
        return doneWhere(await this.noticeReadBacks.readBackNext(connection, account));
      case 'unconfirmed':
        return doneWhere(await this.unconfirmedCalls.settleNext(connection, account));
    }
  }

  /**
   * What is written in a flood is overtaken by it: with a rest between full calls more changes of a contact become one
   * write, and the flood is taken in sooner. What an export alone writes is no change, and for a PIN
   * somebody waits: these go on.
   */
  private unhurried({ shopId, lane }: Line, done: WritesBegun): Done {
    const isCalledFor = () => this.inflow.isFlood(shopId);
    return done.isFull && !unresting.has(lane) && isCalledFor()
      ? { ...done, rest: { ms: floodRestMs, isCalledFor } }
      : done;
  }
}

const unresting: ReadonlySet<Lane> = new Set(['export', 'pin']);

const doneWhere = (wasSomething: boolean): Done => ({ hasMore: wasSomething, isIdle: !wasSomething });
