import { amountText, CustomerChanged, PinChanged } from '@ellity/contracts';
import { type Transaction, TransientError } from '@ellity/messaging';
import { Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type PinAsked, PinsService } from '../pins/pins.service';
import { defaultSettings, shopIdPattern } from '../shops/shop';
import { ShopsService } from '../shops/shops.service';
import { microsOfDatabase, nowMicros } from '../values/database-clock.service';
import { ConsentsService } from './consents.service';
import {
  changingColumns,
  type Customer,
  type CustomerAt,
  customerColumns,
  customerFrom,
  type CustomerRef,
  type CustomerRow,
  type Profile,
  refText,
  rowOf,
  snapshotOf,
} from './customer';
import { aboutNext, LockedCustomers } from './locked-customers';

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface NewCustomer extends CustomerAt {
  readonly profile: Profile;
  /** What is booked and told of a customer by whoever creates one, so that the row is written once; absent: nothing yet. */
  readonly opening?: Pick<Customer, 'balance' | 'lastSequence'> | undefined;
}

/** Finds, creates, locks and saves customers, however many, with the same few statements. */
@Injectable()
export class CustomersService {
  constructor(
    private readonly pins: PinsService,
    private readonly shops: ShopsService,
    private readonly consents: ConsentsService,
    private readonly dataSource: DataSource,
  ) {}

  /** As last committed, without a lock. */
  async find(ref: CustomerRef, manager = this.dataSource.manager): Promise<Customer | undefined> {
    const [column, value] = ref.email === undefined ? ['id', ref.id] : ['email_identity', ref.identity];
    const [row]: CustomerRow[] = await manager.query(
      `select ${customerColumns} from customers where shop_id = $1 and ${column} = $2 and erased_at is null`,
      [ref.shopId, value],
    );
    return row && customerFrom(row);
  }

  /** As last committed, without a lock. */
  async isAnyKnown(manager: EntityManager, refs: readonly CustomerRef[]): Promise<boolean> {
    return (await this.resolve(manager, refs)).size > 0;
  }

  /** For HTTP: a customer of another shop does not exist here. */
  async require(shopId: string, id: string, manager = this.dataSource.manager): Promise<Customer> {
    const isPossible = shopIdPattern.test(shopId) && uuidPattern.test(id);
    const customer = isPossible ? await this.find({ shopId, id }, manager) : undefined;
    if (!customer) throw new Problem(404, 'unknown-customer', 'The shop has no customer with this id.');
    return customer;
  }

  /**
   * Locks the named customers that exist and those it creates. Rows are created in the order of address and locked in
   * the order of id, and always in this order of steps, so that transactions wait for each other but never in a circle.
   * Whoever is named by id is not looked up first: an id that is nobody's any more is not locked, and another shop's is nobody here.
   */
  async lock(
    manager: EntityManager,
    named: readonly CustomerRef[],
    creatable: readonly NewCustomer[] = [],
  ): Promise<LockedCustomers> {
    const isById = creatable.length === 0 && named.every(({ email }) => email === undefined);
    if (isById) {
      const ids = named.flatMap(({ id }) => id ?? []);
      return this.locked(manager, ids, shopsOf(named));
    }
    const found = await this.resolve(manager, named);
    const wanted = creatable.filter((customer) => !found.has(refText(customer)));
    const created = await this.insertAbsent(manager, wanted);
    const others = wanted.filter((customer) => !created.has(refText(customer)));
    for (const [ref, id] of await this.resolve(manager, others)) found.set(ref, id);
    const ids = [...new Set(found.values())];
    const locked = await this.locked(manager, ids, shopsOf([...named, ...creatable]), [...created.values()]);
    if ([...locked.all].length < ids.length + created.size) throw new ErasedMeanwhileError();
    for (const { id } of created.values()) locked.created.add(id);
    return locked;
  }

  /** Those of these ids who are customers of the shops, and `created`, whom this transaction holds already. */
  private async locked(
    manager: EntityManager,
    ids: readonly string[],
    shopIds: readonly string[],
    created: readonly Customer[] = [],
  ): Promise<LockedCustomers> {
    const rows: (CustomerRow & { micros: string })[] =
      ids.length === 0
        ? []
        : await manager.query(
            `select ${customerColumns}, ${microsOfDatabase} as micros from customers
             where id = any($1::uuid[]) and shop_id = any($2) and erased_at is null order by id for update`,
            [ids, shopIds],
          );
    const [first] = rows;
    const micros = first ? BigInt(first.micros) : await nowMicros(manager);
    return new LockedCustomers([...rows.map(customerFrom), ...created], micros);
  }

  /**
   * Tells the others about new and changed customers, and keeps what was decided about consent. An anonymous one gets a
   * PIN with this; one who registered loses it.
   */
  async announce(
    transaction: Transaction,
    locked: LockedCustomers,
    changed: Iterable<string>,
    isPinAnnounced: (customerId: string) => boolean = () => true,
    knownPinOf: (customerId: string) => string | undefined = () => undefined,
  ): Promise<void> {
    await this.consents.record(transaction.manager, locked.decisions.splice(0));
    const created = [...locked.created].map((id) => locked.get(id).shopId);
    const lengths = await this.shops.pinLengths(transaction.manager, created);
    for (const id of changed) {
      const customer = locked.get(id);
      transaction.publish(CustomerChanged, snapshotOf(customer), aboutNext(locked, id));
      if (customer.profile.registered) this.dropPin(transaction, locked, id);
      else if (locked.created.has(id))
        await this.issuePin(transaction, locked, id, {
          ...pinAsked(knownPinOf(id), lengths.get(customer.shopId)),
          announce: isPinAnnounced(id),
        });
    }
  }

