/** Which customers of a shop somebody asks for, and in which order. */
import type { MarketingConsent } from '@ellity/contracts';
import type { KeyKind } from '@ellity/platform';

export const customerOrders = ['newest', 'name', 'balance'] as const;
export type CustomerOrder = (typeof customerOrders)[number];

export interface CustomerFilter {
  readonly registered?: boolean | undefined;
  readonly group?: string | undefined;
  readonly consent?: MarketingConsent | undefined;
  readonly balanceFrom?: string | undefined;
  readonly balanceTo?: string | undefined;
}

export interface CustomerSearch extends CustomerFilter {
  readonly shopId: string;
  /** In the form of `search_form`; every one must occur, those of one or two letters at the beginning of a word. */
  readonly words: readonly string[];
  readonly order: CustomerOrder;
  /** The keys of the last row of the page before, by `keyKinds`. */
  readonly after: readonly string[] | undefined;
  readonly limit: number;
}

/** Ids carry the time of their making, so the order of ids is the order in which customers came. */
export const keyKinds: Readonly<Record<CustomerOrder, readonly KeyKind[]>> = {
  newest: ['uuid'],
  name: ['text', 'uuid'],
  balance: ['text', 'uuid'],
};

/** What people type, as words; a phone number is one, however its digits are grouped. */
export function phraseOf(typed: string): string {
  const digits = typed.replaceAll(/\D/g, '').replace(/^00/, '');
  return digits.length >= 6 && /^[\d\s+()/.-]+$/.test(typed) ? digits : typed;
}
