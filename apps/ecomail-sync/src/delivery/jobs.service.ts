import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import type { ConnectionRow } from '../connection/connection-row';
import { NoticeLooksService } from '../membership/notice-looks.service';
import { ContactWritesService } from './contact-writes.service';
import { DoubtsService } from './doubts.service';
import type { Done } from './key-worker';
import type { Line } from './schedule';
import { TrackerCallsService } from './tracker-calls.service';

/** Does one piece of a line's work; all its calls take their turns in the line's lane. */
@Injectable()
export class JobsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly noticeLooks: NoticeLooksService,
    private readonly contactWrites: ContactWritesService,
    private readonly trackerCalls: TrackerCallsService,
    private readonly doubts: DoubtsService,
  ) {}

  /** No call is made unless `mayCall` resolves before it. */
  async run(connection: ConnectionRow, line: Line, mayCall: () => Promise<void>): Promise<Done> {
    const account = this.accounts.ofConnection(connection).provided(mayCall).inLane(line.lane);
    switch (line.kind) {
      case 'writes':
        return { hasMore: await this.contactWrites.writeDirty(connection, account, line.lane) };
      case 'calls':
        return this.trackerCalls.sendDue(connection, account, line.lane);
      case 'notices':
        return { hasMore: await this.noticeLooks.lookAtNext(connection, account) };
      case 'unconfirmed':
        return { hasMore: await this.doubts.settleNext(connection, account) };
    }
  }
}
