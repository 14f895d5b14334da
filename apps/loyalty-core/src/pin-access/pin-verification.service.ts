import { Transactions } from '@ellity/messaging';
import { Clock, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { customerAt } from '../customers/customer';
import { CustomersService } from '../customers/customers.service';
import { PinsService } from '../pins/pins.service';
import { afterFailure, type PinAttempts, waitSeconds } from './pin-attempts';
import type { PinVerificationView } from './pin-verification.response';

interface AttemptsRow {
  readonly failures: number;
  readonly locked_until: Date | null;
}

/**
 * Checks whether somebody knows the PIN of an account. Attempts are counted and locked by address, whether it is a
 * customer's or not, under a lock that parallel attempts wait for; so an answer never tells whether a customer exists.
 */
@Injectable()
export class PinVerificationService {
  constructor(
    private readonly customers: CustomersService,
    private readonly pins: PinsService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async verify(shopId: string, email: string, pin: string): Promise<PinVerificationView> {
    const address = customerAt(shopId, email);
    const key = [shopId, this.pins.attemptsHash(shopId, address.identity)];
    const now = this.clock.now();
    const { wait, ...answer } = await this.transactions.run(async ({ manager }) => {
      const attempts = await lockedAttempts(manager, key, now);
      const seconds = waitSeconds(attempts, now);
      if (seconds > 0) return { isVerified: false, customerId: null, wait: seconds };
      const customer = await this.customers.find(address, manager);
      const isVerified = this.pins.isPin(customer?.id, customer?.pin ?? null, pin);
      if (isVerified)
        await manager.query('delete from pin_attempts where shop_id = $1 and address_hash = $2', key);
      else await countFailure(manager, key, afterFailure(attempts, now), now);
      return { isVerified, customerId: isVerified && customer ? customer.id : null, wait: 0 };
    });
    if (wait > 0)
      throw new Problem(
        429,
        'pin-locked',
        `Too many wrong PINs. Try again in ${Math.ceil(wait / 60)} minutes.`,
      );
    return answer;
  }
}

async function lockedAttempts(
  manager: EntityManager,
  key: readonly string[],
  now: Date,
): Promise<PinAttempts> {
  const [row]: AttemptsRow[] = await manager.query(
    `insert into pin_attempts (shop_id, address_hash, failures, failed_at) values ($1, $2, 0, $3)
     on conflict (shop_id, address_hash) do update set failures = pin_attempts.failures
     returning failures, locked_until`,
    [...key, now],
  );
  return { failures: row?.failures ?? 0, lockedUntil: row?.locked_until ?? null };
}

async function countFailure(
  manager: EntityManager,
  key: readonly string[],
  { failures, lockedUntil }: PinAttempts,
  now: Date,
): Promise<void> {
  await manager.query(
    `update pin_attempts set failures = $3, locked_until = $4, failed_at = $5 where shop_id = $1 and address_hash = $2`,
    [...key, failures, lockedUntil, now],
  );
}
