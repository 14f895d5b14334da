import { sequenceAfter, sequenceText } from '../values/sequence';
import type { ConsentDecision } from './consent';
import { type Customer, type CustomerRef, refText } from './customer';

/** Customers whose rows this transaction holds; nobody else can change their books until it ends. */
export class LockedCustomers {
  readonly created = new Set<string>();
  /** Those who have another address since. */
  readonly moved = new Set<string>();
  /** What they decided about marketing e-mails, to be kept with the change. */
  readonly decisions: ConsentDecision[] = [];
  private readonly byRef = new Map<string, string>();
  private readonly byId = new Map<string, Customer>();
  private readonly loaded: ReadonlyMap<string, Customer>;

  constructor(
    customers: readonly Customer[],
    private readonly nowMicros: bigint,
  ) {
    this.loaded = new Map(customers.map((customer) => [customer.id, customer]));
    for (const customer of customers) {
      this.byId.set(customer.id, customer);
      this.byRef.set(refText({ shopId: customer.shopId, id: customer.id }), customer.id);
      const { shopId, email, identity } = customer;
      if (identity !== null) this.byRef.set(refText({ shopId, email, identity }), customer.id);
    }
  }

  get all(): Iterable<Customer> {
    return this.byId.values();
  }

  /** Customer ids by `refText`. */
  get ids(): ReadonlyMap<string, string> {
    return this.byRef;
  }

  find(ref: CustomerRef): Customer | undefined {
    const id = this.byRef.get(refText(ref));
    return id === undefined ? undefined : this.byId.get(id);
  }

  get(id: string): Customer {
    const customer = this.byId.get(id);
    if (!customer) throw new TypeError('this customer is not locked');
    return customer;
  }

  change(id: string, change: Partial<Omit<Customer, 'id' | 'shopId'>>): Customer {
    const customer = { ...this.get(id), ...change };
    this.byId.set(id, customer);
    return customer;
  }

  /** Those to write: of `counted` nothing has changed but balance and number, of `changed` anything may have. */
  get unsaved(): { readonly counted: readonly Customer[]; readonly changed: readonly Customer[] } {
    const unsaved = [...this.byId.values()].filter((customer) => customer !== this.loaded.get(customer.id));
    const isCounted = (customer: Customer): boolean => {
      const { email, identity, profile, pin } = this.loaded.get(customer.id) ?? {};
      return (
        profile === customer.profile &&
        email === customer.email &&
        identity === customer.identity &&
        pin === customer.pin
      );
    };
    return { counted: unsaved.filter(isCounted), changed: unsaved.filter((one) => !isCounted(one)) };
  }

  /** The number of the customer's next message. */
  nextSequence(id: string): bigint {
    const lastSequence = sequenceAfter(this.get(id).lastSequence, this.nowMicros);
    this.change(id, { lastSequence });
    return lastSequence;
  }
}

/** Where a message about a customer belongs: its next number, under its id. */
export function aboutNext(locked: LockedCustomers, id: string) {
  const { shopId } = locked.get(id);
  return { shopId, subject: id, sequence: sequenceText(locked.nextSequence(id)) };
}
