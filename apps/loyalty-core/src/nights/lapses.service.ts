import type { CreditReason } from '@ellity/contracts';
import type { Transaction } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { deadLots, emptyAccount } from '../credits/credit-account';
import { LedgerService } from '../credits/ledger/ledger.service';
import { PostingBatch } from '../credits/posting';
import { CustomersService } from '../customers/customers.service';
import type { NightRules } from './night';

/** A chunk locks so many lots' owners, and no live spending waits longer than for one chunk. */
const lotsAtOnce = 100;
const reason: CreditReason = 'expiry';

export interface Lapsed {
  readonly customers: number;
  /** Above zero, in hundredths. */
  readonly amount: bigint;
}

/** Books what lapsed: one entry per customer and night, which names its lots. */
@Injectable()
export class LapsesService {
  constructor(
    private readonly customers: CustomersService,
    private readonly ledger: LedgerService,
    private readonly clock: Clock,
  ) {}

  /** Null: nothing is left to lapse in this night. Finds what is due by index, however much there is beside it. */
  async lapseSome(transaction: Transaction, night: NightRules): Promise<Lapsed | null> {
    const { manager } = transaction;
    const owners: { customer_id: string }[] = await manager.query(
      `select distinct customer_id from (
         select customer_id from lots where shop_id = $1 and remaining > 0 and expires_on < $2
         order by expires_on limit ${lotsAtOnce}) due`,
      [night.shopId, night.localDate],
    );
    if (owners.length === 0) return null;
    const locked = await this.customers.lock(
      manager,
      owners.map(({ customer_id: id }) => ({ shopId: night.shopId, id })),
    );
    const accounts = await this.ledger.accounts(manager, [...locked.all]);
    const batch = new PostingBatch({ accounts, newId: uuidv7 });
    for (const { id: customerId, shopId } of locked.all) {
      const lotIds = deadLots(accounts.get(customerId) ?? emptyAccount, night.localDate).map(({ id }) => id);
      if (lotIds.length === 0) continue;
      const by = { service: 'loyalty-core', actor: null, key: null, runId: night.id };
      const action = { kind: 'lapse', lotIds } as const;
      batch.post({ shopId, customerId, action, reason, reference: null, announce: true, by }, night.today);
    }
    await this.ledger.record(transaction, locked, batch, this.clock.now());
    await this.customers.save(manager, locked);
    return {
      customers: batch.posted.length,
      amount: batch.posted.reduce((sum, { entry }) => sum - entry.amount, 0n),
    };
  }

  /** How many customers would lose how much. */
  async preview(
    manager: EntityManager,
    night: Pick<NightRules, 'shopId' | 'localDate'>,
  ): Promise<{ readonly customers: number; readonly amount: string }> {
    const [due]: { customers: number; amount: string }[] = await manager.query(
      `select count(distinct customer_id)::int as customers, coalesce(sum(remaining), 0.00)::text as amount
       from lots where shop_id = $1 and remaining > 0 and expires_on < $2`,
      [night.shopId, night.localDate],
    );
    return due ?? { customers: 0, amount: '0.00' };
  }
}
