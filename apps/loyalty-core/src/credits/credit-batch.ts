/**
 * Decides commands one after the other, each on what those before it left behind, without touching the database.
 * Everything it needs was loaded under the customers' locks; what it decided is then written in one go.
 */
import { isDay } from '@ellity/contracts';
import { type CustomerAt, refText } from '../customers/customer';
import {
  type Grant,
  grantOfNothing,
  grantText,
  grantTexts,
  isPaid,
  type RewardName,
  rewardPlan,
} from '../rewards/grant';
import { type Amount, textOf } from './amount';
import {
  award,
  type CreditAccount,
  type Decision,
  emptyAccount,
  type Entry,
  giveBack,
  nextExpiration,
  type Refusal,
  type RefusalCode,
  revoke,
  spend,
} from './credit-account';
import { type AwardRef, type CreditAction, type CreditCommand, keyText, rewardOf } from './credit-command';
import { type Day, dayAfter } from './day';

/** What a command ended as; the same for ever under its key. */
export interface Settlement {
  readonly outcome: 'applied' | 'duplicate' | 'refused';
  readonly reason: RefusalCode | null;
  readonly customerId: string | null;
  readonly entryId: string | null;
  readonly amount: string | null;
  readonly balance: string | null;
}

export interface ShopRules {
  readonly today: Day;
  readonly expiryDays: number | null;
  readonly newsletterReward: Amount | null;
}

/** A key that was claimed before, and what it was settled as. */
export interface SettledKey {
  readonly digest: string;
  readonly settlement: Settlement;
}

export interface BatchState {
  readonly shops: ReadonlyMap<string, ShopRules>;
  /** Keys settled before this batch, by `keyText`. */
  readonly settled: ReadonlyMap<string, SettledKey>;
  /** Customer ids by `refText`. */
  readonly customers: ReadonlyMap<string, string>;
  readonly accounts: ReadonlyMap<string, CreditAccount>;
  /** By `grantText`, under the customer's id and under the hash of its address. */
  readonly grants: ReadonlyMap<string, Grant>;
  readonly addressHashOf: (customerId: string) => string;
  /** Of an address that is no customer's. */
  readonly unknownAddressHashOf: (customer: CustomerAt) => string;
  readonly newId: () => string;
}

export interface AppliedCommand {
  readonly command: CreditCommand;
  readonly customerId: string;
  readonly entry: Entry;
  /** The last day of the lot that the entry opened. */
  readonly expiresOn: Day | null;
  readonly nextExpiration: { readonly date: Day; readonly amount: Amount } | null;
}

type Decided = { readonly decision: Decision; readonly expiresOn: Day | null; readonly grant?: Grant };

export class CreditBatch {
  readonly applied: AppliedCommand[] = [];
  /** By `keyText`: the keys that were first seen here. */
  readonly settledHere = new Map<string, SettledKey & { readonly command: CreditCommand }>();
  readonly accounts = new Map<string, CreditAccount>();
  readonly grantsChanged = new Map<string, Grant>();

  constructor(private readonly state: BatchState) {}

  settle(command: CreditCommand): Settlement {
    const shop = this.state.shops.get(command.shopId);
    if (!shop) return refusal('unknown-shop');
    const key = keyText(command);
    const before = this.state.settled.get(key) ?? this.settledHere.get(key);
    if (before) return repeated(before, command.digest);
    const settlement = this.apply(command, shop);
    this.settledHere.set(key, { command, digest: command.digest, settlement });
    return settlement;
  }

  private apply(command: CreditCommand, shop: ShopRules): Settlement {
    const refused = refusalBeforehand(command, shop);
    if (refused) return refusal(refused);
    const customerId = this.state.customers.get(refText(command.customer));
    if (customerId === undefined) {
      this.rememberUnpaid(command, null);
      return refusal('unknown-customer');
    }
    const account = this.accounts.get(customerId) ?? this.state.accounts.get(customerId) ?? emptyAccount;
    const { decision, expiresOn, grant } = this.decide(command, customerId, account, shop);
    if ('refused' in decision) {
      if (decision.refused === 'reward-off' || decision.refused === 'no-grant')
        this.rememberUnpaid(command, customerId);
      return { ...refusal(decision.refused), customerId };
    }
    const { entry } = decision;
    this.accounts.set(customerId, decision.account);
    if (grant) this.remember(grant);
    this.applied.push({
      command,
      customerId,
      entry,
      expiresOn,
      nextExpiration: nextExpiration(decision.account, shop.today),
    });
    return {
      outcome: 'applied',
      reason: null,
      customerId,
      entryId: entry.id,
      amount: textOf(entry.amount < 0n ? -entry.amount : entry.amount),
      balance: textOf(entry.balanceAfter),
    };
  }

  /**
   * Whoever signs up or leaves was subscribed. Without a grant they earn nothing ever after, or those who subscribed
   * before there was a reward would be paid for leaving and coming back.
   */
  private rememberUnpaid({ shopId, customer, action }: CreditCommand, customerId: string | null): void {
    const reward = rewardOf(action);
    if (reward === undefined) return;
    if (customerId !== null) {
      if (this.grantOf(reward, customerId)) return;
      const addressHash = this.state.addressHashOf(customerId);
      this.remember(grantOfNothing({ shopId, reward, addressHash, customerId }));
    } else if (customer.email !== undefined) {
      const addressHash = this.state.unknownAddressHashOf(customer);
      const known = grantText(reward, { addressHash });
      if (this.grantsChanged.has(known) || this.state.grants.has(known)) return;
      this.remember(grantOfNothing({ shopId, reward, addressHash, customerId }));
    }
  }

