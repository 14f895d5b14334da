import { isAboutList } from '@ellity/ecomail';
import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { ecomailFailureOf, invalidCode, notFoundCode } from '../accounts/ecomail-failure';
import type { ConnectionRow } from '../connection/connection-row';
import { showList } from '../connection/list-seen';
import { NoticeReadBacksService } from '../membership/notice-read-backs.service';
import { ContactWritesService } from '../contact-writes/contact-writes.service';
import type { Done } from './key-worker';
import type { Line } from './schedule';
import { TrackerCallsService } from '../tracker-calls/tracker-calls.service';
import { UnconfirmedCallsService } from '../tracker-calls/unconfirmed-calls.service';

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

  /** No call is made unless `mayCall` resolves before it. */
  async run(connection: ConnectionRow, line: Line, mayCall: () => Promise<void>): Promise<Done> {
    const account = this.accounts.ofConnection(connection).provided(mayCall).inLane(line.lane);
    switch (line.kind) {
      case 'writes':
        return { hasMore: await this.contactWrites.writeDirty(connection, account, line.lane) };
      case 'calls':
        return this.trackerCalls.sendDue(connection, account, line.lane);
      case 'notices':
        return { hasMore: await this.noticeReadBacks.readBackNext(connection, account) };
      case 'unconfirmed':
        return { hasMore: await this.unconfirmedCalls.settleNext(connection, account) };
    }
  }

  /**
   * Asks Ecomail for the list, after a refusal that may mean that it is gone. Resolves with what Ecomail says of a
   * list that it does not show; undefined where it shows it, or does not answer.
   */
  async refusalOfList(connection: ConnectionRow, mayCall: () => Promise<void>): Promise<Error | undefined> {
    const account = this.accounts.ofConnection(connection).provided(mayCall).inLane('checks');
    try {
      await showList(account, connection.list_id);
      return undefined;
    } catch (error) {
      const { code } = ecomailFailureOf(error);
      const isOfList = code === notFoundCode || (code === invalidCode && isAboutList(String(error)));
      return isOfList && error instanceof Error ? error : undefined;
    }
  }
}
