import type { MailContent, OutgoingMail } from '@ellity/mail';
import { amountText } from '@ellity/contracts';
import { Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { emptyAccount, nextExpiration } from '../credits/credit-account';
import { LedgerService } from '../credits/ledger/ledger.service';
import type { Customer } from '../customers/customer';
import { CustomersService } from '../customers/customers.service';
import { PinsService } from '../pins/pins.service';
import type { Shop } from '../shops/shop';
import { ShopsService } from '../shops/shops.service';
import type { CreditMailChange, ExpiryMailChange, MailKind } from './mail';
import { creditMail, expiryMail, type MailAbout, pinMail } from './content/mail-content';
import { MailSettingsService } from './mail-settings.service';
import type { MailPreview } from './mails.response';

/** A row of `mails`: which kind it is says what its changes are. */
export interface StoredMail {
  readonly id: string;
  readonly shopId: string;
  readonly customerId: string;
  readonly kind: MailKind;
  readonly changes: readonly (CreditMailChange | ExpiryMailChange | object)[];
}

const hiddenPin = '••••••';

/** Makes e-mails of what was recorded, with the customer and the shop as they are now. */
@Injectable()
export class MailComposerService {
  constructor(
    private readonly shops: ShopsService,
    private readonly customers: CustomersService,
    private readonly pins: PinsService,
    private readonly ledger: LedgerService,
    private readonly settings: MailSettingsService,
    private readonly dataSource: DataSource,
  ) {}

  /** Or why there is nothing to send any more. */
  async compose(stored: StoredMail): Promise<{ readonly mail: OutgoingMail } | { readonly dropped: string }> {
    const { id, shopId, customerId } = stored;
    const shop = await this.shops.get(shopId);
    const customer = await this.customers.find({ shopId, id: customerId });
    if (!customer) return { dropped: 'customer-gone' };
    const content = this.contentOf(stored, customer, aboutOf(shop));
    if ('dropped' in content) return content;
    return { mail: { id, to: customer.email, ...(await this.senderOf(shop)), ...content } };
  }

  /** With the customer's newest change, what lapses next, or a PIN that is not shown; samples where there is none. */
  async preview(
    shopId: string,
    customerId: string,
    kind: MailKind,
    language: Shop['language'] | undefined,
  ): Promise<MailPreview> {
    const shop = await this.shops.get(shopId);
    const customer = await this.customers.require(shopId, customerId);
    const about = { ...aboutOf(shop), language: language ?? shop.language };
    const content = await this.previewContent(kind, customer, shop, about);
    if (!content) throw new Problem(409, 'nothing-to-show', 'There is nothing to tell this customer of.');
    return { ...(await this.senderOf(shop)), ...content };
  }

  private contentOf(
    { kind, changes }: StoredMail,
    customer: Customer,
    about: MailAbout,
  ): MailContent | { readonly dropped: string } {
    if (kind === 'pin') {
      if (customer.pin === null) return { dropped: 'pin-gone' };
      return pinMail(about, this.pins.inClear(customer.id, customer.pin));
    }
    const content =
      kind === 'credit'
        ? creditMail(about, changes as readonly CreditMailChange[])
        : expiryMail(about, changes as readonly ExpiryMailChange[]);
    return content ?? { dropped: 'net-zero' };
  }

  private async previewContent(
    kind: MailKind,
    customer: Customer,
    shop: Shop,
    about: MailAbout,
  ): Promise<MailContent | undefined> {
    if (kind === 'pin') return pinMail(about, hiddenPin);
    const { manager } = this.dataSource;
    const today = (await this.shops.rules(manager, [shop.id])).get(shop.id)?.today ?? '';
    const account = (await this.ledger.accounts(manager, [customer])).get(customer.id) ?? emptyAccount;
    const found = nextExpiration(account, today);
    const next = found && { date: found.date, amount: amountText(found.amount) };
    if (kind === 'expiry')
      return expiryMail(about, [{ amount: next?.amount ?? '40.00', expiresOn: next?.date ?? today }]);
    const last = (await this.ledger.lastEntries(manager, [customer.id])).get(customer.id);
    const { amount, reason, reference = null } = last?.change ?? { amount: '150.00', reason: 'order' };
    const balance = amountText(last ? customer.balance : customer.balance + 15_000n);
    return creditMail(about, [{ amount, balance, reason, reference, nextExpiration: next }]);
  }

  private async senderOf({ id, name }: Shop): Promise<Pick<OutgoingMail, 'senderName' | 'replyTo'>> {
    const { senderName, replyTo } = await this.settings.settings(id);
    return { senderName: senderName ?? name, replyTo };
  }
}

const aboutOf = ({ name, language }: Shop): MailAbout => ({ shopName: name, language });
