import { Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { plainArray } from '../array-parameters';
import { type Config, configToken } from '../config';
import { isLeftOutOfTest } from '../mirror/test-mode';

/** What was to be written is no longer what there is to write; nothing more of it is sent, and the rest is begun anew. */
export class WriteOvertakenError extends Error {
  readonly code = 'write-overtaken';
}

/**
 * A write that nobody got the answer of may be carried out after a newer one. Its contacts are written again when it
 * can land no more. It is one row that names its contacts, so it does not matter whether the process that made the call
 * is still there; a contact is named by one write at most.
 */
@Injectable()
export class UnansweredWritesService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Before the calls: until their answers are recorded, nobody knows what Ecomail has, so nothing counts as unchanged.
   * A write whose answer is lost is then repeated even when the contact has returned to what was stored before it.
   * Resolves with the name of this write; whoever has one that never ended is to be written once more later.
   */
  async begin(shopId: string, customerIds: readonly string[]): Promise<string> {
    const write = randomUUID();
    if (customerIds.length > 0)
      await this.transactions.run(async ({ manager }) => {
        await manager.query(`select ${holdWrites}`, [shopId]);
        const begun = [shopId, plainArray(customerIds), write, this.config.delivery.landingMs];
        await manager.query(beginWrite, begun);
      });
    return write;
  }

  /** Throws WriteOvertakenError where since it began somebody of it was erased or is written by another, the connection stopped, or test mode leaves somebody out. */
  async check(shopId: string, customerIds: readonly string[], write: string): Promise<void> {
    if (customerIds.length === 0) return;
    const rows: unknown[] = await this.dataSource.query(selectOvertaken, [shopId, write, customerIds.length]);
    if (rows.length > 0) throw new WriteOvertakenError();
  }

  /** Nothing of this write can land any more; what Ecomail has of these contacts is not known. */
  async end(shopId: string, customerIds: readonly string[], write: string): Promise<void> {
    if (customerIds.length > 0)
      await this.transactions.run(async ({ manager }) => {
        await manager.query(forgetStored, [shopId, plainArray(customerIds)]);
        await leaveWrite(manager, write, customerIds);
      });
  }

  /** Contacts whose unanswered write can land no more are to be written, whatever was written meanwhile. */
  async writeAgain(): Promise<void> {
    for (;;) {
      const [, count]: [unknown[], number] = await this.dataSource.query(markAgain, [this.clock.now()]);
      if (count < contactsPerChunk) break;
    }
    await this.dataSource.query(`delete from open_writes where customer_ids = '{}'`);
  }
}

const contactsPerChunk = 2_000;

const without = (ids: string, others: string): string =>
  `array(select one from unnest(${ids}) as one where one not in (${others}))`;

/** The answer about these contacts is recorded by this transaction, or none can come any more. */
export async function leaveWrite(
  manager: EntityManager,
  write: string,
  customerIds: readonly string[],
): Promise<void> {
  await manager.query(leave, [write, plainArray(customerIds)]);
}

/**
 * What an erasure holds while it looks for writes under way: one that begins later finds the customer erased. Two that
 * begin at once would not see one another, and name the same contact.
 */
export const holdWrites = `pg_advisory_xact_lock(hashtextextended('open_writes ' || $1, 0))`;

/**
 * Contacts of an older write that nobody knows the answer of are taken from it, locked in the order of reception, and
 * will be written once more.
 */
const beginWrite = `
  with others as materialized (
    select w.write, one.customer_id from open_writes w
    cross join lateral unnest(w.customer_ids) as one (customer_id)
    where w.shop_id = $1 and one.customer_id in (select unnest($2::uuid[]))),
  held as materialized (
    select customer_id from contacts
    where shop_id = $1 and customer_id = any(array(select customer_id from others)) and erased_at is null
    order by customer_id for update),
  again as (
    update contacts c set stored_hash = null, write_again_at = now() + $4 * interval '1 millisecond'
    from held where c.shop_id = $1 and c.customer_id = held.customer_id),
  taken as (
    update open_writes w set customer_ids = ${without('w.customer_ids', 'select customer_id from others')}
    where w.write in (select write from others))
  insert into open_writes (write, shop_id, customer_ids, begun_at)
  select $3, $1, array(select customer_id from contacts
    where shop_id = $1 and customer_id = any($2::uuid[]) and erased_at is null), now()`;

/** $3: how many contacts it was to have. Whoever is erased, or is written by another, is taken from it. */
const selectOvertaken = `
  select 1 where not exists (select 1 from connections where shop_id = $1 and state = 'active')
    or not exists (select 1 from open_writes where write = $2 and cardinality(customer_ids) = $3)
    or exists (select 1 from connections k join open_writes w on w.write = $2
               join contacts c on c.shop_id = k.shop_id and c.customer_id = any(w.customer_ids)
               where k.shop_id = $1 and k.test_addresses is not null
                 and ${isLeftOutOfTest('c', 'k.test_addresses')})`;

/** Contacts are locked in the order of reception. */
const forgetStored = `
  update contacts c set stored_hash = null
  where c.shop_id = $1 and c.customer_id = any(array(
    select customer_id from contacts
    where shop_id = $1 and customer_id = any($2::uuid[]) and stored_hash is not null order by customer_id for update))`;

/** What remains is computed from the row as it is when it is held: another write may have taken a contact from it meanwhile. */
const leave = `
  with rest as materialized (
    select ${without('w.customer_ids', 'select unnest($2::uuid[])')} as customer_ids from open_writes w where w.write = $1),
  ended as (delete from open_writes where write = $1 and exists (select from rest where customer_ids = '{}'))
  update open_writes w set customer_ids = ${without('w.customer_ids', 'select unnest($2::uuid[])')}
  from rest where w.write = $1 and rest.customer_ids <> '{}'`;

/** The new version keeps a write that is under way from counting as the one that is asked for. */
const markAgain = `
  with due as materialized (
    select shop_id, customer_id from contacts where write_again_at <= now()
    order by shop_id, customer_id limit ${contactsPerChunk} for update)
  update contacts c set write_again_at = null, stored_hash = null, version = c.version + 1,
    dirty_since = coalesce(c.dirty_since, $1)
  from due
  where c.shop_id = due.shop_id and c.customer_id = due.customer_id`;
