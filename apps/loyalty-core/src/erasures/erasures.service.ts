import { CustomerErased, type ErasureDone } from '@ellity/contracts';
import { type Transaction, Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Customer, CustomerRef } from '../customers/customer';
import { CustomersService, ErasedMeanwhileError } from '../customers/customers.service';
import { aboutNext, type LockedCustomers } from '../customers/locked-customers';
import { PinsService } from '../pins/pins.service';
import { GrantsService } from '../rewards/grants.service';
import { RewardsService } from '../rewards/rewards.service';
import { erasingStatements } from './customer-data';
import { type ErasedPlace, placesIn, reminderWaitMs } from './erased-place';

/** Who holds something about customers and confirms that it is gone. */
const confirming = ['ecomail-sync', 'webhook-gateway', 'dead-letters'] as const;

export interface ErasureRequest {
  readonly customer: CustomerRef;
  readonly service: string;
  readonly actor: string | null;
}

/**
 * Forgets customers: here at once, in one transaction, and elsewhere by `CustomerErased`, until every service confirmed
 * it. The ledger stays, as that of somebody without a name.
 */
@Injectable()
export class ErasuresService {
  constructor(
    private readonly customers: CustomersService,
    private readonly pins: PinsService,
    private readonly grants: GrantsService,
    private readonly rewards: RewardsService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The erasure's id. Undefined: there is no such customer (any more). */
  async erase(transaction: Transaction, asked: ErasureRequest): Promise<string | undefined> {
    const { manager } = transaction;
    const locked = await this.customers.lock(manager, [asked.customer]).catch(unlessErased);
    const customer = locked?.find(asked.customer);
    if (!locked || !customer) return undefined;
    const now = this.clock.now();
    await this.rewards.rememberLeft(manager, [customer]);
    const places = await this.forget(transaction, customer);
    const address = await this.pins.encryptedText(customer.email);
    const id = uuidv7();
    await manager.query(
      `insert into erasures (id, shop_id, customer_id, address_hash, address, service, actor, requested_at, places, remind_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[id, customer.shopId, customer.id, this.grants.addressHashOf(customer), address],
        ...[asked.service, asked.actor, now, JSON.stringify(places), after(now, 0)],
      ],
    );
    await manager.query('insert into erasure_answers (erasure_id, service) select $1, unnest($2::text[])', [
      id,
      [...confirming],
    ]);
    const addressForServices = await this.pins.textForServices(customer.email);
    await this.tell(transaction, locked, customer.id, {
      address,
      ...(addressForServices === undefined ? {} : { addressForServices }),
    });
    return id;
  }

  /** A service forgot the customer. What it did the first time stands in the receipt, unless it found more since. */
  async confirm(
    { manager }: Transaction,
    told: {
      readonly shopId: string;
      readonly customerId: string;
      readonly service: string;
      readonly done: ErasureDone;
    },
  ): Promise<boolean> {
    const { shopId, customerId, service, done } = told;
    const now = this.clock.now();
    const [rows]: [unknown[], number] = await manager.query(
      `update erasure_answers a set result = $4, places = $5, answered_at = $6
       from erasures e where e.id = a.erasure_id and e.shop_id = $1 and e.customer_id = $2 and a.service = $3
         and a.answered_at is null returning 1`,
      [shopId, customerId, service, done.result, JSON.stringify(placesIn(done.places ?? '')), now],
    );
    await manager.query(
      `update erasures e set done_at = $3, address = null, remind_at = null
       where e.shop_id = $1 and e.customer_id = $2 and e.done_at is null
         and not exists (select 1 from erasure_answers a where a.erasure_id = e.id and a.answered_at is null)`,
      [shopId, customerId, now],
    );
    return rows.length > 0;
  }

  /** Asks again those who did not confirm in time, one erasure at a time; false: nothing is due. */
  remindNext(): Promise<boolean> {
    return this.transactions.run(async (transaction) => {
      const { manager } = transaction;
      const now = this.clock.now();
      const due: { id: string; shop_id: string; customer_id: string; address: string; reminders: number }[] =
        await manager.query(
          `select id, shop_id, customer_id, address, reminders from erasures
           where remind_at <= $1 and address is not null order by remind_at limit 1 for update skip locked`,
          [now],
        );
      const [erasure] = due;
      if (!erasure) return false;
      const reminders = erasure.reminders + 1;
      await manager.query('update erasures set reminders = $2, remind_at = $3 where id = $1', [
        ...[erasure.id, reminders, after(now, reminders)],
      ]);
      const locked = await this.customers.lockErased(manager, erasure.customer_id);
      await this.tell(transaction, locked, erasure.customer_id, { address: erasure.address });
      return true;
    });
  }

  private async tell(
    transaction: Transaction,
    locked: LockedCustomers,
    customerId: string,
    erased: CustomerErased,
  ): Promise<void> {
    transaction.publish(CustomerErased, erased, aboutNext(locked, customerId));
    await this.customers.save(transaction.manager, locked);
  }

  private async forget({ manager }: Transaction, customer: Customer): Promise<ErasedPlace[]> {
    const { shopId, email, identity } = customer;
    const hashes = [
      this.grants.addressHashOf(customer),
      ...(identity === null ? [] : [this.pins.attemptsHash(shopId, identity)]),
    ];
    const places: ErasedPlace[] = [];
    for (const { place, action, sql } of erasingStatements) {
      const isOf = { $1: customer.id, $2: shopId, $3: hashes };
      const { text, values } = bound(sql, isOf);
      const [, count]: [unknown[], number] = await manager.query(text, values);
      if (count > 0) places.push({ place, action, count });
    }
    return email === '' ? [] : places;
  }
}

/** PostgreSQL takes no parameter that a statement does not use. */
function bound(
  sql: string,
  parameters: Readonly<Record<string, unknown>>,
): { text: string; values: unknown[] } {
  const used = Object.keys(parameters).filter((name) => sql.includes(name));
  const text = used.reduce((sofar, name, index) => sofar.replaceAll(name, `$${index + 1}`), sql);
  return { text, values: used.map((name) => parameters[name]) };
}

function after(now: Date, reminders: number): Date | null {
  const waitMs = reminderWaitMs(reminders);
  return waitMs === undefined ? null : new Date(now.getTime() + waitMs);
}

/** Undefined: others who asked for the same were first. */
function unlessErased(error: unknown): undefined {
  if (!(error instanceof ErasedMeanwhileError)) throw error;
}
