/**
 * What a ledger entry is made from, whoever asks: a command of another service, a person, a lapse, an import. Postings
 * are decided one after the other, each on what those before it left behind, without touching the database.
 */
import type { Amount, Day } from '@ellity/contracts';
import {
  award,
  type CreditAccount,
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

export type PostingAction =
  | { readonly kind: 'award'; readonly amount: Amount; readonly expiresOn: Day | null }
  | { readonly kind: 'spend'; readonly amount: Amount }
  /** Without an amount: all that is left of the lot. */
  | { readonly kind: 'revoke'; readonly lotId: string; readonly amount: Amount | null }
  | { readonly kind: 'return'; readonly lotId: string; readonly amount: Amount }
  | { readonly kind: 'lapse'; readonly lotId: string };

export interface Posting {
  readonly shopId: string;
  readonly customerId: string;
  readonly action: PostingAction;
  readonly reason: string;
  readonly reference: string | null;
  /** False: fields are written, nobody is told. */
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

export class PostingBatch {
  readonly posted: Posted[] = [];
  /** The accounts that changed, as they are now, by customer. */
  readonly accounts = new Map<string, CreditAccount>();

  /** `accounts` were loaded under the customers' locks, with every lot that a posting may name. */
  constructor(
    private readonly before: ReadonlyMap<string, CreditAccount>,
    private readonly newId: () => string,
  ) {}

  /** A refused posting changes nothing. `today` is the day of the shop. */
  post(posting: Posting, today: Day): Posted | Refusal {
    const { customerId, action } = posting;
    const account = this.accounts.get(customerId) ?? this.before.get(customerId) ?? emptyAccount;
    const decision = decide(account, this.newId(), action, today);
    if ('refused' in decision) return decision;
    this.accounts.set(customerId, decision.account);
    const posted: Posted = {
      posting,
      entry: decision.entry,
      expiresOn: action.kind === 'award' ? action.expiresOn : null,
      nextExpiration: nextExpiration(decision.account, today),
    };
    this.posted.push(posted);
    return posted;
  }
}

function decide(account: CreditAccount, id: string, action: PostingAction, today: Day): Decision {
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
  }
}
