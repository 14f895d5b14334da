import { Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { plainArray } from '../array-parameters';
import { type Config, configToken } from '../config';
import { isLeftOutOfTest } from '../mirror/test-mode';

/** What was to be written is no longer what there is to write; nothing more of it is sent, and the rest is begun anew. */
export class WriteOvertakenError extends Error {
  readonly code = 'write-overtaken';
}

/**
 * A write that nobody got the answer of may be carried out after a newer one. Its contacts are written again when it
 * can land no more. The rows of the contacts remember it, so it does not matter whether the process that made the call
 * is still there.
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
      await this.transactions.run(({ manager }) =>
        manager.query(beginWrite, [shopId, plainArray(customerIds), write, this.config.delivery.landingMs]),
      );
    return write;
  }

  /** Throws WriteOvertakenError where since it began somebody of it was erased or is written by another, the connection stopped, or test mode leaves somebody out. */
  async check(shopId: string, customerIds: readonly string[], write: string): Promise<void> {
    if (customerIds.length === 0) return;
    const rows: unknown[] = await this.dataSource.query(selectOvertaken, [
      shopId,
      plainArray(customerIds),
      write,
    ]);
    if (rows.length > 0) throw new WriteOvertakenError();
  }

  /** Nothing of this write can land any more. One that began meanwhile stays open. */
  async end(shopId: string, customerIds: readonly string[], write: string): Promise<void> {
    if (customerIds.length > 0)
      await this.transactions.run(({ manager }) =>
        manager.query(endWrite, [shopId, plainArray(customerIds), write]),
      );
  }

  /** Contacts whose unanswered write can land no more are to be written, whatever was written meanwhile. */
  async writeAgain(): Promise<void> {
    for (;;) {
      const [, count]: [unknown[], number] = await this.dataSource.query(markAgain, [this.clock.now()]);
      if (count < contactsPerChunk) return;
    }
  }
}

const contactsPerChunk = 2_000;

/** Contacts are locked in the order of reception. */
const held = (condition: string): string =>
  `c.shop_id = $1 and c.customer_id = any(array(
     select customer_id from contacts
     where shop_id = $1 and customer_id = any($2::uuid[]) and erased_at is null ${condition} order by customer_id for update))`;

const beginWrite = `
  update contacts c set stored_hash = null, open_write = $3,
    write_again_at = case when c.open_write is null then c.write_again_at else now() + $4 * interval '1 millisecond' end
  where ${held('')}`;

const selectOvertaken = `
  select 1 where not exists (select 1 from connections where shop_id = $1 and state = 'active')
    or exists (select 1 from contacts where shop_id = $1 and customer_id = any($2::uuid[])
               and open_write is distinct from $3::uuid)
    or exists (select 1 from connections k join contacts c on c.shop_id = k.shop_id
               where k.shop_id = $1 and k.test_addresses is not null and c.customer_id = any($2::uuid[])
                 and ${isLeftOutOfTest('c', 'k.test_addresses')})`;

const endWrite = `
  update contacts c set open_write = null
  where ${held('and open_write = $3')}`;

/** The new version keeps a write that is under way from counting as the one that is asked for. */
const markAgain = `
  with due as materialized (
    select shop_id, customer_id from contacts where write_again_at <= now()
    order by shop_id, customer_id limit ${contactsPerChunk} for update)
  update contacts c set write_again_at = null, stored_hash = null, version = c.version + 1,
    dirty_since = coalesce(c.dirty_since, $1)
  from due
  where c.shop_id = due.shop_id and c.customer_id = due.customer_id`;