  async issuePin(
    transaction: Transaction,
    locked: LockedCustomers,
    id: string,
    { announce = true, ...asked }: PinAsked & { readonly announce?: boolean },
  ): Promise<void> {
    const { sealed, encrypted } = await this.pins.issue(id, asked);
    transaction.publish(PinChanged, { pin: encrypted, announce }, aboutNext(locked, id));
    locked.change(id, { pin: sealed });
  }

  /** The same PIN once more, for its owner; false: there is none. */
  async sendPin(transaction: Transaction, locked: LockedCustomers, id: string): Promise<boolean> {
    const { pin } = locked.get(id);
    if (pin === null) return false;
    const encrypted = await this.pins.encryptedAgain(id, pin);
    transaction.publish(PinChanged, { pin: encrypted, announce: true }, aboutNext(locked, id));
    return true;
  }

  /** Changes nothing for a customer without a PIN. Nobody is told: there is nothing to do for the customer. */
  dropPin(transaction: Transaction, locked: LockedCustomers, id: string): void {
    if (locked.get(id).pin === null) return;
    transaction.publish(PinChanged, { pin: null, announce: false }, aboutNext(locked, id));
    locked.change(id, { pin: null });
  }

  /** Writes what has changed of customers since they were locked. */
  async save(manager: EntityManager, { unsaved: { counted, changed } }: LockedCustomers): Promise<void> {
    if (counted.length > 0) {
      await manager.query(
        `update customers c set balance = n.balance, last_sequence = n.last_sequence
         from unnest($1::uuid[], $2::numeric[], $3::bigint[]) as n (id, balance, last_sequence) where c.id = n.id`,
        [
          counted.map(({ id }) => id),
          counted.map(({ balance }) => amountText(balance)),
          counted.map(({ lastSequence }) => lastSequence.toString()),
        ],
      );
    }
    if (changed.length === 0) return;
    await manager.query(
      `update customers c set ${changingColumns.map((column) => `${column} = n.${column}`).join(', ')}
       from json_populate_recordset(null::customers, $1::json) n where c.id = n.id`,
      [JSON.stringify(changed.map(rowOf))],
    );
  }

  /** Somebody who was erased, for messages about it: nothing of the person is there any more. */
  async lockErased(manager: EntityManager, id: string): Promise<LockedCustomers> {
    const rows: CustomerRow[] = await manager.query(
      `select ${customerColumns} from customers where id = $1 and erased_at is not null for update`,
      [id],
    );
    return new LockedCustomers(rows.map(customerFrom), await nowMicros(manager));
  }

  /** An address of one's own ends the conflict about the one before. */
  async endConflicts(manager: EntityManager, customerIds: ReadonlySet<string>): Promise<void> {
    if (customerIds.size === 0) return;
    await manager.query('delete from address_conflicts where customer_id = any($1::uuid[])', [
      [...customerIds],
    ]);
  }

  /** Ids by `refText` of those who exist, without a lock. */
  private async resolve(manager: EntityManager, refs: readonly CustomerRef[]): Promise<Map<string, string>> {
    if (refs.length === 0) return new Map();
    const wanted = [...new Map(refs.map((ref) => [refText(ref), ref]))].map(([text, ref]) => ({
      ref: text,
      shop_id: ref.shopId,
      id: ref.id ?? null,
      identity: ref.email === undefined ? null : ref.identity,
    }));
    const rows: { ref: string; id: string }[] = await manager.query(
      `with wanted as (
         select * from json_to_recordset($1::json) as w (ref text, shop_id text, id uuid, identity text)
       )
       select w.ref, c.id from wanted w join customers c on c.shop_id = w.shop_id and c.id = w.id and c.erased_at is null
       union all
       select w.ref, c.id from wanted w join customers c on c.shop_id = w.shop_id and c.email_identity = w.identity`,
      [JSON.stringify(wanted)],
    );
    return new Map(rows.map(({ ref, id }) => [ref, id]));
  }

  /** By `refText`, those who were really created here; a concurrent creation is waited for and believed. */
  private async insertAbsent(
    manager: EntityManager,
    wanted: readonly NewCustomer[],
  ): Promise<Map<string, Customer>> {
    const distinct = [...new Map(wanted.map((customer) => [refText(customer), customer])).entries()].sort(
      ([one], [other]) => (one < other ? -1 : 1),
    );
    if (distinct.length === 0) return new Map();
    const customers = distinct.map(([, customer]) => newCustomer(customer));
    const created: { id: string }[] = await manager.query(
      `insert into customers (${customerColumns})
       select ${customerColumns} from json_populate_recordset(null::customers, $1::json)
       on conflict do nothing returning id`,
      [JSON.stringify(customers.map(rowOf))],
    );
    const ids = new Set(created.map(({ id }) => id));
    return new Map(
      distinct.flatMap(([ref], index) => {
        const customer = customers[index];
        return customer && ids.has(customer.id) ? [[ref, customer] as const] : [];
      }),
    );
  }
}

function newCustomer({ shopId, email, identity, profile, opening }: NewCustomer): Customer {
  const { balance, lastSequence } = opening ?? { balance: 0n, lastSequence: 0n };
  return { id: uuidv7(), shopId, email, identity, profile, balance, lastSequence, pin: null };
}

const shopsOf = (refs: readonly { readonly shopId: string }[]): string[] => [
  ...new Set(refs.map(({ shopId }) => shopId)),
];

const pinAsked = (pin: string | undefined, length: number = defaultSettings.pinLength): PinAsked =>
  pin === undefined ? { length } : { pin };

/** Somebody was erased between their look-up and their lock; nothing was done yet. At the next attempt they are nobody. */
export class ErasedMeanwhileError extends TransientError {
  constructor() {
    super('customer-erased', 'a customer was erased meanwhile');
  }
}
