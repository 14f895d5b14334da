import type { ContactStatus } from '@ellity/ecomail';

/** Who may set which status: section 4.1 of docs/ecomail.md. */
export const statusesOf = {
  subscribe: [1, 2, 4, 5, 6],
  bulk: [1, 2, 4],
  update: [1, 2, 4, 5],
} as const satisfies Record<string, readonly ContactStatus[]>;

export interface MembershipDecision {
  readonly status: ContactStatus;
  readonly sendsConfirmation: boolean;
  /** The contact left and stays so although it was to be added. */
  readonly isResubscribeRefused: boolean;
}

export interface SubscribeWish {
  readonly current: ContactStatus | undefined;
  readonly given: ContactStatus | undefined;
  readonly isUpdating: boolean;
  readonly isResubscribing: boolean;
  readonly needsConfirmation: boolean;
  /** Whether `resubscribe` also brings back those who bounced or complained. */
  readonly revivesBounced: boolean;
}

const left: readonly (ContactStatus | undefined)[] = [2, 3, 4, 5];

/**
 * The single subscribe call and the form. A given status wins; a contact that left comes back only when resubscription
 * is asked for and the given status, if any, is 1; with double opt-in whoever would become 1 becomes 6 and is asked.
 */
export function subscribeDecision(wish: SubscribeWish): MembershipDecision {
  const entered: MembershipDecision = wish.needsConfirmation
    ? { status: 6, sendsConfirmation: true, isResubscribeRefused: false }
    : { status: 1, sendsConfirmation: false, isResubscribeRefused: false };
  const { current, given } = wish;
  const wants = given === undefined || given === 1;
  if (current === undefined) return wants ? entered : set(given);
  if (left.includes(current)) {
    const isRevivable = current === 2 || wish.revivesBounced;
    if (wants && wish.isResubscribing && isRevivable) return entered;
    if (wants) return { ...set(current), isResubscribeRefused: true };
    return set(wish.isUpdating ? given : current);
  }
  if (wants) return current === 6 ? entered : set(current);
  return set(wish.isUpdating ? given : current);
}

/** The bulk calls: never double opt-in. `given` is 1 by default for new contacts only. */
export function bulkDecision(wish: Omit<SubscribeWish, 'needsConfirmation' | 'isUpdating'>): ContactStatus {
  const { current, given } = wish;
  if (current === undefined) return given ?? 1;
  if (given === undefined || given === 1) {
    const isBack = wish.isResubscribing && (current === 2 || (wish.revivesBounced && left.includes(current)));
    if (isBack) return 1;
    return given === 1 && current === 6 ? 1 : current;
  }
  return given;
}

const set = (status: ContactStatus): MembershipDecision => ({
  status,
  sendsConfirmation: false,
  isResubscribeRefused: false,
});
