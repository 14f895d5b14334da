/** What can be asked of the ledger, whoever asks: the four commands of the broker and their counterparts in the HTTP API. */
import {
  type Amount,
  type AwardCredit,
  type CancelSpending,
  type Day,
  amountText,
  parseAmount,
  type RevokeCredit,
  type SpendCredit,
} from '@ellity/contracts';
import { customerNamed, type CustomerRef, refText } from '../customers/customer';
import { type CommandKey, digestOf } from '../keys/command-key';
import type { SignUpReward } from '../rewards/grant';

/** How an award is named when it is taken back. */
export type AwardRef =
  { readonly key: string } | { readonly entryId: string } | { readonly reward: SignUpReward };

/** How a spending is named when it is cancelled. */
export type SpendingRef = { readonly key: string } | { readonly entryId: string };

export type CreditAction =
  | { readonly kind: 'award'; readonly amount: Amount; readonly expiresOn: Day | null }
  | { readonly kind: 'reward'; readonly reward: SignUpReward; readonly expiresOn: Day | null }
  | { readonly kind: 'spend'; readonly amount: Amount }
  | { readonly kind: 'revoke'; readonly award: AwardRef; readonly amount: Amount | null }
  | { readonly kind: 'cancel'; readonly spending: SpendingRef; readonly amount: Amount | null };

export interface CreditCommand extends CommandKey {
  readonly type: string;
  readonly customer: CustomerRef;
  readonly action: CreditAction;
  readonly reason: string;
  readonly reference: string | null;
  readonly announce: boolean;
  /** When it happened for whoever asks. */
  readonly at: Date;
  /** The calling service, and the person for whom it calls. */
  readonly service: string;
  readonly actor: string | null;
  /** Equal exactly for commands that ask for the same. */
  readonly digest: string;
}

/** Where a message came from. */
export interface CommandOrigin {
  readonly type: string;
  readonly shopid: string;
  readonly source: string;
  readonly subject?: string;
  readonly time: string;
}

export function awardCommandFrom(data: AwardCredit, origin: CommandOrigin): CreditCommand {
  const expiresOn = data.expiresOn ?? null;
  const action: CreditAction =
    data.reward === undefined
      ? { kind: 'award', amount: parseAmount(data.amount ?? ''), expiresOn }
      : { kind: 'reward', reward: data.reward, expiresOn };
  return creditCommandFrom({ ...commonOf(data, origin), action });
}

export function revokeCommandFrom(data: RevokeCredit, origin: CommandOrigin): CreditCommand {
  const award: AwardRef = data.reward === undefined ? { key: data.awardKey ?? '' } : { reward: data.reward };
  const amount = typeof data.amount === 'string' ? parseAmount(data.amount) : null;
  return creditCommandFrom({ ...commonOf(data, origin), action: { kind: 'revoke', award, amount } });
}

export function spendCommandFrom(data: SpendCredit, origin: CommandOrigin): CreditCommand {
  const action = { kind: 'spend', amount: parseAmount(data.amount) } as const;
  return creditCommandFrom({ ...commonOf(data, origin), action });
}

export function cancelCommandFrom(data: CancelSpending, origin: CommandOrigin): CreditCommand {
  const amount = typeof data.amount === 'string' ? parseAmount(data.amount) : null;
  const action = { kind: 'cancel', spending: { key: data.spendingKey }, amount } as const;
  return creditCommandFrom({ ...commonOf(data, origin), action });
}

function commonOf(
  data: AwardCredit | RevokeCredit | SpendCredit | CancelSpending,
  origin: CommandOrigin,
): Omit<CreditCommand, 'action' | 'digest'> {
  return {
    type: origin.type,
    shopId: origin.shopid,
    source: origin.source,
    key: data.idempotencyKey,
    customer: customerNamed(origin, data.email),
    reason: data.reason,
    reference: data.reference ?? null,
    announce: data.announce ?? true,
    at: new Date(origin.time),
    service: origin.source,
    actor: null,
  };
}

/** The address counts by its identity in the digest, as everywhere. */
export function creditCommandFrom(asked: Omit<CreditCommand, 'digest'>): CreditCommand {
  const { type, customer, action, reason, reference, announce } = asked;
  return {
    ...asked,
    digest: digestOf([type, refText(customer), actionText(action), reason, reference, announce]),
  };
}

function actionText(action: CreditAction): readonly unknown[] {
  switch (action.kind) {
    case 'award':
      return [action.kind, amountText(action.amount), action.expiresOn];
    case 'reward':
      return [action.kind, action.reward, action.expiresOn];
    case 'spend':
      return [action.kind, amountText(action.amount)];
    case 'revoke':
      return [action.kind, action.award, action.amount === null ? null : amountText(action.amount)];
    case 'cancel':
      return [action.kind, action.spending, action.amount === null ? null : amountText(action.amount)];
  }
}

/** The entry or the key by which a command names what it undoes; undefined: it undoes nothing, or a reward. */
export function undoneBy(action: CreditAction): SpendingRef | undefined {
  if (action.kind === 'cancel') return action.spending;
  return action.kind === 'revoke' && !('reward' in action.award) ? action.award : undefined;
}

/** The reward that a command pays or takes back; undefined: it is about an amount. */
export const rewardOf = (action: CreditAction): SignUpReward | undefined => {
  if (action.kind === 'reward') return action.reward;
  return action.kind === 'revoke' && 'reward' in action.award ? action.award.reward : undefined;
};