  private remember(grant: Grant): void {
    for (const text of grantTexts(grant)) this.grantsChanged.set(text, grant);
  }

  private decide(
    command: CreditCommand,
    customerId: string,
    account: CreditAccount,
    shop: ShopRules,
  ): Decided {
    const { action } = command;
    const id = this.state.newId();
    const { today } = shop;
    switch (action.kind) {
      case 'award': {
        const expiresOn = lastDayOf(action, shop);
        return { decision: award(account, { id, amount: action.amount, expiresOn }), expiresOn };
      }
      case 'spend':
        return { decision: spend(account, { id, amount: action.amount, today }), expiresOn: null };
      case 'reward':
        return this.decideReward(command, action, { id, customerId, account, shop });
      case 'revoke':
        return this.decideRevoke(command, action, { id, customerId, account });
    }
  }

  private decideReward(
    command: CreditCommand,
    action: CreditAction & { kind: 'reward' },
    on: { id: string; customerId: string; account: CreditAccount; shop: ShopRules },
  ): Decided {
    const { id, customerId, account, shop } = on;
    const { reward } = action;
    const plan = rewardPlan({
      customerId,
      grant: this.grantOf(reward, customerId),
      reward: shop.newsletterReward,
    });
    if ('refused' in plan) return { decision: plan, expiresOn: null };
    if (plan.plan === 'return') {
      const { grant } = plan;
      const given = { id, lotId: grant.lotId, amount: grant.returnable, today: shop.today };
      return { decision: giveBack(account, given), expiresOn: null, grant: { ...grant, returnable: 0n } };
    }
    const expiresOn = lastDayOf(action, shop);
    const addressHash = this.state.addressHashOf(customerId);
    const { amount } = plan;
    const grant = {
      shopId: command.shopId,
      reward,
      addressHash,
      customerId,
      lotId: id,
      amount,
      returnable: 0n,
    };
    return { decision: award(account, { id, amount, expiresOn }), expiresOn, grant };
  }

  private decideRevoke(
    command: CreditCommand,
    action: CreditAction & { kind: 'revoke' },
    on: { id: string; customerId: string; account: CreditAccount },
  ): Decided {
    const { id, customerId, account } = on;
    if (!('reward' in action.award)) {
      const lotId = this.lotOf(command, action.award);
      if (lotId === undefined) return refusedAs('unknown-award');
      return { decision: revoke(account, { id, lotId, amount: action.amount }), expiresOn: null };
    }
    const grant = this.grantOf(action.award.reward, customerId);
    if (!grant || !isPaid(grant) || grant.customerId !== customerId) return refusedAs('no-grant');
    const decision = revoke(account, { id, lotId: grant.lotId, amount: action.amount });
    if ('refused' in decision) return { decision, expiresOn: null };
    return { decision, expiresOn: null, grant: { ...grant, returnable: -decision.entry.amount } };
  }

  private grantOf(reward: RewardName, customerId: string): Grant | undefined {
    const byCustomer = grantText(reward, { customerId });
    const byAddress = grantText(reward, { addressHash: this.state.addressHashOf(customerId) });
    return (
      this.grantsChanged.get(byCustomer) ??
      this.state.grants.get(byCustomer) ??
      this.grantsChanged.get(byAddress) ??
      this.state.grants.get(byAddress)
    );
  }

  private lotOf(
    command: CreditCommand,
    award: Exclude<AwardRef, { reward: RewardName }>,
  ): string | undefined {
    if ('entryId' in award) return award.entryId;
    const key = keyText({ ...command, key: award.key });
    return (this.state.settled.get(key) ?? this.settledHere.get(key))?.settlement.entryId ?? undefined;
  }
}

/** What can be said about a command without its customer; also asked before a customer is created for one. */
export function refusalBeforehand(command: CreditCommand, shop: ShopRules): RefusalCode | undefined {
  const { action } = command;
  if (!('expiresOn' in action) || action.expiresOn === null) return undefined;
  if (!isDay(action.expiresOn)) return 'expiry-invalid';
  return action.expiresOn < shop.today ? 'expiry-past' : undefined;
}

/** An amount for an unknown address makes an anonymous customer; nothing else does. */
export const createsCustomer = (command: CreditCommand): boolean =>
  command.action.kind === 'award' && command.customer.email !== undefined;

export function refusal(reason: RefusalCode): Settlement {
  return { outcome: 'refused', reason, customerId: null, entryId: null, amount: null, balance: null };
}

const refusedAs = (refused: RefusalCode): Decided => ({
  decision: { refused } satisfies Refusal,
  expiresOn: null,
});

/** The first answer of a key stands; another body under it is refused and changes nothing. */
function repeated(before: SettledKey, digest: string): Settlement {
  if (before.digest !== digest) return refusal('key-reused');
  return before.settlement.outcome === 'applied'
    ? { ...before.settlement, outcome: 'duplicate' }
    : before.settlement;
}

function lastDayOf(action: { readonly expiresOn: Day | null }, shop: ShopRules): Day | null {
  if (action.expiresOn !== null) return action.expiresOn;
  return shop.expiryDays === null ? null : dayAfter(shop.today, shop.expiryDays);
}
