import { Injectable } from '@nestjs/common';
import type { ConnectionRow } from '../connection/connection-row';
import { NoticeLooksService } from '../membership/notice-looks.service';
import { AccountsService } from '../accounts/accounts.service';
import { ContactWritesService } from './contact-writes.service';
import { DoubtsService } from './doubts.service';
import type { LockProof } from '../accounts/key-locks.service';
import { TrackerEventsService } from './tracker-events.service';

/**
 * What is done for a shop in one turn: look at the contacts of list notices, write changed contacts, tell the events
 * whose fields are stored, settle doubts. Exports and checks of whole lists get their turn here.
 */
@Injectable()
export class ShopWorkService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly noticeLooks: NoticeLooksService,
    private readonly contactWrites: ContactWritesService,
    private readonly trackerEvents: TrackerEventsService,
    private readonly doubts: DoubtsService,
  ) {}

  /** Resolves with whether there may be more to do at once. No call is made after the proof fails. */
  async once(connection: ConnectionRow, isMine: LockProof): Promise<boolean> {
    const account = this.accounts.ofConnection(connection).provided(isMine);
    const looked = await this.noticeLooks.lookAtNext(connection, account);
    const contacts = await this.contactWrites.writeDirty(connection, account);
    const events = await this.trackerEvents.sendDue(connection, account);
    const settled = await this.doubts.settleNext(connection, account);
    return looked || contacts > 0 || events > 0 || settled;
  }
}
