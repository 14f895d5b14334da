import {
  PermanentError,
  type Staged,
  type Transaction,
  Transactions,
  TransientError,
  type Writer,
} from '@ellity/messaging';
import { type Caller, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { PostedBy } from '../credits/posting';
import { type Customer, type CustomerAt, isSameProfile, refText } from '../customers/customer';
import { CustomersService } from '../customers/customers.service';
import type { LockedCustomers } from '../customers/locked-customers';
import {
  type ConsentOccasion,
  type Happened,
  type RegistrationOccasion,
  RewardsService,
} from '../rewards/rewards.service';
import { type PersonChange, PersonChangesService } from '../shops/person-changes.service';
import { ProfileKeysService } from './profile-keys.service';
import {
  changedCustomer,
  consentDecision,
  decisionOf,
  keyRow,
  newCustomersFrom,
  type ProfileCommand,
  type ProfileRequest,
} from './profile-command';
import { RepublicationService } from './republication.service';

/** Applies what is asked about profiles in batches. Each key counts once, the newest decision about consent wins. */
@Injectable()
export class ProfilesService implements Writer<ProfileCommand> {
  constructor(
    private readonly keys: ProfileKeysService,
    private readonly customers: CustomersService,
    private readonly rewards: RewardsService,
    private readonly republication: RepublicationService,
    private readonly transactions: Transactions,
    private readonly changes: PersonChangesService,
  ) {}

  async write(transaction: Transaction, staged: readonly Staged<ProfileCommand>[]): Promise<void> {
    const fresh = await this.keys.claimed(transaction, staged);
    const locked = await this.apply(transaction, await this.withoutErased(transaction, fresh));
    await this.keys.settle(
      transaction,
      fresh.map(({ item }) => ({
        ...keyRow(item),
        customerId: locked.ids.get(refText(item.customer)) ?? null,
      })),
    );
  }

  /** Whoever registered before an erasure is not brought back by it. */
  private async withoutErased(
    { manager }: Transaction,
    staged: readonly Staged<ProfileCommand>[],
  ): Promise<readonly Staged<ProfileCommand>[]> {
    const registering = staged.flatMap((one) => {
      const { change, customer } = one.item;
      return change.kind === 'registration' ? [{ one, customer, at: change.at }] : [];
    });
    const erased = new Set([...(await this.rewards.erasedSince(manager, registering))].map(({ one }) => one));
    for (const { delivery } of erased) delivery?.noOp('person-erased');
    return staged.filter((one) => !erased.has(one));
  }

  /** For HTTP: the customer as it is after the request, and whether it was created; the shop must exist. */
  request(asked: ProfileRequest, caller: Caller): Promise<{ customer: Customer; isCreated: boolean }> {
    return this.transactions.run(async (transaction) => {
      try {
        const locked = await this.apply(transaction, [{ item: asked }]);
        const customer = required(locked.find(asked.customer));
        const { shopId, id: customerId } = customer;
        const what = whats[asked.change.kind];
        await this.changes.record(transaction.manager, { shopId, customerId, what, caller });
        return { customer, isCreated: locked.created.has(customer.id) };
      } catch (error) {
        if (error instanceof AddressTakenError) throw new Problem(409, error.code, error.message);
        throw error;
      }
    });
  }

  private async apply(
    transaction: Transaction,
    staged: readonly Staged<ProfileRequest>[],
  ): Promise<LockedCustomers> {
    const { manager } = transaction;
    const locked = await this.customers.lock(
      manager,
      staged.map(({ item }) => item.customer),
      staged.flatMap(({ item }) => newCustomersFrom(item)),
    );
    const changes = new Changes(locked);
    for (const { item, delivery } of staged) {
      const before = required(locked.find(item.customer));
      if (item.change.kind === 'email') await this.demandFree(transaction, item.change.email, before.id);
      if (!changes.make(before, item)) delivery?.noOp('unchanged');
    }
    await this.customers.announce(transaction, locked, changes.changed);
    await this.rewards.settle(transaction, locked, changes);
    await this.rewards.rememberLeft(manager, changes.left);
    await this.republication.publish(transaction, locked, changes.republished);
    await this.customers.save(manager, locked);
    await this.customers.endConflicts(manager, locked.moved);
    return locked;
  }

  /** Two who want the same address at once meet at the database, and the second is tried again. */
  private async demandFree({ manager }: Transaction, email: CustomerAt, customerId: string): Promise<void> {
    const owner = await this.customers.find(email, manager);
    if (owner && owner.id !== customerId) throw new AddressTakenError();
  }
}

const whats: Readonly<Record<ProfileRequest['change']['kind'], PersonChange>> = {
  registration: 'customer-registered',
  consent: 'consent-recorded',
  email: 'email-changed',
  republication: 'customer-republished',
};

class AddressTakenError extends PermanentError {
  constructor() {
    super('address-taken', 'another customer of the shop has this address');
  }
}

/** What a batch makes of locked customers. */
class Changes implements Happened {
  readonly changed: Set<string>;
  readonly republished = new Set<string>();
  readonly consents: ConsentOccasion[] = [];
  readonly registrations: RegistrationOccasion[] = [];
  /** Customers as they were at the address that they have no longer. */
  readonly left: Customer[] = [];
  /** Who asked first, by customer. */
  readonly changedBy = new Map<string, PostedBy>();

  constructor(private readonly locked: LockedCustomers) {
    this.changed = new Set(locked.created);
  }

  /** False: nobody would see a difference. */
  make(before: Customer, asked: ProfileRequest): boolean {
    const { change, by } = asked;
    const { id } = before;
    const isFirst = !this.changedBy.has(id);
    if (isFirst) this.changedBy.set(id, by);
    if (change.kind === 'republication') {
      this.republished.add(id);
      return true;
    }
    const after = changedCustomer(before, change);
    if (change.kind === 'email') {
      if (before.email === after.email) return false;
      if (before.identity !== after.identity) {
        this.locked.moved.add(id);
        this.left.push(before);
      }
    } else {
      const isNew = isFirst && this.locked.created.has(id);
      const said = isNew ? 'unknown' : before.profile.marketingConsent;
      const kind = decisionOf(said, after.profile.marketingConsent);
      if (kind) this.consents.push({ customerId: id, kind, at: change.at, by });
      const decision = consentDecision(said, before, asked);
      if (decision) this.locked.decisions.push(decision);
    }
    if (change.kind === 'registration' && change.registration.registered && !this.wasRegistered(before))
      this.registrations.push({ customerId: id, at: change.at, by });
    this.locked.change(id, after);
    if (change.kind !== 'email' && isSameProfile(before.profile, after.profile))
      return this.locked.created.has(id);
    this.changed.add(id);
    return true;
  }

  /** Whoever was created here was not, until the first registration. */
  private wasRegistered({ id, profile }: Customer): boolean {
    const isNew = this.locked.created.has(id);
    return profile.registered && (!isNew || this.registrations.some(({ customerId }) => customerId === id));
  }
}

/** Messages come in any order, so a customer who is not known may become known; only a registration creates one. */
function required(customer: Customer | undefined): Customer {
  if (!customer) throw new TransientError('unknown-customer', 'there is no such customer yet');
  return customer;
}
