import { CreditChanged, CreditCommandSettled } from '@ellity/contracts';
import type { Staged, Transaction, Writer } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { CommandKeysService } from '../customers/command-keys.service';
import { anonymousProfile, refText, sequenceText } from '../customers/customer';
import { CustomersService } from '../customers/customers.service';
import type { LockedCustomers } from '../customers/locked-customers';
import type { Grant } from '../rewards/grant';
import { GrantsService } from '../rewards/grants.service';
import { ShopsService } from '../shops/shops.service';
import { textOf } from './amount';
import {
  CreditBatch,
  createsCustomer,
  refusalBeforehand,
  type Settlement,
  type ShopRules,
} from './credit-batch';
import { type CreditCommand, keyText, rewardOf } from './credit-command';
import { answerRow, lotsNamed, type Settled, settledFrom } from './key-answers';
import { LedgerService, type NumberedEntry } from './ledger.service';

type Shops = ReadonlyMap<string, ShopRules>;

/** Applies credit commands, one or two hundred at a time, with the same handful of statements. */
@Injectable()
export class CreditsService implements Writer<CreditCommand> {
  constructor(
    private readonly shops: ShopsService,
    private readonly keys: CommandKeysService,
    private readonly customers: CustomersService,
    private readonly ledger: LedgerService,
    private readonly grants: GrantsService,
    private readonly clock: Clock,
  ) {}

  /** Settles what handlers staged, and tells the senders. */
  async write(transaction: Transaction, staged: readonly Staged<CreditCommand>[]): Promise<void> {
    const settlements = await this.settle(
      transaction,
      staged.map(({ item }) => item),
    );
    staged.forEach(({ item: command, delivery }, index) => {
      const settlement = settlements[index];
      if (!settlement || !delivery) return;
      const { customerId, ...told } = settlement;
      transaction.publish(
        CreditCommandSettled,
        {
          commandId: delivery.envelope.id,
          commandType: command.type,
          commandSource: command.source,
          idempotencyKey: command.key,
          ...told,
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
    const fresh = commands.filter((command) => shops.has(command.shopId) && !before.has(keyText(command)));
    const locked = await this.lock(transaction, fresh, shops);
    const grants = await this.loadGrants(manager, fresh, locked);
    const settled = new Map([...before, ...(await this.awardsNamed(manager, fresh))]);
    const accounts = await this.ledger.accounts(manager, [...locked.all], lotsNamed(fresh, settled, grants));
    const batch = new CreditBatch({
      shops,
      settled,
      customers: locked.ids,
      accounts,
      grants,
      addressHashOf: (customerId) => this.grants.addressHashOf(locked.get(customerId)),
      unknownAddressHashOf: (customer) => this.grants.addressHashOf(customer),
      newId: uuidv7,
    });
    const settlements = commands.map((command) => batch.settle(command));
    await this.record(transaction, batch, locked, now);
    return settlements;
  }

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
    const rows = [...first.values()].map((command) => ({
      shop_id: command.shopId,
      source: command.source,
      key: command.key,
      type: command.type,
      digest: command.digest,
    }));
    return settledFrom(await this.keys.claim(manager, rows, now));
  }

  /** Locks everybody concerned; an award to an unknown address creates an anonymous customer, and others hear of it. */
  private async lock(
    transaction: Transaction,
    fresh: readonly CreditCommand[],
    shops: Shops,
  ): Promise<LockedCustomers> {
    const creating = fresh.filter((command) => {
      const shop = shops.get(command.shopId);
      return shop && createsCustomer(command) && !refusalBeforehand(command, shop);
    });
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

  private async loadGrants(
    manager: EntityManager,
    fresh: readonly CreditCommand[],
    locked: LockedCustomers,
  ): Promise<ReadonlyMap<string, Grant>> {
    const rewarded = fresh
      .filter(({ action }) => rewardOf(action) !== undefined)
      .flatMap(({ customer }) => locked.find(customer) ?? (customer.email === undefined ? [] : customer));
    return this.grants.load(manager, [...new Set(rewarded)]);
  }

  /** The answers under the keys by which revokes name their awards. */
  private async awardsNamed(manager: EntityManager, fresh: readonly CreditCommand[]): Promise<Settled> {
    const keys = fresh.flatMap(({ shopId, source, action }) =>
      action.kind === 'revoke' && 'key' in action.award
        ? [{ shop_id: shopId, source, key: action.award.key }]
        : [],
    );
    return settledFrom(await this.keys.find(manager, keys));
  }

  private async record(
    transaction: Transaction,
    batch: CreditBatch,
    locked: LockedCustomers,
    now: Date,
  ): Promise<void> {
    const { manager } = transaction;
    const entries = batch.applied.map((applied) => ({
      ...applied,
      sequence: locked.nextSequence(applied.customerId),
    }));
    for (const entry of entries) publishChange(transaction, entry, now);
    for (const [id, { balance }] of batch.accounts) locked.change(id, { balance });
    await this.ledger.write(manager, entries, batch.accounts, now);
    await this.grants.save(manager, [...new Set(batch.grantsChanged.values())], now);
    const changed = new Set([...batch.accounts.keys(), ...locked.created]);
    await this.customers.save(
      manager,
      [...changed].map((id) => locked.get(id)),
    );
    await this.keys.settle(manager, [...batch.settledHere.values()].map(answerRow));
  }
}

function publishChange(transaction: Transaction, applied: NumberedEntry, now: Date): void {
  const { command, customerId, entry, nextExpiration, sequence } = applied;
  transaction.publish(
    CreditChanged,
    {
      balance: textOf(entry.balanceAfter),
      change: {
        amount: textOf(entry.amount),
        reason: command.reason,
        entryId: entry.id,
        reference: command.reference,
      },
      nextExpiration: nextExpiration && { date: nextExpiration.date, amount: textOf(nextExpiration.amount) },
      changedAt: now.toISOString(),
      announce: command.announce,
    },
    {
      shopId: command.shopId,
      subject: customerId,
      sequence: sequenceText(sequence),
      time: now.toISOString(),
    },
  );
}
