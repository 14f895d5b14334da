/**
 * What a ledger entry is made from, whoever asks: a command of another service, a person, a lapse, an import. Postings
 * are decided one after the other, each on what those before it left behind, without touching the database.
 */
import type { Amount, CreditReason, Day } from '@ellity/contracts';
import {
  award,
  type CreditAccount,
  deadLots,
  type Decision,
  emptyAccount,
  type Entry,
  giveBack,
  lapse,
  nextExpiration,
  type Refusal,
  revoke,
  spend,
} from './credit-account';
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
  readonly entry: Entry;
  /** The last day of the lot that the entry opened. */
  readonly expiresOn: Day | null;
  readonly nextExpiration: { readonly date: Day; readonly amount: Amount } | null;
}

/** What postings are decided on; loaded under the customers' locks, with every lot that a posting may name. */
export interface PostingState {
  readonly accounts: ReadonlyMap<string, CreditAccount>;
  /** The spendings that a posting may cancel, by their entries. */
  readonly spendings?: ReadonlyMap<string, Spending>;
  readonly newId: () => string;
}

export class PostingBatch {
  readonly posted: Posted[] = [];
  /** The accounts that changed, as they are now, by customer. */
  readonly accounts = new Map<string, CreditAccount>();
  private readonly spendings: Map<string, Spending>;

  constructor(private readonly state: PostingState) {
    this.spendings = new Map(state.spendings);
  }

  /** A refused posting changes nothing. `today` is the day of the shop. What follows at once is posted after it. */
  post(posting: Posting, today: Day): Posted | Refusal {
    const decision = this.decide(posting, today);
    if ('refused' in decision) return decision;
    const posted = this.add(posting, decision, today);
    this.followUp(posted, today);
    return posted;
  }

  balanceOf(customerId: string): Amount {
    return this.accountOf(customerId).balance;
  }

  private add(posting: Posting, { account, entry }: Exclude<Decision, Refusal>, today: Day): Posted {
    const { customerId, action } = posting;
    this.accounts.set(customerId, account);
    const posted: Posted = {
      posting,
      entry,
      expiresOn: action.kind === 'award' ? action.expiresOn : null,
      nextExpiration: nextExpiration(account, today),
    };
    this.posted.push(posted);
    return posted;
  }

  private followUp({ posting, entry }: Posted, today: Day): void {
    const { customerId, action } = posting;
    if (action.kind === 'spend') this.spendings.set(entry.id, spendingFrom(customerId, entry.movements));
    if (action.kind !== 'cancel-spending') return;
    const spending = this.spendings.get(action.spendingId);
    if (spending) this.spendings.set(action.spendingId, spendingAfter(spending, entry.movements));
    this.lapseReturned({ posting, entry, renewal: action.renewal }, today);
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
