import { type MarketingConsent, parseAmount } from '@ellity/contracts';
import type { Transaction } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { LedgerService } from '../credits/ledger/ledger.service';
import { openedSequence, OpeningService } from '../credits/ledger/opening.service';
import { type PostedBy, PostingBatch } from '../credits/posting';
import { decisionByRegistration } from '../customers/consent';
import { anonymousProfile, type Customer, customerAt, isSameProfile, refText } from '../customers/customer';
import { CustomersService } from '../customers/customers.service';
import type { LockedCustomers } from '../customers/locked-customers';
import { type Registration, registeredProfile } from '../customers/registration';
import { RewardsService } from '../rewards/rewards.service';
import { lastDayOf, type ShopRules } from '../shops/shop';
import { ShopsService } from '../shops/shops.service';
import { nowMicros } from '../values/database-clock.service';
import { creditsOfLine, type ImportLine, type LineProblemCode } from './import-line';

export interface ImportOrder {
  readonly id: string;
  readonly shopId: string;
  readonly announce: boolean;
  readonly service: string;
  readonly actor: string | null;
  readonly createdAt: Date;
}

export interface NumberedLine {
  readonly line: number;
  readonly content: ImportLine;
}

/** What lines are carried out by. */
interface Rules {
  readonly order: ImportOrder;
  readonly shop: ShopRules;
  readonly by: PostedBy;
  readonly now: Date;
}

/** A line with its customer. */
interface OwnedLine extends NumberedLine {
  readonly owner: string;
}

/** Carries out lines of an import in the transaction that marks them as done. */
@Injectable()
export class ImportWorkService {
  constructor(
    private readonly customers: CustomersService,
    private readonly ledger: LedgerService,
    private readonly openings: OpeningService,
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
    transaction.publishInBulk();
    const erased = await this.erasedSince(transaction, order, all);
    const lines = all.filter((line) => !erased.has(line));
    const rules = await this.rulesOf(transaction, order);
    const { locked, opened, others } = await this.lock(transaction, rules, lines);
    await this.open(transaction, locked, rules, opened);
    await this.profiles(transaction, locked, rules, others);
    const owned = [...opened, ...others];
    const paid = owned.flatMap(({ owner, content }) => (content.newsletterRewardPaid ? [owner] : []));
    await this.rewards.rememberPaid(
      manager,
      [...new Set(paid)].map((id) => locked.get(id)),
    );
    const problems = await this.award(transaction, locked, rules, others);
    // Registering in a file is no occasion: the reward is for those who register at the shop.
    const changedBy = new Map([...locked.created].map((id) => [id, rules.by]));
    await this.rewards.settle(transaction, locked, { consents: [], registrations: [], changedBy });
    await this.customers.save(manager, locked);
    return new Map([...problems, ...[...erased].map(({ line }) => [line, 'person-erased'] as const)]);
  }

  /** Whoever was erased after the file came is not brought back by it. */
  private async erasedSince(
    { manager }: Transaction,
    { shopId, createdAt: at }: ImportOrder,
    lines: readonly NumberedLine[],
  ): Promise<ReadonlySet<NumberedLine>> {
    const asked = lines.map((line) => ({ line, at, customer: customerAt(shopId, line.content.email) }));
    return new Set([...(await this.rewards.erasedSince(manager, asked))].map(({ line }) => line));
  }

  private async rulesOf({ manager }: Transaction, order: ImportOrder): Promise<Rules> {
    const { id: runId, shopId, service, actor } = order;
    const shop = (await this.shops.rules(manager, [shopId])).get(shopId);
    if (!shop) throw new TypeError('the shop of an import exists');
    return { order, shop, by: { service, actor, key: null, runId }, now: this.clock.now() };
  }

  /**
   * The customers of these lines, locked. `opened`: lines whose customer was created with all that the line brings, so
   * that nothing is left but to book and tell it.
   */
  private async lock(
    { manager }: Transaction,
    { order, shop, now }: Rules,
    lines: readonly NumberedLine[],
  ): Promise<{ locked: LockedCustomers; opened: OwnedLine[]; others: OwnedLine[] }> {
    const refs = lines.map(({ content }) => customerAt(order.shopId, content.email));
    const texts = refs.map(refText);
    const timesOf = new Map<string, number>();
    for (const text of texts) timesOf.set(text, (timesOf.get(text) ?? 0) + 1);
    const micros = await nowMicros(manager);
    const created = refs.map((ref, index) => {
      const content = lines[index]?.content;
      const isOpened = content && timesOf.get(texts[index] ?? '') === 1 && isPlain(content, shop);
      const profile = content
        ? registeredProfile(anonymousProfile, registrationOf(content), now)
        : anonymousProfile;
      return { ...ref, profile, ...(isOpened && { opening: openingOf(content, micros) }) };
    });
    const locked = await this.customers.lock(manager, refs, created);
    const opened: OwnedLine[] = [];
    const others: OwnedLine[] = [];
    for (const [index, line] of lines.entries()) {
      const owner = locked.ids.get(texts[index] ?? '') ?? '';
      const isOpened = created[index]?.opening !== undefined && locked.created.has(owner);
      (isOpened ? opened : others).push({ ...line, owner });
    }
    return { locked, opened, others };
  }

