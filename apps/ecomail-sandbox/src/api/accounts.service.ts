import { Problem } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { type SandboxOptions, sandboxOptions } from '../config';
import type { AccountRow } from '../store/rows';
import { StoreService } from '../store/store.service';
import { TimeService } from '../store/time.service';

/** The account that exists from the first start; the control API means it when it is told of none. */
export const firstAccountId = '1';

/** Accounts and the one key that each of them has. */
@Injectable()
export class AccountsService {
  private byKey = new Map<string, AccountRow>();

  constructor(
    @Inject(sandboxOptions) private readonly options: SandboxOptions,
    private readonly store: StoreService,
    private readonly time: TimeService,
  ) {}

  load(): void {
    this.index();
    if (this.store.accounts.size === 0) this.create({ name: 'Sandbox', key: this.options.firstKey });
  }

  ofKey(key: string): AccountRow | undefined {
    return this.byKey.get(key);
  }

  all(): readonly AccountRow[] {
    return [...this.store.accounts.all()];
  }

  one(id: string = firstAccountId): AccountRow {
    const account = this.store.accounts.get(id);
    if (account) return account;
    throw new Problem(
      404,
      'account-unknown',
      `There is no account ${id}. GET /_sandbox/accounts lists them.`,
    );
  }

  create(input: { readonly name: string; readonly key?: string }): AccountRow {
    const key = input.key ?? newKey();
    this.refuseTaken(key);
    const row = { id: String(this.store.next('account')), name: input.name, key, createdAt: this.time.iso() };
    this.save(row);
    return row;
  }

  /** The key before stops working with this call. */
  replaceKey(id: string, key: string = newKey()): AccountRow {
    const account = this.one(id);
    if (key !== account.key) this.refuseTaken(key);
    const row = { ...account, key };
    this.save(row);
    return row;
  }

  private save(row: AccountRow): void {
    this.store.put(this.store.accounts, row);
    this.store.commit();
    this.index();
  }

  private refuseTaken(key: string): void {
    if (this.byKey.has(key))
      throw new Problem(409, 'key-taken', 'Another account has this key; choose a different one.');
  }

  private index(): void {
    this.byKey = new Map(this.all().map((account) => [account.key, account]));
  }
}

const newKey = (): string => randomBytes(20).toString('hex');
