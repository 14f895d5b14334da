import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { Message } from '../message';
import {
  IsBalance,
  IsCode,
  IsCreditAmount,
  IsCreditChange,
  IsDay,
  IsInstant,
  IsPart,
  IsText,
} from '../rules';

/** One entry of the ledger. */
export class CreditChange {
  /** Signed. The balance of the message already contains it. */
  @IsCreditChange() amount!: string;
  /** One of `creditReasons`, such as `order`, `spend`, `newsletter` or `expiry`, or a word of the sender. */
  @IsCode() reason!: string;
  @IsUUID() entryId!: string;
  /** What the entry is about in the sender's words, such as an order number. */
  @IsOptional() @IsText(100) reference?: string | null;
}

/** The day on which the next credits lapse at its end, and how many of them. */
export class NextExpiration {
  @IsDay() date!: string;
  @IsCreditAmount() amount!: string;
}

/** A customer's balance changed by one ledger entry. */
@Message('loyalty.CreditChanged', 1, {
  kind: 'event',
  customer: 'subject',
  sequenced: true,
  publishers: ['loyalty-core'],
  example: {
    balance: '150.00',
    change: {
      amount: '150.00',
      reason: 'order',
      entryId: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b10',
      reference: '2026001234',
    },
    nextExpiration: { date: '2027-11-23', amount: '150.00' },
    changedAt: '2026-11-23T08:15:30.123Z',
    announce: true,
  },
})
export class CreditChanged {
  @IsBalance() balance!: string;
  @IsPart(() => CreditChange) change!: CreditChange;
  @IsOptional() @IsPart(() => NextExpiration) nextExpiration!: NextExpiration | null;
  @IsInstant() changedAt!: string;
  /** False for imports, migrations and corrections: fields are written, nobody is notified. */
  @IsBoolean() announce!: boolean;
}