  /** Books and tells what those who were created with it have. */
  private async open(
    transaction: Transaction,
    locked: LockedCustomers,
    { order, shop, by, now }: Rules,
    lines: readonly OwnedLine[],
  ): Promise<void> {
    const { shopId, announce } = order;
    const openings = lines.map(({ owner, content }) => ({
      customer: locked.get(owner),
      isAwarded: content.credits !== null,
      expiresOn: lastDayOf(shop, content.expiresOn),
      reference: content.reference,
    }));
    await this.openings.open(transaction, { shopId, today: shop.today, announce, by }, openings, now);
    for (const { owner, content } of lines) decide(locked, owner, 'unknown', { content, order, now });
  }

  private async profiles(
    transaction: Transaction,
    locked: LockedCustomers,
    { order, now }: Rules,
    lines: readonly OwnedLine[],
  ): Promise<void> {
    const { announce } = order;
    const fresh = new Set(lines.map(({ owner }) => owner).filter((owner) => locked.created.has(owner)));
    const changed = new Set(fresh);
    const pins = new Map<string, string>();
    for (const { owner, content } of lines) {
      const before = locked.get(owner);
      const profile = registeredProfile(before.profile, registrationOf(content), now);
      const said = fresh.delete(owner) ? 'unknown' : before.profile.marketingConsent;
      decide(locked, owner, said, { content, order, now });
      const isSame = isSameProfile(before.profile, profile);
      if (!isSame) changed.add(owner);
      if (!isSame || profile.consentDecidedAt !== before.profile.consentDecidedAt)
        locked.change(owner, { profile });
      if (content.pin !== null) pins.set(owner, content.pin);
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

  private async award(
    transaction: Transaction,
    locked: LockedCustomers,
    { order, shop, by, now }: Rules,
    lines: readonly OwnedLine[],
  ): Promise<ReadonlyMap<number, LineProblemCode>> {
    const { shopId, announce } = order;
    const problems = new Map<number, LineProblemCode>();
    const owners = new Set(lines.map(({ owner }) => owner));
    const customers = [...owners].map((owner): Customer => locked.get(owner));
    const accounts = await this.ledger.accounts(transaction.manager, customers);
    const batch = new PostingBatch({ accounts, newId: uuidv7 });
    for (const { line, owner: customerId, content } of lines) {
      if (content.credits === null) continue;
      const expiresOn = lastDayOf(shop, content.expiresOn);
      if (expiresOn !== null && expiresOn < shop.today) {
        problems.set(line, 'day-past');
        continue;
      }
      const action = { kind: 'award', amount: parseAmount(content.credits), expiresOn } as const;
      const { reference } = content;
      const posted = batch.post(
        { shopId, customerId, action, reason: 'import', reference, announce, by },
        shop.today,
      );
      if ('refused' in posted) problems.set(line, 'balance-too-large');
    }
    await this.ledger.record(transaction, locked, batch, now);
    return problems;
  }
}

/** Nothing of the line depends on anything: somebody registered, who gets no PIN, with credits that are still good. */
function isPlain({ registered, pin, expiresOn }: ImportLine, shop: ShopRules): boolean {
  const lastDay = lastDayOf(shop, expiresOn);
  return registered && pin === null && (lastDay === null || lastDay >= shop.today);
}

const openingOf = (line: ImportLine, nowMicros: bigint) => ({
  balance: creditsOfLine(line),
  lastSequence: openedSequence(nowMicros, line.credits !== null),
});

/** Keeps what the line says about marketing e-mails, where it says something new. */
function decide(
  locked: LockedCustomers,
  owner: string,
  said: MarketingConsent,
  { content, order, now }: Pick<OwnedLine, 'content'> & Pick<Rules, 'order' | 'now'>,
): void {
  const about = { decidedAt: now, source: 'import', service: order.service, actor: order.actor } as const;
  const decision = decisionByRegistration(said, locked.get(owner), registrationOf(content), about);
  if (decision) locked.decisions.push(decision);
}

function registrationOf(line: ImportLine): Registration {
  const { registered, consent: marketingConsent, firstName, lastName, phone, group } = line;
  return {
    registered,
    marketingConsent,
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
    ...(phone !== undefined && { phone }),
    ...(group !== undefined && { group }),
  };
}
