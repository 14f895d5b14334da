interface Addressed {
  readonly customer_id: string;
  readonly email: string;
  readonly stored_email: string | null;
}

/**
 * The contacts of a shop that are being written. Writes of several lanes go on at the same time; two of them never hold
 * the same contact, nor contacts that have, had or get the same address.
 */
export class ContactsInFlight {
  private readonly addressesOf = new Map<string, readonly string[]>();
  private readonly addresses = new Map<string, number>();

  get ids(): readonly string[] {
    return [...this.addressesOf.keys()];
  }

  has(customerId: string): boolean {
    return this.addressesOf.has(customerId);
  }

  /** Those that no write under way has to do with; they are in flight from now on. */
  begin<T extends Addressed>(contacts: readonly T[]): readonly T[] {
    const free = contacts.filter(
      (contact) =>
        !this.addressesOf.has(contact.customer_id) &&
        addressesOf(contact).every((address) => !this.addresses.has(address)),
    );
    for (const contact of free) {
      const addresses = addressesOf(contact);
      this.addressesOf.set(contact.customer_id, addresses);
      for (const address of addresses) this.addresses.set(address, (this.addresses.get(address) ?? 0) + 1);
    }
    return free;
  }

  end(contacts: readonly Addressed[]): void {
    for (const { customer_id } of contacts) {
      for (const address of this.addressesOf.get(customer_id) ?? []) {
        const left = (this.addresses.get(address) ?? 0) - 1;
        if (left > 0) this.addresses.set(address, left);
        else this.addresses.delete(address);
      }
      this.addressesOf.delete(customer_id);
    }
  }
}

const addressesOf = ({ email, stored_email }: Addressed): string[] => [
  ...new Set([email, stored_email ?? email].map((address) => address.toLowerCase())),
];
