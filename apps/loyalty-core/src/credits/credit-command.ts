/** What can be asked of the ledger, whoever asks: the two commands of the broker and the three of the HTTP API. */
import { type AwardCredit, type RevokeCredit } from '@ellity/contracts';
import { createHash } from 'node:crypto';
import { customerAt, type CustomerRef, refText } from '../customers/customer';
import type { RewardName } from '../rewards/grant';
import { type Amount, amountOf, textOf } from './amount';
import type { Day } from './day';

/** How an award is named when it is taken back. */
export type AwardRef =
  { readonly key: string } | { readonly entryId: string } | { readonly reward: RewardName };

export type CreditAction =
  | { readonly kind: 'award'; readonly amount: Amount; readonly expiresOn: Day | null }
  | { readonly kind: 'reward'; readonly reward: RewardName; readonly expiresOn: Day | null }
  | { readonly kind: 'spend'; readonly amount: Amount }
  | { readonly kind: 'revoke'; readonly award: AwardRef; readonly amount: Amount | null };

/** Names a command for ever: the same key of the same shop and sender is the same command. */
export interface CommandKey {
  readonly shopId: string;
  readonly source: string;
  readonly key: string;
}

export interface CreditCommand extends CommandKey {
  readonly type: string;
  readonly customer: CustomerRef;
  readonly action: CreditAction;
  readonly reason: string;
  readonly reference: string | null;
  readonly announce: boolean;
  /** Equal exactly for commands that ask for the same. */
  readonly digest: string;
}

/** Where a message came from. */
export interface CommandOrigin {
  readonly type: string;
  readonly shopid: string;
  readonly source: string;
  readonly subject?: string;
}

export function awardCommandFrom(data: AwardCredit, origin: CommandOrigin): CreditCommand {
  const expiresOn = data.expiresOn ?? null;
  const action: CreditAction =
    data.reward === undefined
      ? { kind: 'award', amount: amountOf(data.amount ?? ''), expiresOn }
      : { kind: 'reward', reward: data.reward, expiresOn };
  return creditCommandFrom({ ...commonOf(data, origin), action });
}

export function revokeCommandFrom(data: RevokeCredit, origin: CommandOrigin): CreditCommand {
  const award: AwardRef = data.reward === undefined ? { key: data.awardKey ?? '' } : { reward: data.reward };
  const amount = typeof data.amount === 'string' ? amountOf(data.amount) : null;
  return creditCommandFrom({ ...commonOf(data, origin), action: { kind: 'revoke', award, amount } });
}

function commonOf(
  data: AwardCredit | RevokeCredit,
  origin: CommandOrigin,
): Omit<CreditCommand, 'action' | 'digest'> {
  return {
    type: origin.type,
    shopId: origin.shopid,
    source: origin.source,
    key: data.idempotencyKey,
    customer: customerRefOf(origin, data.email),
    reason: data.reason,
    reference: data.reference ?? null,
    announce: data.announce ?? true,
  };
}

/** By customer id where the message has a subject, by address otherwise; the contract makes sure of one of them. */
export function customerRefOf(origin: CommandOrigin, email: string | null | undefined): CustomerRef {
  if (origin.subject !== undefined) return { shopId: origin.shopid, id: origin.subject.toLowerCase() };
  return customerAt(origin.shopid, email ?? '');
}

/** The address counts without regard to case in the digest, as everywhere. */
export function creditCommandFrom(asked: Omit<CreditCommand, 'digest'>): CreditCommand {
  const { type, customer, action, reason, reference, announce } = asked;
  return {
    ...asked,
    digest: digestOf([type, refText(customer), actionText(action), reason, reference, announce]),
  };
}

export function digestOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function actionText(action: CreditAction): readonly unknown[] {
  switch (action.kind) {
    case 'award':
      return [action.kind, textOf(action.amount), action.expiresOn];
    case 'reward':
      return [action.kind, action.reward, action.expiresOn];
    case 'spend':
      return [action.kind, textOf(action.amount)];
    case 'revoke':
      return [action.kind, action.award, action.amount === null ? null : textOf(action.amount)];
  }
}

/** The reward that a command pays or takes back; undefined: it is about an amount. */
export const rewardOf = (action: CreditAction): RewardName | undefined => {
  if (action.kind === 'reward') return action.reward;
  return action.kind === 'revoke' && 'reward' in action.award ? action.award.reward : undefined;
};

/** Neither shop nor sender can hold a line break, so no two keys have the same text. */
export function keyText({ shopId, source, key }: CommandKey): string {
  return `${shopId}\n${source}\n${key}`;
}
