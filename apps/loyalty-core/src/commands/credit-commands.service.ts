import { CreditCommandSettled } from '@ellity/contracts';
import type { Staged, Transaction, Writer } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { LedgerService } from '../credits/ledger/ledger.service';
import { anonymousProfile, refText } from '../customers/customer';
import { CustomersService } from '../customers/customers.service';
import type { LockedCustomers } from '../customers/locked-customers';
import { formerKeyOf, keyText } from '../keys/command-key';
import { CommandKeysService } from '../keys/command-keys.service';
import { rewardPosting, RewardsService } from '../rewards/rewards.service';
import type { ShopRules } from '../shops/shop';
import { ShopsService } from '../shops/shops.service';
import { CreditBatch, createsCustomer, refusalBeforehand } from './credit-batch';
import { type CreditCommand, rewardOf, undoneBy } from './credit-command';
import { answerRow, entriesNamed, type Settled, settledFrom } from './key-answers';
import type { Settlement } from './settlement';

type Shops = ReadonlyMap<string, ShopRules>;

/** Applies credit commands, one or two hundred at a time, with the same handful of statements. */
@Injectable()
export class CreditCommandsService implements Writer<CreditCommand> {
  constructor(
    private readonly shops: ShopsService,
    private readonly keys: CommandKeysService,
    private readonly customers: CustomersService,
    private readonly ledger: LedgerService,
    private readonly rewards: RewardsService,
    private readonly clock: Clock,
  ) {}

  /** Settles what handlers staged, and answers the senders. */
  async write(transaction: Transaction, staged: readonly Staged<CreditCommand>[]): Promise<void> {
    const settlements = await this.settle(
      transaction,
      staged.map(({ item }) => item),
    );
    staged.forEach(({ item: command, delivery }, index) => {
      const settlement = settlements[index];
      if (!settlement || !delivery) return;
      const { customerId, shortfall, ...answer } = settlement;
      transaction.publish(
        CreditCommandSettled,
        {
          commandId: delivery.envelope.id,
          commandType: command.type,
          commandSource: command.source,
          idempotencyKey: command.key,
          ...answer,
          ...(shortfall === null ? {} : { shortfall }),
        },
        { shopId: command.shopId, ...(customerId === null ? {} : { subject: customerId }) },
      );
      if (settlement.outcome !== 'applied') delivery.noOp(settlement.reason ?? settlement.outcome);
    });
  }

  /**
   * Decides the commands in their order and writes everything that follows from them. Customers stay locked until the
   * transaction ends. Settlements are in the order of the commands; a refusal changes nothing but its key's answer.
   */
  async settle(transaction: Transaction, commands: readonly CreditCommand[]): Promise<Settlement[]> {
    const { manager } = transaction;
    const now = this.clock.now();
    const shops = await this.shops.rules(
      manager,
      commands.map(({ shopId }) => shopId),
    );
    const before = await this.claim(manager, commands, shops, now);
    const fresh = commands.filter((command) => shops.has(command.shopId) && !isSettled(before, command));
    const locked = await this.lock(transaction, fresh, shops);
    const remembered = await this.rewards.remembered(manager, locked, rewardedBy(fresh, locked));
    const settled = new Map([...before, ...(await this.answersNamed(manager, fresh))]);
    const state = await this.ledger.stateOf(manager, [...locked.all], {
      entryIds: entriesNamed(fresh, settled),
      lotIds: [...remembered.grants.values()].flatMap(({ lotId }) => lotId ?? []),
    });
    const batch = new CreditBatch({
      shops,
      settled,
      customers: locked.ids,
      ...state,
      ...remembered,
      newId: uuidv7,
    });
    this.payAwaited(batch, fresh, locked, shops);
    const settlements = commands.map((command) => batch.settle(command));
    await this.record(transaction, batch, locked, now);
    return settlements;
  }

