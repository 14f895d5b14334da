import { amountText, CreditChanged, CustomerChanged, dayIn, PinChanged } from '@ellity/contracts';
import type { Transaction } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { emptyAccount, nextExpiration } from '../credits/credit-account';
import { LedgerService } from '../credits/ledger/ledger.service';
import { type Customer, snapshotOf } from '../customers/customer';
import { aboutNext, type LockedCustomers } from '../customers/locked-customers';
import { PinsService } from '../pins/pins.service';
import { ShopsService } from '../shops/shops.service';

/** Publishes what is known of customers once more, under new numbers and announcing nothing. */
@Injectable()
export class RepublicationService {
  constructor(
    private readonly shops: ShopsService,
    private readonly ledger: LedgerService,
    private readonly pins: PinsService,
    private readonly clock: Clock,
  ) {}

  /** Profile, PIN, and the balance with its last change where there was one; the caller saves the customers' numbers. */
  async publish(
    transaction: Transaction,
    locked: LockedCustomers,
    customerIds: ReadonlySet<string>,
  ): Promise<void> {
    if (customerIds.size === 0) return;
    const { manager } = transaction;
    const customers = [...customerIds].map((id) => locked.get(id));
    const shops = await this.shops.rules(
      manager,
      customers.map(({ shopId }) => shopId),
    );
    const accounts = await this.ledger.accounts(manager, customers);
    const lastEntries = await this.ledger.lastEntries(manager, [...customerIds]);
    for (const customer of customers) {
      const { id } = customer;
      transaction.publish(CustomerChanged, snapshotOf(customer), aboutNext(locked, id));
      const pin = await this.pinOf(customer);
      transaction.publish(PinChanged, { pin, announce: false }, aboutNext(locked, id));
      const last = lastEntries.get(id);
      if (!last) continue;
      const today = shops.get(customer.shopId)?.today ?? dayIn('UTC', this.clock.now());
      const next = nextExpiration(accounts.get(id) ?? emptyAccount, today);
      transaction.publish(
        CreditChanged,
        {
          balance: amountText(customer.balance),
          change: last.change,
          nextExpiration: next && { date: next.date, amount: amountText(next.amount) },
          changedAt: last.changedAt.toISOString(),
          announce: false,
        },
        aboutNext(locked, id),
      );
    }
  }

  private async pinOf({ id, pin }: Customer): Promise<string | null> {
    return pin === null ? null : this.pins.encryptedAgain(id, pin);
  }
}
