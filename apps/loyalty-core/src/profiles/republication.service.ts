import { CreditChanged, CustomerChanged, PinChanged } from '@ellity/contracts';
import type { Transaction } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import { aboutNext, type LockedCustomers } from '../customers/locked-customers';
import { CustomerStatesService } from './customer-states.service';

/** Publishes what is known of customers once more, under new numbers and announcing nothing. */
@Injectable()
export class RepublicationService {
  constructor(private readonly states: CustomerStatesService) {}

  /** Profile, PIN, and the balance with its last change where there was one; the caller saves the customers' numbers. */
  async publish(
    transaction: Transaction,
    locked: LockedCustomers,
    customerIds: ReadonlySet<string>,
  ): Promise<void> {
    if (customerIds.size === 0) return;
    const customers = [...customerIds].map((id) => locked.get(id));
    for (const [id, { profile, pin, credit }] of await this.states.of(transaction.manager, customers)) {
      transaction.publish(CustomerChanged, profile, aboutNext(locked, id));
      transaction.publish(PinChanged, { pin, announce: false }, aboutNext(locked, id));
      if (credit) transaction.publish(CreditChanged, credit, aboutNext(locked, id));
    }
  }
}
