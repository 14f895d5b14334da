/**
 * What a ledger entry is made from, whoever asks: a command of another service, a person, a lapse, an import. Postings
 * are decided one after the other, each on what those before it left behind, without touching the database.
 */
import { type Amount, type CreditReason, type Day, sumOf } from '@ellity/contracts';
import {
  award,
  type CreditAccount,
  deadLots,
  type Decision,
  emptyAccount,
  type Entry,
  giveBack,
  lapse,
  type Moved,
  moved,
  nextExpiration,
  type Refusal,
  revoke,
  spend,
} from './credit-account';
import type { ShortfallRule } from '../shops/shop';
import { claimPlan, makeUpPlan, type Shortfall } from './shortfall';
import { cancelSpending, type Spending, spendingAfter, spendingFrom } from './spending';

/** Who moves credits. Each entry keeps it. */
export interface PostedBy {
  /** The service that asked; of an entry of our own accord, this one. */
  readonly service: string;
  /** The person for whom it asked. */
  readonly actor: string | null;
  /** The idempotency key of the command, if there was one. */
  readonly key: string | null;
  /** The run that the entry belongs to: a night, an import. */
  readonly runId: string | null;
}

/** What lapsed while it was spent lapses again at the same moment, or is awarded anew with this last day. */
export type Renewal = { readonly expiresOn: Day | null } | null;

export type PostingAction =
  | { readonly kind: 'award'; readonly amount: Amount; readonly expiresOn: Day | null }
  | { readonly kind: 'spend'; readonly amount: Amount }
  /** Without an amount: all that is left of the lot. */
  | { readonly kind: 'revoke'; readonly lotId: string; readonly amount: Amount | null }
  | { readonly kind: 'return'; readonly lotId: string; readonly amount: Amount }
  /** Without an amount: all that was not given back yet. */
  | {
      readonly kind: 'cancel-spending';
      readonly spendingId: string;
      readonly amount: Amount | null;
      readonly renewal: Renewal;
    }
  /** Without lots: all whose last day is over. */
  | { readonly kind: 'lapse'; readonly lotIds: readonly string[] | null };

export interface Posting {
  readonly shopId: string;
  readonly customerId: string;
  readonly action: PostingAction;
  /** One of `creditReasons`, or a word of the sender. */
  readonly reason: string;
  readonly reference: string | null;
  /** False: fields are written, nobody is notified. */
  readonly announce: boolean;
  readonly by: PostedBy;
}

export interface Posted {
  readonly posting: Posting;
  /** Of the shop. */
  readonly day: Day;
  readonly entry: Entry;
  /** The last day of the lot that the entry opened. */
  readonly expiresOn: Day | null;
  readonly nextExpiration: { readonly date: Day; readonly amount: Amount } | null;
}

/** What a revoke took, and what it could not take. */
export interface Revoked {
  /** Null: nothing was left to take. */
  readonly posted: Posted | null;
  readonly shortfall: Amount;
}

/** A shortfall with the posting that it came of. */
export type NewShortfall = Shortfall & { readonly posting: Posting };

/** What postings are decided on; loaded under the customers' locks, with every lot that a posting may name. */
export interface PostingState {
  readonly accounts: ReadonlyMap<string, CreditAccount>;
  /** The spendings that a posting may cancel, by their entries. */
  readonly spendings?: ReadonlyMap<string, Spending>;
  /** What of these lots was taken back before, lapsed, or is missing; absent: nothing. */
  readonly claims?: ReadonlyMap<string, Amount>;
  /** Of these customers, what is open. */
  readonly shortfalls?: readonly Shortfall[];
  readonly newId: () => string;
}

export class PostingBatch {
  readonly posted: Posted[] = [];
  /** The accounts that changed, as they are now, by customer. */
  readonly accounts = new Map<string, CreditAccount>();
  readonly shortfallsAdded: NewShortfall[] = [];
  /** What is left open of shortfalls that were made up here, by id. */
  readonly shortfallsChanged = new Map<string, Amount>();
  private readonly spendings: Map<string, Spending>;
  private readonly claims: Map<string, Amount>;
  private shortfalls: readonly Shortfall[];

  constructor(private readonly state: PostingState) {
    this.spendings = new Map(state.spendings);
    this.claims = new Map(state.claims);
    this.shortfalls = state.shortfalls ?? [];
  }

  /** A refused posting changes nothing. `today` is the day of the shop. What follows at once is posted after it. */
  post(posting: Posting, today: Day): Posted | Refusal {
    const decision = this.decide(posting, today);
    if ('refused' in decision) return decision;
    const posted = this.add(posting, decision, today);
    this.followUp(posted, today);
    return posted;
  }