  /** Claims the keys that are new. Those that were settled before answer, where callers once shared their keys too. */
  private async claim(
    manager: EntityManager,
    commands: readonly CreditCommand[],
    shops: Shops,
    now: Date,
  ): Promise<Settled> {
    const first = new Map<string, CreditCommand>();
    for (const command of commands) {
      const key = keyText(command);
      if (shops.has(command.shopId) && !first.has(key)) first.set(key, command);
    }
    const rows = [...first.values()].map((command) => ({ ...keyColumns(command), ...asked(command) }));
    const former = [...first.values()].flatMap((command) => formerKeyOf(command) ?? []);
    const settled = await this.keys.claim(manager, rows, now);
    return settledFrom([...settled, ...(await this.keys.find(manager, former.map(keyColumns)))]);
  }

  /**
   * Locks everybody concerned; an award to an unknown address creates an anonymous customer, and others hear of it. An
   * award of before an erasure brings nobody back.
   */
  private async lock(
    transaction: Transaction,
    fresh: readonly CreditCommand[],
    shops: Shops,
  ): Promise<LockedCustomers> {
    const able = fresh.filter((command) => {
      const shop = shops.get(command.shopId);
      return shop && createsCustomer(command) && !refusalBeforehand(command, shop);
    });
    const erased = await this.rewards.erasedSince(transaction.manager, able);
    const creating = able.filter((command) => !erased.has(command));
    const creatable = creating.flatMap(({ customer }) =>
      customer.email === undefined ? [] : [{ ...customer, profile: anonymousProfile }],
    );
    const locked = await this.customers.lock(
      transaction.manager,
      fresh.map(({ customer }) => customer),
      creatable,
    );
    if (locked.created.size === 0) return locked;
    const silent = new Set<string | undefined>();
    for (const { customer, announce } of creating.toReversed()) {
      const id = locked.ids.get(refText(customer));
      if (announce) silent.delete(id);
      else silent.add(id);
    }
    await this.customers.announce(transaction, locked, locked.created, (id) => !silent.has(id));
    return locked;
  }

  /** Customers created here may have signed up before. */
  private payAwaited(
    batch: CreditBatch,
    fresh: readonly CreditCommand[],
    locked: LockedCustomers,
    shops: Shops,
  ): void {
    for (const { shopId, customer, service, actor, key, announce } of fresh) {
      const id = locked.ids.get(refText(customer));
      const shop = shops.get(shopId);
      if (!shop || id === undefined || !locked.created.has(id)) continue;
      const posting = rewardPosting(shopId, id, { service, actor, key, runId: null });
      batch.rewards.appeared({ reward: 'newsletter', shop, posting: { ...posting, announce } });
    }
  }

  /** The answers under the keys by which commands name what they undo. */
  private async answersNamed(manager: EntityManager, fresh: readonly CreditCommand[]): Promise<Settled> {
    const keys = fresh.flatMap((command) => {
      const undone = undoneBy(command.action);
      if (undone === undefined || !('key' in undone)) return [];
      const named = { ...command, key: undone.key };
      return [named, formerKeyOf(named) ?? []].flat();
    });
    return settledFrom(await this.keys.find(manager, keys.map(keyColumns)));
  }

  private async record(
    transaction: Transaction,
    batch: CreditBatch,
    locked: LockedCustomers,
    now: Date,
  ): Promise<void> {
    const { manager } = transaction;
    await this.ledger.record(transaction, locked, batch.postings, now);
    await this.rewards.save(manager, batch.rewards, now);
    await this.customers.save(manager, locked);
    await this.keys.settle(manager, [...batch.settledHere.values()].map(answerRow));
  }
}

const keyColumns = ({ shopId, source, key }: Pick<CreditCommand, 'shopId' | 'source' | 'key'>) => ({
  shop_id: shopId,
  source,
  key,
});

const asked = ({ type, digest }: CreditCommand) => ({ type, digest });

function isSettled(settled: Settled, command: CreditCommand): boolean {
  const former = formerKeyOf(command);
  return settled.has(keyText(command)) || (former !== undefined && settled.has(keyText(former)));
}

/** Who is paid a reward or gives one back: customers, and people who are none. */
function rewardedBy(fresh: readonly CreditCommand[], locked: LockedCustomers) {
  const named = fresh.filter(({ action }) => rewardOf(action) !== undefined).map(({ customer }) => customer);
  const strangers = named.flatMap((ref) => (ref.email === undefined || locked.find(ref) ? [] : [ref]));
  return { rewarded: [...new Set(named.flatMap((ref) => locked.find(ref) ?? []))], strangers };
}
