import type { Staged, Transaction, Writer } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import { type CustomerAt } from '../customers/customer';
import { CustomersService } from '../customers/customers.service';
import { consentedProfile } from '../customers/registration';

export interface ListLeaving {
  readonly customer: CustomerAt;
  readonly at: Date;
  /** What the list says: left or complained. */
  readonly proof: string;
  readonly service: string;
}

/**
 * Whoever leaves the mailing list withdraws their consent. No reward follows from it: a verdict on the notice takes
 * back what there is to take back. An address of nobody is a no-op, since lists hold more people than a shop knows.
 */
@Injectable()
export class ListLeavingsService implements Writer<ListLeaving> {
  constructor(private readonly customers: CustomersService) {}

  async write(transaction: Transaction, staged: readonly Staged<ListLeaving>[]): Promise<void> {
    const { manager } = transaction;
    const locked = await this.customers.lock(
      manager,
      staged.map(({ item }) => item.customer),
    );
    const changed = new Set<string>();
    for (const { item, delivery } of staged) {
      const before = locked.find(item.customer);
      if (!before || before.profile.marketingConsent === 'denied') {
        delivery?.noOp(before ? 'unchanged' : 'unknown-customer');
        continue;
      }
      const { id: customerId, shopId } = before;
      const { at: decidedAt, proof, service } = item;
      const said = { consent: 'denied', decidedAt, source: 'mailing-list', proof, service } as const;
      locked.decisions.push({ shopId, customerId, ...said, actor: null });
      const profile = consentedProfile(before.profile, 'denied', decidedAt);
      if (profile === before.profile) continue;
      locked.change(customerId, { profile });
      changed.add(customerId);
    }
    await this.customers.announce(transaction, locked, changed);
    await this.customers.save(manager, locked);
  }
}
