import { dayIn, amountText } from '@ellity/contracts';
import { Clock, Keyset } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { customerViewOf } from '../customers/customer.response';
import { CustomersService } from '../customers/customers.service';
import { ShopsService } from '../shops/shops.service';
import { sequenceText } from '../values/sequence';
import type { AccountView, EntriesPage, EntryView } from './account.response';
import { emptyAccount, nextExpiration, spendable } from './credit-account';
import { LedgerService } from './ledger/ledger.service';

/** What can be read of a customer's credits. */
@Injectable()
export class AccountsService {
  private readonly pages = new Keyset('entries', ['integer']);

  constructor(
    private readonly shops: ShopsService,
    private readonly customers: CustomersService,
    private readonly ledger: LedgerService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Profile, balance and lots of one moment. */
  async account(shopId: string, customerId: string): Promise<AccountView> {
    await this.customers.require(shopId, customerId);
    const today = dayIn((await this.shops.get(shopId)).timeZone, this.clock.now());
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const customer = await this.customers.require(shopId, customerId, manager);
      const account = (await this.ledger.accounts(manager, [customer])).get(customer.id) ?? emptyAccount;
      const next = nextExpiration(account, today);
      return {
        ...customerViewOf(customer),
        spendable: amountText(spendable(account, today)),
        nextExpiration: next && { date: next.date, amount: amountText(next.amount) },
        lots: account.lots.map((lot) => ({
          ...lot,
          amount: amountText(lot.amount),
          remaining: amountText(lot.remaining),
        })),
      };
    });
  }

  /** Newest first. */
  async entries(
    shopId: string,
    customerId: string,
    { limit, before }: { readonly limit: number; readonly before: string | undefined },
  ): Promise<EntriesPage> {
    const { id } = await this.customers.require(shopId, customerId);
    const [last = '9223372036854775807'] = this.pages.keysOf(before) ?? [];
    const rows: EntryView[] = await this.dataSource.query(
      `select id, sequence::text, kind, amount::text, balance_after::text as "balanceAfter", reason, reference,
         service, actor, changed_at as "changedAt"
       from ledger_entries where customer_id = $1 and sequence < $2::bigint order by sequence desc limit $3`,
      [id, last, limit + 1],
    );
    const { items, next } = this.pages.pageOf(rows, limit, ({ sequence }) => [sequence]);
    return { items: items.map((row) => ({ ...row, sequence: sequenceText(BigInt(row.sequence)) })), next };
  }
}
