import type { CreditReason } from '@ellity/contracts';
import { TransientError, type Transaction } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { LedgerService } from '../credits/ledger/ledger.service';
import { type PostedBy, PostingBatch } from '../credits/posting';
import type { Customer, CustomerAt, CustomerRef } from '../customers/customer';
import { CustomersService } from '../customers/customers.service';
import type { LockedCustomers } from '../customers/locked-customers';
import { lastDayOf, type ShopRules } from '../shops/shop';
import { ShopsService } from '../shops/shops.service';
import { grantOfNothing, grantText, type RewardName } from './grant';
import { GrantsService } from './grants.service';
import { RewardBatch, type RewardState } from './reward-batch';
import { isRegistrationRewarded, isRewarded, rewardsConsent } from './sign-up';
import { SignUpsService } from './sign-ups.service';

/** Something that a customer did at the shop, and who told of it. */
interface Occasion {
  readonly customerId: string;
  readonly at: Date;
  readonly by: PostedBy;
}

/** A customer decided about marketing e-mails, and did not say the same before. */
export interface ConsentOccasion extends Occasion {
  readonly kind: 'granted' | 'withdrawn';
}

/** A customer became registered. */
export type RegistrationOccasion = Occasion;

/** What happened to locked customers. */
export interface Happened {
  readonly consents: readonly ConsentOccasion[];
  readonly registrations: readonly RegistrationOccasion[];
  /** Who asked first, by customer. */
  readonly changedBy: ReadonlyMap<string, PostedBy>;
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

  /** @see GrantsService.erasedSince */
  erasedSince<T extends { readonly at: Date; readonly customer: CustomerRef }>(
    manager: EntityManager,
    asked: readonly T[],
  ): Promise<ReadonlySet<T>> {
    return this.grants.erasedSince(manager, asked);
  }

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

  /** Pays and takes back what follows from customers created here and from what they did; the caller saves them. */
  async settle(transaction: Transaction, locked: LockedCustomers, happened: Happened): Promise<void> {
    const { manager } = transaction;
    const appeared = [...locked.created, ...locked.moved];
    if (appeared.length + happened.consents.length + happened.registrations.length === 0) return;
    const shops = await this.shops.rules(
      manager,
      [...locked.all].map(({ shopId }) => shopId),
    );
    const rewarded = rewardedOf(happened, (id) => shops.get(locked.get(id).shopId));
    const named = new Set([...rewarded.registrations, ...rewarded.consents].map((one) => one.customerId));
    if (named.size === 0 && appeared.length === 0) return;
    const customers = [...named].map((id) => locked.get(id));
    const state = await this.remembered(manager, locked, { rewarded: customers, strangers: [] });
    if (named.size === 0 && state.signUps.size === 0) return;
    const concerned = [...new Set([...customers, ...appeared.map((id) => locked.get(id))])];
    const lotIds = [...state.grants.values()].flatMap(({ lotId }) => lotId ?? []);
    const ledger = await this.ledger.stateOf(manager, concerned, { lotIds });
    const postings = new PostingBatch({ ...ledger, newId: uuidv7 });
    const batch = new RewardBatch(state, postings);
    decide(batch, rewarded, { appeared, locked, shops });
    const now = this.clock.now();
    await this.ledger.record(transaction, locked, postings, now);
    await this.save(manager, batch, now);
  }

  /**
   * An address that customers no longer have earns none of the rewards that they had, whoever has it next; nor the one
   * for registering where they were registered: else those who registered before there was a reward would earn it by
   * moving away and registering again. Of a customer who moves away, and of one who is erased.
   */
  async rememberLeft(manager: EntityManager, left: readonly Customer[]): Promise<void> {
    const owners = left.filter(({ identity }) => identity !== null);
    if (owners.length === 0) return;
    const known = [...new Set((await this.grants.load(manager, owners)).values())];
    const grants = owners.flatMap((customer) => {
      const had = known.filter(({ customerId }) => customerId === customer.id).map(({ reward }) => reward);
      const rewards = new Set<RewardName>(customer.profile.registered ? [...had, 'registration'] : had);
      const { shopId } = customer;
      const addressHash = this.grants.addressHashOf(customer);
      return [...rewards].map((reward) => grantOfNothing({ shopId, reward, addressHash, customerId: null }));
    });
    await this.grants.save(manager, grants, this.clock.now());
  }

  /** Whoever was paid for the newsletter elsewhere is not paid again. */
  async rememberPaid(manager: EntityManager, paid: readonly Customer[]): Promise<void> {
    if (paid.length === 0) return;
    const reward = 'newsletter';
    const known = await this.grants.load(manager, paid);
    const fresh = paid.flatMap((customer) => {
      const { shopId, id: customerId } = customer;
      const addressHash = this.grants.addressHashOf(customer);
      const isKnown =
        known.has(grantText(reward, { customerId })) || known.has(grantText(reward, { addressHash }));
      return isKnown ? [] : [grantOfNothing({ shopId, reward, addressHash, customerId })];
    });
    await this.grants.save(manager, fresh, this.clock.now());
  }

  async save(manager: EntityManager, batch: RewardBatch, now: Date): Promise<void> {
    await this.grants.save(manager, [...new Set(batch.grantsChanged.values())], now);
    await this.signUps.save(manager, batch.signUpsChanged);
  }
}

/** What the shops pay for of what happened. */
function rewardedOf<H extends Happened>(
  happened: H,
  shopOf: (customerId: string) => ShopRules | undefined,
): H {
  const consents = happened.consents.filter(({ customerId }) => {
    const shop = shopOf(customerId);
    return shop !== undefined && rewardsConsent(shop);
  });
  const registrations = happened.registrations.filter(({ customerId, at }) => {
    const shop = shopOf(customerId);
    return shop !== undefined && isRegistrationRewarded(shop, at);
  });
  return { ...happened, consents, registrations };
}

function decide(
  batch: RewardBatch,
  { consents, registrations, changedBy }: Happened,
  {
    appeared,
    locked,
    shops,
  }: {
    readonly appeared: readonly string[];
    readonly locked: LockedCustomers;
    readonly shops: ReadonlyMap<string, ShopRules>;
  },
): void {
  const occasionOf = (customerId: string, by: PostedBy | undefined, reason: CreditReason) => {
    const { shopId } = locked.get(customerId);
    const shop = shops.get(shopId);
    if (!shop || !by) return undefined;
    return { reward: 'newsletter', shop, posting: rewardPosting(shopId, customerId, by, reason) } as const;
  };
  for (const { customerId, by } of registrations) {
    const occasion = occasionOf(customerId, by, 'registration');
    if (occasion) batch.registered(occasion);
  }
  for (const id of appeared) {
    const occasion = occasionOf(id, changedBy.get(id), 'newsletter');
    if (occasion) batch.appeared(occasion);
  }
  for (const { customerId, kind, at, by } of consents) {
    const occasion = occasionOf(customerId, by, kind === 'withdrawn' ? 'newsletter-left' : 'newsletter');
    if (!occasion) continue;
    if (kind === 'withdrawn') batch.leave(occasion, null);
    else if (isRewarded(occasion.shop, at)) batch.signUp(occasion, lastDayOf(occasion.shop));
  }
}

/** An entry that follows from what a customer did, not from a command that names an amount. */
export const rewardPosting = (
  shopId: string,
  customerId: string,
  by: PostedBy,
  reason: CreditReason = 'newsletter',
) => ({ shopId, customerId, reason, reference: null, announce: true, by });

const shopsOf = (holders: readonly { readonly shopId: string }[]): Set<string> =>
  new Set(holders.map(({ shopId }) => shopId));
