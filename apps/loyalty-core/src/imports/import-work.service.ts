import { parseAmount } from '@ellity/contracts';
import type { Transaction } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { LedgerService } from '../credits/ledger/ledger.service';
import { type PostedBy, PostingBatch } from '../credits/posting';
import { decisionByRegistration } from '../customers/consent';
import { anonymousProfile, customerAt, isSameProfile, refText } from '../customers/customer';
import { CustomersService } from '../customers/customers.service';
import type { LockedCustomers } from '../customers/locked-customers';
import { type Registration, registeredProfile } from '../customers/registration';
import { grantOfNothing, grantText } from '../rewards/grant';
import { GrantsService } from '../rewards/grants.service';
import { RewardsService } from '../rewards/rewards.service';
import { lastDayOf } from '../shops/shop';
import { ShopsService } from '../shops/shops.service';
import type { ImportLine, LineProblemCode } from './import-line';

export interface ImportOrder {
  readonly id: string;
  readonly shopId: string;
  readonly announce: boolean;
  readonly service: string;
  readonly actor: string | null;
}

export interface NumberedLine {
  readonly line: number;
  readonly content: ImportLine;
}

/** Carries out lines of an import in the transaction that marks them as done. */
@Injectable()
export class ImportWorkService {
  constructor(
    private readonly customers: CustomersService,
    private readonly ledger: LedgerService,
    private readonly grants: GrantsService,
    private readonly rewards: RewardsService,
    private readonly shops: ShopsService,
    private readonly clock: Clock,
  ) {}

  /** What could not be done of a line, by line. */
  async carryOut(
    transaction: Transaction,
    order: ImportOrder,
    all: readonly NumberedLine[],
  ): Promise<ReadonlyMap<number, LineProblemCode>> {
    const { manager } = transaction;
    const erased = await this.erasedSince(transaction, order, all);
    const lines = all.filter((line) => !erased.has(line));
    const now = this.clock.now();
    const by: PostedBy = { service: order.service, actor: order.actor, key: null, runId: order.id };
    const refs = lines.map(({ content }) => customerAt(order.shopId, content.email));
    const created = lines.map(({ content }, index) => ({
      ...(refs[index] ?? customerAt(order.shopId, content.email)),
      profile: registeredProfile(anonymousProfile, registrationOf(content), now),
    }));
    const locked = await this.customers.lock(manager, refs, created);
    const owners = new Map(
      lines.map(({ line }, index) => [line, locked.ids.get(refs[index] ? refText(refs[index]) : '') ?? '']),
    );
    await this.profiles(transaction, locked, order, lines, owners, now);
    await this.rememberPaid(transaction, locked, lines, owners, now);
    const problems = await this.award(transaction, locked, order, { lines, owners, by, now });
    // Registering in a file is no occasion: the reward is for those who register at the shop.
    const changedBy = new Map([...locked.created].map((id) => [id, by]));
    await this.rewards.settle(transaction, locked, { consents: [], registrations: [], changedBy });
    await this.customers.save(manager, locked);
    return new Map([...problems, ...[...erased].map(({ line }) => [line, 'person-erased'] as const)]);
  }

  /** Whoever was erased after the file came is not brought back by it. Those are few, so all of them are asked for. */
  private async erasedSince(
    { manager }: Transaction,
    { id, shopId }: ImportOrder,
    lines: readonly NumberedLine[],
  ): Promise<ReadonlySet<NumberedLine>> {
    const rows: { address_hash: string }[] = await manager.query(
      `select e.address_hash from erasures e join imports i on i.id = $1 and i.created_at <= e.requested_at
       where e.shop_id = $2`,
      [id, shopId],
    );
    if (rows.length === 0) return new Set();
    const hashes = new Set(rows.map((row) => row.address_hash));
    const hashOf = ({ content }: NumberedLine) =>
      this.grants.addressHashOf(customerAt(shopId, content.email));
    return new Set(lines.filter((line) => hashes.has(hashOf(line))));
  }

