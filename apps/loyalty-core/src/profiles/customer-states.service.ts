import { amountText, type CreditChanged, dayIn } from '@ellity/contracts';
import { Clock, Keyset, type Page } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { emptyAccount, nextExpiration } from '../credits/credit-account';
import { LedgerService } from '../credits/ledger/ledger.service';
import {
  type Customer,
  customerColumns,
  customerFrom,
  type CustomerRow,
  snapshotOf,
} from '../customers/customer';
import { PinsService } from '../pins/pins.service';
import { ShopsService } from '../shops/shops.service';
import { sequenceText } from '../values/sequence';
import type { CustomerState } from './customer-state.response';

/** What messages would say of a customer now, announcing nothing. */
export interface KnownOfCustomer {
  readonly profile: ReturnType<typeof snapshotOf>;
  readonly pin: string | null;
  /** Undefined: nothing was ever booked. */
  readonly credit: CreditChanged | undefined;
}

/** What is known of customers, in the form of the messages about them. */
@Injectable()
export class CustomerStatesService {
  private readonly keyset = new Keyset('customer-states', ['uuid']);

  constructor(
    private readonly dataSource: DataSource,
    private readonly shops: ShopsService,
    private readonly ledger: LedgerService,
    private readonly pins: PinsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Customers of a shop by id, each in one snapshot with their number: every message up to it is contained, and every
   * later change has a greater one, so whoever takes both in any order ends with the newest.
   */
  async page(shopId: string, before: string | undefined, limit: number): Promise<Page<CustomerState>> {
    const [after = null] = this.keyset.keysOf(before) ?? [];
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const rows: CustomerRow[] = await manager.query(selectPage, [shopId, after, limit + 1]);
      const page = this.keyset.pageOf(rows, limit, ({ id }) => [id]);
      const customers = page.items.map(customerFrom);
      const known = await this.of(manager, customers);
      const items = customers.flatMap((customer) => {
        const state = known.get(customer.id);
        return state ? [stateOf(customer, state)] : [];
      });
      return { items, next: page.next };
    });
  }

  async of(manager: EntityManager, customers: readonly Customer[]): Promise<Map<string, KnownOfCustomer>> {
    const shops = await this.shops.rules(
      manager,
      customers.map(({ shopId }) => shopId),
    );
    const accounts = await this.ledger.accounts(manager, customers);
    const lastEntries = await this.ledger.lastEntries(
      manager,
      customers.map(({ id }) => id),
    );
    const known = new Map<string, KnownOfCustomer>();
    for (const customer of customers) {
      const { id } = customer;
      const last = lastEntries.get(id);
      const today = shops.get(customer.shopId)?.today ?? dayIn('UTC', this.clock.now());
      const next = nextExpiration(accounts.get(id) ?? emptyAccount, today);
      known.set(id, {
        profile: snapshotOf(customer),
        pin: customer.pin === null ? null : await this.pins.encryptedAgain(id, customer.pin),
        credit: last && {
          balance: amountText(customer.balance),
          change: last.change,
          nextExpiration: next && { date: next.date, amount: amountText(next.amount) },
          changedAt: last.changedAt.toISOString(),
          announce: false,
        },
      });
    }
    return known;
  }
}

/** Nothing of a customer changes without a new number, so all groups of fields share the newest. */
function stateOf({ id, lastSequence }: Customer, { profile, pin, credit }: KnownOfCustomer): CustomerState {
  const sequence = sequenceText(lastSequence);
  return {
    customerId: id,
    profile: { sequence, data: profile },
    pin: { sequence, data: { pin, announce: false } },
    credit: credit ? { sequence, data: credit } : null,
  };
}

const selectPage = `
  select ${customerColumns} from customers
  where shop_id = $1 and erased_at is null and ($2::uuid is null or id > $2)
  order by id limit $3`;
