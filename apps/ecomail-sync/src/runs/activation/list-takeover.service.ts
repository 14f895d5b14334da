import type { Chunk, Run } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import type { Account } from '../../accounts/accounts.service';
import { ConnectionMovesService } from '../../connection/stages/connection-moves.service';
import { ConnectionsService } from '../../connection/connections.service';
import { noConnection } from '../../connection/stages/no-connection';
import { MembershipService } from '../../membership/membership.service';
import { ContactMarksService } from '../contact-marks.service';
import { AccountChecksService } from './account-checks.service';

/** How far the taking over of a list came. */
export type Place = Readonly<{
  listId: number;
  /** Another list than before, or the first: nothing is known of what it holds. */
  isOther: boolean;
  /** The members were asked for then or later. */
  seenAt: string;
  status: number;
  page: number;
  after: string | null;
}>;

/** The second part of an activation, page by page: who is in the list, and what is to be written to it. */
@Injectable()
export class ListTakeoverService {
  constructor(
    private readonly checks: AccountChecksService,
    private readonly memberships: MembershipService,
    private readonly connections: ConnectionsService,
    private readonly moves: ConnectionMovesService,
    private readonly marks: ContactMarksService,
  ) {}

  async prepare(run: Run, account: Account, isHeld: boolean): Promise<Chunk> {
    const place = run.cursor as unknown as Place;
    switch (run.step) {
      case 'forget':
        return this.forgetMembers(run.shop_id, place);
      case 'members':
        return this.readMembers(run.shop_id, account, place);
      case 'contacts':
        return this.markContacts(run, place);
      default:
        return this.finish(run, isHeld);
    }
  }

  private forgetMembers(shopId: string, place: Place): Chunk {
    if (!place.isOther) return { next: 'members', cursor: place };
    return {
      next: 'forget',
      cursor: place,
      record: async ({ manager }) => {
        const isDone = await this.memberships.forgetSome(manager, shopId);
        return { next: isDone ? 'members' : 'forget' };
      },
    };
  }

  private readMembers(shopId: string, account: Account, place: Place): Promise<Chunk> {
    return this.checks.runAgain(() => this.membersPage(shopId, account, place));
  }

  private async membersPage(shopId: string, account: Account, place: Place): Promise<Chunk> {
    const { members, next } = await this.memberships.readPage(account, place.listId, place);
    return {
      next: next ? 'members' : 'contacts',
      cursor: { ...place, ...next },
      record: async ({ manager }) => {
        await this.memberships.takeOver(manager, shopId, { members, seenAt: new Date(place.seenAt) });
        return {};
      },
    };
  }

  private async markContacts(run: Run, place: Place): Promise<Chunk> {
    const total = run.total ?? (await this.marks.count(run.shop_id));
    return {
      next: 'contacts',
      cursor: place,
      total,
      record: async ({ manager }) => {
        const { done, after } = await this.marks.markSome(manager, run.shop_id, place.after, place.isOther);
        return { done, cursor: { ...place, after }, next: after === null ? 'active' : 'contacts' };
      },
    };
  }

  /** One that was active all the time, or was stopped meanwhile, stays so; there is work for it. */
  private finish({ shop_id: shopId, actor }: Run, isHeld: boolean): Chunk {
    return {
      next: null,
      cursor: {},
      record: async (transaction) => {
        const connection = await this.connections.find(shopId, transaction.manager);
        if (!connection || connection.state === 'inactive') throw noConnection();
        const isMoved = await this.moves.move(
          transaction,
          shopId,
          'activation-ended',
          isHeld ? { state: 'paused', reason: 'paused-by-order' } : { state: 'active' },
          { actor },
        );
        if (!isMoved) this.connections.wakeAfter(transaction, shopId);
        return {};
      },
    };
  }
}