  private async profiles(
    transaction: Transaction,
    locked: LockedCustomers,
    { announce, service, actor }: ImportOrder,
    lines: readonly NumberedLine[],
    owners: ReadonlyMap<number, string>,
    now: Date,
  ): Promise<void> {
    const changed = new Set(locked.created);
    const pins = new Map<string, string>();
    const fresh = new Set(locked.created);
    for (const { line, content } of lines) {
      const before = locked.get(owners.get(line) ?? '');
      const registration = registrationOf(content);
      const profile = registeredProfile(before.profile, registration, now);
      const said = fresh.delete(before.id) ? 'unknown' : before.profile.marketingConsent;
      const about = { decidedAt: now, source: 'import', service, actor } as const;
      const decision = decisionByRegistration(said, before, registration, about);
      if (decision) locked.decisions.push(decision);
      const isSame = isSameProfile(before.profile, profile);
      if (!isSame) changed.add(before.id);
      if (!isSame || profile.consentDecidedAt !== before.profile.consentDecidedAt)
        locked.change(before.id, { profile });
      if (content.pin !== null) pins.set(before.id, content.pin);
    }
    await this.customers.announce(
      transaction,
      locked,
      changed,
      () => announce,
      (id) => pins.get(id),
    );
    for (const [id, pin] of pins) {
      const isTold = locked.created.has(id) || locked.get(id).profile.registered;
      if (!isTold) await this.customers.issuePin(transaction, locked, id, { pin, announce });
    }
  }

  /** Whoever was paid for the newsletter elsewhere is not paid again. */
  private async rememberPaid(
    { manager }: Transaction,
    locked: LockedCustomers,
    lines: readonly NumberedLine[],
    owners: ReadonlyMap<number, string>,
    now: Date,
  ): Promise<void> {
    const ids = lines.flatMap(({ line, content }) =>
      content.newsletterRewardPaid ? [owners.get(line) ?? ''] : [],
    );
    const paid = [...new Set(ids)].map((id) => locked.get(id));
    const reward = 'newsletter';
    const known = await this.grants.load(manager, paid);
    const fresh = paid.flatMap((customer) => {
      const { shopId, id: customerId } = customer;
      const addressHash = this.grants.addressHashOf(customer);
      const isKnown =
        known.has(grantText(reward, { customerId })) || known.has(grantText(reward, { addressHash }));
      return isKnown ? [] : [grantOfNothing({ shopId, reward, addressHash, customerId })];
    });
    await this.grants.save(manager, fresh, now);
  }

  private async award(
    transaction: Transaction,
    locked: LockedCustomers,
    { shopId, announce }: ImportOrder,
    work: {
      readonly lines: readonly NumberedLine[];
      readonly owners: ReadonlyMap<number, string>;
      readonly by: PostedBy;
      readonly now: Date;
    },
  ): Promise<ReadonlyMap<number, LineProblemCode>> {
    const { manager } = transaction;
    const problems = new Map<number, LineProblemCode>();
    const rules = (await this.shops.rules(manager, [shopId])).get(shopId);
    if (!rules) throw new TypeError('the shop of an import exists');
    const accounts = await this.ledger.accounts(manager, [...locked.all]);
    const batch = new PostingBatch({ accounts, newId: uuidv7 });
    for (const { line, content } of work.lines) {
      if (content.credits === null) continue;
      const expiresOn = lastDayOf(rules, content.expiresOn);
      if (expiresOn !== null && expiresOn < rules.today) {
        problems.set(line, 'day-past');
        continue;
      }
      const action = { kind: 'award', amount: parseAmount(content.credits), expiresOn } as const;
      const customerId = work.owners.get(line) ?? '';
      const { by } = work;
      const { reference } = content;
      const posted = batch.post(
        { shopId, customerId, action, reason: 'import', reference, announce, by },
        rules.today,
      );
      if ('refused' in posted) problems.set(line, 'balance-too-large');
    }
    await this.ledger.record(transaction, locked, batch, work.now);
    return problems;
  }
}

function registrationOf({
  registered,
  consent,
  firstName,
  lastName,
  phone,
  group,
}: ImportLine): Registration {
  const texts = { firstName, lastName, phone, group };
  const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));
  return { ...given, registered, marketingConsent: consent };
}
