import { TransientError, type Transaction } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { LedgerService } from '../credits/ledger/ledger.service';
import { type PostedBy, PostingBatch } from '../credits/posting';
import type { Customer, CustomerAt } from '../customers/customer';
import { CustomersService } from '../customers/customers.service';
import type { LockedCustomers } from '../customers/locked-customers';
import { lastDayOf } from '../shops/shop';
import { ShopsService } from '../shops/shops.service';
import { GrantsService } from './grants.service';
import { RewardBatch, type RewardOccasion, type RewardState } from './reward-batch';
import { isRewarded, rewardsConsent } from './sign-up';
import { SignUpsService } from './sign-ups.service';

/** A customer decided at the shop about marketing e-mails, and did not say the same before. */
export interface ConsentOccasion {
  readonly customerId: string;
  readonly kind: 'granted' | 'withdrawn';
  readonly at: Date;
  readonly by: PostedBy;
}

/** What is remembered of sign-ups and grants, and what follows from customers who appear and decide. */
@Injectable()
export class RewardsService {
  constructor(
    private readonly customers: CustomersService,
    private readonly ledger: LedgerService,
    private readonly grants: GrantsService,
    private readonly signUps: SignUpsService,
    private readonly shops: ShopsService,
    private readonly clock: Clock,
  ) {}

  /**
   * What was remembered of those who are rewarded, of customers created here, and of people who are none. Throws
   * TransientError where one of these became a customer meanwhile.
   */
  async remembered(
    manager: EntityManager,
    locked: LockedCustomers,
    concerned: { readonly rewarded: readonly Customer[]; readonly strangers: readonly CustomerAt[] },
  ): Promise<RewardState> {
    const { rewarded, strangers } = concerned;
    const created = [...locked.created, ...locked.moved].map((id) => locked.get(id));
    await this.signUps.guard(manager, shopsOf(strangers), shopsOf(created));
    if (strangers.length > 0 && (await this.customers.isAnyKnown(manager, strangers))) {
      throw new TransientError('customer-appeared', 'the address became a customer meanwhile');
    }
    const signUps = await this.signUps.load(
      manager,
      [...strangers, ...created].map((holder) => this.grants.addressHashOf(holder)),
    );
    const awaited = created.filter((customer) => signUps.has(this.grants.addressHashOf(customer)));
    const grants = await this.grants.load(manager, [...new Set([...rewarded, ...strangers, ...awaited])]);
    return {
      grants,
      signUps,
      addressHashOf: (customerId) => this.grants.addressHashOf(locked.get(customerId)),
      unknownAddressHashOf: (customer) => this.grants.addressHashOf(customer),
    };
  }

  /** Pays and takes back what follows from customers created here and from decisions; the caller saves the customers. */
  async settle(
    transaction: Transaction,
    locked: LockedCustomers,
    occasions: readonly ConsentOccasion[],
    changedBy: ReadonlyMap<string, PostedBy>,
  ): Promise<void> {
    const appeared = [...locked.created, ...locked.moved];
    if (occasions.length === 0 && appeared.length === 0) return;
    const shops = await this.shops.rules(
      transaction.manager,
      [...locked.all].map(({ shopId }) => shopId),
    );
    const counted = occasions.filter(({ customerId }) => {
      const shop = shops.get(locked.get(customerId).shopId);
      return shop !== undefined && rewardsConsent(shop);
    });
    if (counted.length === 0 && appeared.length === 0) return;
    const { manager } = transaction;
    const rewarded = [...new Set(counted.map(({ customerId }) => locked.get(customerId)))];
    const state = await this.remembered(manager, locked, { rewarded, strangers: [] });
    if (counted.length === 0 && state.signUps.size === 0) return;
    const concerned = [...new Set([...rewarded, ...appeared.map((id) => locked.get(id))])];
    const lots = [...state.grants.values()].flatMap(({ lotId }) => lotId ?? []);
    const postings = new PostingBatch({
      ...(await this.ledger.stateOf(manager, concerned, { lotIds: lots })),
      newId: uuidv7,
    });
    const batch = new RewardBatch(state, postings);
    const occasionOf = (customerId: string, posted: PostedBy): RewardOccasion | undefined => {
      const { shopId } = locked.get(customerId);
      const shop = shops.get(shopId);
      return shop && { reward: 'newsletter', shop, posting: rewardPosting(shopId, customerId, posted) };
    };
    for (const id of appeared) {
      const by = changedBy.get(id);
      const occasion = by && occasionOf(id, by);
      if (occasion) batch.appeared(occasion);
    }
    for (const { customerId, kind, at, by: posted } of counted) {
      const occasion = occasionOf(customerId, posted);
      if (!occasion) continue;
      if (kind === 'withdrawn')
        batch.leave({ ...occasion, posting: { ...occasion.posting, reason: 'newsletter-left' } }, null);
      else if (isRewarded(occasion.shop, at)) batch.signUp(occasion, lastDayOf(occasion.shop));
    }
    const now = this.clock.now();
    await this.ledger.record(transaction, locked, postings, now);
    await this.save(manager, batch, now);
  }

  async save(manager: EntityManager, batch: RewardBatch, now: Date): Promise<void> {
    await this.grants.save(manager, [...new Set(batch.grantsChanged.values())], now);
    await this.signUps.save(manager, batch.signUpsChanged);
  }
}

/** An entry that follows from a sign-up, not from a command that names an amount. */
export const rewardPosting = (shopId: string, customerId: string, by: PostedBy) => ({
  shopId,
  customerId,
  reason: 'newsletter',
  reference: null,
  announce: true,
  by,
});

const shopsOf = (holders: readonly { readonly shopId: string }[]): Set<string> =>
  new Set(holders.map(({ shopId }) => shopId));
