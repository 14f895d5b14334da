import type { MarketingConsent } from '@ellity/contracts';
import {
  PermanentError,
  type Staged,
  type Transaction,
  Transactions,
  TransientError,
  type Writer,
} from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { PostedBy } from '../credits/posting';
import { type CommandKey, digestOf, keyText } from '../keys/command-key';
import { CommandKeysService } from '../keys/command-keys.service';
import { type ConsentOccasion, RewardsService } from '../rewards/rewards.service';
import { ShopsService } from '../shops/shops.service';
import {
  anonymousProfile,
  type Customer,
  customerAt,
  type CustomerRef,
  isSameProfile,
  type Profile,
  refText,
} from '../customers/customer';
import { CustomersService } from '../customers/customers.service';
import { consentedProfile, type Registration, registeredProfile } from '../customers/registration';

/** What somebody asks for about a customer's profile. */
export interface ProfileCommand extends CommandKey {
  readonly type: string;
  readonly customer: CustomerRef;
  readonly change:
    | { readonly kind: 'registration'; readonly registration: Registration; readonly at: Date }
    | { readonly kind: 'consent'; readonly consent: 'granted' | 'denied'; readonly at: Date };
}

type StagedCommand = Staged<Pick<ProfileCommand, 'customer' | 'change'> & { readonly by: PostedBy }>;

/** Applies registrations and decisions about consent in batches. Each key counts once, the newest decision wins. */
@Injectable()
export class RegistrationsService implements Writer<ProfileCommand> {
  constructor(
    private readonly shops: ShopsService,
    private readonly keys: CommandKeysService,
    private readonly customers: CustomersService,
    private readonly rewards: RewardsService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async write(transaction: Transaction, staged: readonly Staged<ProfileCommand>[]): Promise<void> {
    const fresh = await this.claimed(transaction, staged);
    const locked = await this.apply(
      transaction,
      fresh.map(({ item, delivery }) => ({ item: { ...item, by: senderOf(item) }, delivery })),
    );
    await this.keys.settle(
      transaction.manager,
      fresh.map(({ item }) => ({
        ...keyRow(item),
        ...applied,
        customer_id: locked.ids.get(refText(item.customer)) ?? null,
      })),
    );
  }

  /** Creates the customer of this address or completes its profile; the shop must exist. */
  register(
    shopId: string,
    email: string,
    registration: Registration,
    by: PostedBy,
  ): Promise<{ customer: Customer; isCreated: boolean }> {
    return this.transactions.run(async (transaction) => {
      const customer = customerAt(shopId, email);
      const change = { kind: 'registration', registration, at: this.clock.now() } as const;
      const locked = await this.apply(transaction, [{ item: { customer, change, by } }]);
      const registered = required(locked.find(customer));
      return { customer: registered, isCreated: locked.created.has(registered.id) };
    });
  }

  private async apply(transaction: Transaction, staged: readonly StagedCommand[]) {
    const { manager } = transaction;
    const locked = await this.customers.lock(
      manager,
      staged.map(({ item }) => item.customer),
      staged.flatMap(({ item }) => newCustomerFrom(item)),
    );
    const changed = new Set(locked.created);
    const creators = new Map<string, PostedBy>();
    const occasions: ConsentOccasion[] = [];
    for (const { item, delivery } of staged) {
      const { id, profile } = required(locked.find(item.customer));
      const { change, by } = item;
      const consentBefore =
        creators.has(id) || !locked.created.has(id) ? profile.marketingConsent : 'unknown';
      if (!creators.has(id)) creators.set(id, by);
      const profileNow = profileAfter(profile, item);
      const kind = decisionOf(consentBefore, profileNow.marketingConsent);
      if (kind) occasions.push({ customerId: id, kind, at: change.at, by });
      locked.change(id, { profile: profileNow });
      if (!isSameProfile(profile, profileNow)) changed.add(id);
      else if (!locked.created.has(id)) delivery?.noOp('unchanged');
    }
    await this.customers.announce(transaction, locked, changed);
    const shops = await this.shops.rules(
      manager,
      [...locked.all].map(({ shopId }) => shopId),
    );
    await this.rewards.settle(transaction, locked, shops, occasions, (id) => creators.get(id) ?? nobody);
    await this.customers.save(manager, locked.all);
    return locked;
  }

  /** Those whose key is new. A repeated one changes nothing; another body under an old key goes to the dead letters. */
  private async claimed(
    transaction: Transaction,
    staged: readonly Staged<ProfileCommand>[],
  ): Promise<Staged<ProfileCommand>[]> {
    const { manager } = transaction;
    const shops = await this.shops.rules(
      manager,
      staged.map(({ item }) => item.shopId),
    );
    const first = new Map<string, Staged<ProfileCommand>>();
    for (const one of staged) {
      if (!shops.has(one.item.shopId))
        throw new PermanentError('unknown-shop', 'there is no shop with this id');
      const earlier = first.get(keyText(one.item));
      if (earlier) skip(one, keyRow(earlier.item).digest);
      else first.set(keyText(one.item), one);
    }
    const rows = [...first.values()].map(({ item }) => keyRow(item));
    for (const row of await this.keys.claim(manager, rows, this.clock.now())) {
      const key = keyText({ shopId: row.shop_id, source: row.source, key: row.key });
      const repeated = first.get(key);
      if (repeated) skip(repeated, row.digest);
      first.delete(key);
    }
    return [...first.values()];
  }
}

const nobody: PostedBy = { service: 'loyalty-core', actor: null, key: null, runId: null };

const senderOf = ({ source, key }: CommandKey): PostedBy => ({ ...nobody, service: source, key });

/** Saying the same again is no decision; saying no without ever having said yes is no leaving. */
function decisionOf(before: MarketingConsent, after: MarketingConsent): ConsentOccasion['kind'] | undefined {
  if (before === after) return undefined;
  if (after === 'granted') return 'granted';
  return before === 'granted' ? 'withdrawn' : undefined;
}

const applied = { outcome: 'applied', reason: null, entry_id: null, amount: null, balance: null } as const;

function skip({ item, delivery }: Staged<ProfileCommand>, digestBefore: string): void {
  if (keyRow(item).digest !== digestBefore) {
    throw new PermanentError('key-reused', 'this idempotency key was used with another body before');
  }
  delivery?.noOp('duplicate');
}

function keyRow({ shopId, source, key, type, customer, change }: ProfileCommand) {
  const told = change.kind === 'consent' ? change : Object.entries(change.registration).sort();
  return { shop_id: shopId, source, key, type, digest: digestOf([type, refText(customer), told]) };
}

/** Messages come in any order, so a customer who is not known may become known; only a registration creates one. */
function required(customer: Customer | undefined): Customer {
  if (!customer) throw new TransientError('unknown-customer', 'there is no such customer yet');
  return customer;
}

function newCustomerFrom({ customer, change }: Pick<ProfileCommand, 'customer' | 'change'>) {
  if (change.kind !== 'registration' || customer.email === undefined) return [];
  return [{ ...customer, profile: registeredProfile(anonymousProfile, change.registration, change.at) }];
}

function profileAfter(profile: Profile, { change }: Pick<ProfileCommand, 'change'>): Profile {
  return change.kind === 'registration'
    ? registeredProfile(profile, change.registration, change.at)
    : consentedProfile(profile, change.consent, change.at);
}
