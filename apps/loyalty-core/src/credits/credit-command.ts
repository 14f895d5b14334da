/** What can be asked of the ledger, whoever asks: the two commands of the broker and the three of the HTTP API. */
import { type AwardCredit, type RevokeCredit } from '@ellity/contracts';
import { createHash } from 'node:crypto';
import { type CustomerRef, refText } from '../customers/customer';
import type { RewardName } from '../rewards/grant';
import { type Amount, amountOf } from './amount';
import type { Day } from './day';

/** How an award is named when it is taken back. */
export type AwardRef = { readonly key: string } | { readonly entryId: string } | { readonly reward: RewardName };

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
  return { ...commonOf(data, origin), action };
}

export function revokeCommandFrom(data: RevokeCredit, origin: CommandOrigin): CreditCommand {
  const award: AwardRef = data.reward === undefined ? { key: data.awardKey ?? '' } : { reward: data.reward };
  const amount = typeof data.amount === 'string' ? amountOf(data.amount) : null;
  return { ...commonOf(data, origin), action: { kind: 'revoke', award, amount } };
}

function commonOf(data: AwardCredit | RevokeCredit, origin: CommandOrigin): Omit<CreditCommand, 'action'> {
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
  return { shopId: origin.shopid, email: email ?? '' };
}

/** Equal exactly for commands that ask for the same. The address counts without regard to case, as everywhere. */
export function digestOf(command: CreditCommand): string {
  const { type, customer, action, reason, reference, announce } = command;
  return digest([type, refText(customer), Object.entries(action).sort(), reason, reference, announce]);
}

export function digest(parts: readonly unknown[]): string {
  const text = JSON.stringify(parts, (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  return createHash('sha256').update(text).digest('base64url');
}

export function keyText({ shopId, source, key }: CommandKey): string {
  return JSON.stringify([shopId, source, key]);
}
