import { ContactStatusChanged, type StatusCause } from '@ellity/contracts';
import type { Transaction } from '@ellity/messaging';
import type { MembershipStatus } from './membership';

/** Tells everybody of a membership that changed; who waits for a confirmation, or is of no known status, changed nothing yet. */
export function publishStatus(
  transaction: Transaction,
  shopId: string,
  told: {
    readonly email: string;
    readonly status: MembershipStatus;
    readonly cause: StatusCause;
    readonly changedAt: Date;
  },
): void {
  const { status } = told;
  if (status === 'unconfirmed' || status === 'unknown') return;
  transaction.publish(
    ContactStatusChanged,
    { ...told, status, changedAt: told.changedAt.toISOString() },
    { shopId },
  );
}
