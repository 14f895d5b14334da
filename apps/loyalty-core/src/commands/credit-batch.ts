/**
 * Decides commands one after the other, each on what those before it left behind, without touching the database.
 * Everything it needs was loaded under the customers' locks; what it decided is then written in one go.
 */
import { type Amount, amountText, isDay } from '@ellity/contracts';
import type { Entry } from '../credits/credit-account';
import { type Posting, PostingBatch, type PostingState, type Revoked } from '../credits/posting';
import { refText } from '../customers/customer';
import { formerKeyOf, keyText } from '../keys/command-key';
import { RewardBatch, type Rewarded, type RewardState } from '../rewards/reward-batch';
import { lastDayOf, type ShopRules } from '../shops/shop';
import { type CreditCommand, rewardOf, type SpendingRef } from './credit-command';
import { type RefusalCode, refusal, repeated, type SettledKey, type Settlement } from './settlement';

export interface BatchState extends RewardState, PostingState {
  readonly shops: ReadonlyMap<string, ShopRules>;
  /** Keys settled before this batch, by `keyText`. */
  readonly settled: ReadonlyMap<string, SettledKey>;
  /** Customer ids by `refText`. */
  readonly customers: ReadonlyMap<string, string>;
}

type Decided = Rewarded | Revoked | { readonly refused: RefusalCode };

export class CreditBatch {
  readonly postings: PostingBatch;
  readonly rewards: RewardBatch;
  /** By `keyText`: the keys that were first seen here. */
  readonly settledHere = new Map<string, SettledKey & { readonly command: CreditCommand }>();

  constructor(private readonly state: BatchState) {
    this.postings = new PostingBatch(state);
    this.rewards = new RewardBatch(state, this.postings);
  }

  settle(command: CreditCommand): Settlement {
    const shop = this.state.shops.get(command.shopId);
    if (!shop) return refusal('unknown-shop');
    const before = this.settledBefore(command);
    if (before) return repeated(before, command.digest);
    const settlement = this.apply(command, shop);
    this.settledHere.set(keyText(command), { command, digest: command.digest, settlement });
    return settlement;
  }

  private apply(command: CreditCommand, shop: ShopRules): Settlement {
    const refused = refusalBeforehand(command, shop);
    if (refused) return refusal(refused);
    const customerId = this.state.customers.get(refText(command.customer));
    if (customerId === undefined) {
      this.rememberStranger(command, shop);
      return refusal('unknown-customer');
    }
    const decided = this.decide(command, customerId, shop);
    if ('refused' in decided) return refusal(decided.refused, customerId);
    const { posted, shortfall } = 'shortfall' in decided ? decided : { posted: decided, shortfall: 0n };
    return this.settlementOf(customerId, posted?.entry, shortfall);
  }

  private rememberStranger(command: CreditCommand, shop: ShopRules): void {
    const { shopId, customer, action, at } = command;
    const reward = rewardOf(action);
    if (reward === undefined || customer.email === undefined) return;
    const addressHash = this.state.unknownAddressHashOf(customer);
    const occasion = { reward, shop, shopId, addressHash, at };
    if (action.kind === 'reward') this.rewards.strangerSignedUp(occasion);
    else this.rewards.strangerLeft(occasion);
  }

  private decide(command: CreditCommand, customerId: string, shop: ShopRules): Decided {
    const { action } = command;
    const posting = postingOf(command, customerId);
    const post = (asked: Posting['action']) => this.postings.post({ ...posting, action: asked }, shop.today);
    switch (action.kind) {
      case 'award':
        return post({ kind: 'award', amount: action.amount, expiresOn: lastDayOf(shop, action.expiresOn) });
      case 'spend':
        return post(action);
      case 'reward':
        return this.rewards.signUp(
          { reward: action.reward, shop, posting },
          lastDayOf(shop, action.expiresOn),
        );
      case 'revoke': {
        const { award, amount } = action;
        if ('reward' in award) return this.rewards.leave({ reward: award.reward, shop, posting }, amount);
        const lotId = this.entryOf(command, award);
        return lotId === undefined
          ? { refused: 'unknown-award' }
          : this.postings.revoke(posting, { lotId, amount }, shop);
      }
      case 'cancel': {
        const spendingId = this.entryOf(command, action.spending);
        if (spendingId === undefined) return { refused: 'unknown-spending' };
        const renewal = shop.lapsedReturns === 'renew' ? { expiresOn: lastDayOf(shop) } : null;
        return post({ kind: 'cancel-spending', spendingId, amount: action.amount, renewal });
      }
    }
  }

  private entryOf(command: CreditCommand, named: SpendingRef): string | undefined {
    if ('entryId' in named) return named.entryId;
    return this.settledBefore({ ...command, key: named.key })?.settlement.entryId ?? undefined;
  }

  /** The balance contains what followed at once, such as the lapse of what was given back too late. */
  private settlementOf(customerId: string, entry: Entry | undefined, shortfall: Amount): Settlement {
    return {
      outcome: 'applied',
      reason: null,
      customerId,
      entryId: entry?.id ?? null,
      amount: entry ? amountText(entry.amount < 0n ? -entry.amount : entry.amount) : null,
      balance: amountText(this.postings.balanceOf(customerId)),
      shortfall: shortfall === 0n ? null : amountText(shortfall),
    };
  }

  private settledBefore(key: Pick<CreditCommand, 'shopId' | 'source' | 'key'>): SettledKey | undefined {
    const former = formerKeyOf(key);
    return (
      this.state.settled.get(keyText(key)) ??
      this.settledHere.get(keyText(key)) ??
      (former && this.state.settled.get(keyText(former)))
    );
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

function postingOf(command: CreditCommand, customerId: string): Omit<Posting, 'action'> {
  const { shopId, reason, reference, announce, service, actor, key } = command;
  return { shopId, customerId, reason, reference, announce, by: { service, actor, key, runId: null } };
}