  /** Takes an award back: what is left of it, and what was spent of it as the shop decided. */
  revoke(
    posting: Omit<Posting, 'action'>,
    award: { readonly lotId: string; readonly amount: Amount | null },
    { today, shortfallRule: rule }: { readonly today: Day; readonly shortfallRule: ShortfallRule },
  ): Revoked | Refusal {
    const { lotId, amount } = award;
    const account = this.accountOf(posting.customerId);
    const claimed = this.claims.get(lotId) ?? 0n;
    const plan = claimPlan(account, { lotId, amount, claimed, rule, today });
    if ('refused' in plan) return plan;
    const whole: Posting = { ...posting, action: { kind: 'revoke', lotId, amount } };
    const posted =
      plan.movements.length === 0
        ? null
        : this.add(whole, moved(account, this.state.newId(), 'revoke', plan.movements), today);
    this.claims.set(lotId, claimed + plan.claimed);
    if (plan.missing > 0n) {
      const { customerId } = posting;
      const added = { id: this.state.newId(), customerId, lotId, open: plan.missing, isOwed: rule === 'owe' };
      this.shortfallsAdded.push({ ...added, posting: whole });
      this.shortfalls = [...this.shortfalls, added];
    }
    return { posted, shortfall: plan.missing };
  }

  balanceOf(customerId: string): Amount {
    return this.accountOf(customerId).balance;
  }

  private add(posting: Posting, { account, entry }: Moved, today: Day): Posted {
    const { customerId, action } = posting;
    this.accounts.set(customerId, account);
    const posted: Posted = {
      posting,
      day: today,
      entry,
      expiresOn: action.kind === 'award' ? action.expiresOn : null,
      nextExpiration: nextExpiration(account, today),
    };
    this.posted.push(posted);
    return posted;
  }

  private followUp({ posting, entry }: Posted, today: Day): void {
    const { customerId, action } = posting;
    this.count(entry, action);
    if (entry.amount > 0n) this.makeUp({ posting, entry }, today);
    if (action.kind === 'spend') this.spendings.set(entry.id, spendingFrom(customerId, entry.movements));
    if (action.kind !== 'cancel-spending') return;
    const spending = this.spendings.get(action.spendingId);
    if (spending) this.spendings.set(action.spendingId, spendingAfter(spending, entry.movements));
    this.lapseReturned({ posting, entry, renewal: action.renewal }, today);
  }

  /** What is gone of a lot can be taken back no more; what a reward got back can. */
  private count({ movements }: Entry, { kind }: PostingAction): void {
    if (kind !== 'revoke' && kind !== 'lapse' && kind !== 'return') return;
    for (const { lotId, amount } of movements)
      this.claims.set(lotId, (this.claims.get(lotId) ?? 0n) - amount);
  }

  /** Credits that come make up what is open, in the order in which it was recorded. */
  private makeUp({ posting, entry }: { posting: Posting; entry: Entry }, today: Day): void {
    const { customerId } = posting;
    const reason: CreditReason = 'shortfall';
    this.shortfalls = this.shortfalls.map((shortfall) => {
      if (shortfall.customerId !== customerId || shortfall.open === 0n) return shortfall;
      const account = this.accountOf(customerId);
      const { movements, open } = makeUpPlan(account, entry.movements, shortfall);
      if (movements.length === 0) return shortfall;
      const amount = -sumOf(movements.map((movement) => movement.amount));
      const action = { kind: 'revoke', lotId: shortfall.lotId, amount } as const;
      this.add(
        { ...posting, reason, action },
        moved(account, this.state.newId(), 'revoke', movements),
        today,
      );
      this.shortfallsChanged.set(shortfall.id, open);
      return { ...shortfall, open };
    });
  }

  /** What went back to lots whose last day is over does not stay there. */
  private lapseReturned(
    { posting, entry, renewal }: { posting: Posting; entry: Entry; renewal: Renewal },
    today: Day,
  ): void {
    const returned = new Set(entry.movements.map(({ lotId }) => lotId));
    const lotIds = deadLots(this.accountOf(posting.customerId), today)
      .map(({ id }) => id)
      .filter((id) => returned.has(id));
    if (lotIds.length === 0) return;
    const reason: CreditReason = 'expiry';
    const lapsed = this.post({ ...posting, reason, action: { kind: 'lapse', lotIds } }, today);
    if (renewal === null || 'refused' in lapsed) return;
    const amount = -lapsed.entry.amount;
    this.post({ ...posting, action: { kind: 'award', amount, expiresOn: renewal.expiresOn } }, today);
  }

  private accountOf(customerId: string): CreditAccount {
    return this.accounts.get(customerId) ?? this.state.accounts.get(customerId) ?? emptyAccount;
  }

  private decide({ customerId, action }: Posting, today: Day): Decision {
    const account = this.accountOf(customerId);
    const id = this.state.newId();
    switch (action.kind) {
      case 'award':
        return award(account, { id, ...action });
      case 'spend':
        return spend(account, { id, ...action, today });
      case 'revoke':
        return revoke(account, { id, ...action });
      case 'return':
        return giveBack(account, { id, ...action, today });
      case 'lapse':
        return lapse(account, { id, ...action, today });
      case 'cancel-spending': {
        const spending = this.spendings.get(action.spendingId);
        if (spending?.customerId !== customerId) return { refused: 'unknown-spending' };
        return cancelSpending(account, { id, spending, amount: action.amount });
      }
    }
  }
}
