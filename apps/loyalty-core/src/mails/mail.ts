/** What a system e-mail tells of, and who gets which. */
import {
  contractOf,
  type CreditChanged,
  CreditChanged as CreditChangedEvent,
  type CreditsExpiring,
  CreditsExpiring as CreditsExpiringEvent,
  type Envelope,
  type PinChanged,
  PinChanged as PinChangedEvent,
} from '@ellity/contracts';

export const mailKinds = ['credit', 'expiry', 'pin'] as const;
export type MailKind = (typeof mailKinds)[number];

/** Who sends e-mails of a kind: nobody, this service, or automations at Ecomail. */
export const mailTargets = ['off', 'system', 'ecomail'] as const;
export type MailTarget = (typeof mailTargets)[number];

export interface CreditMailChange {
  readonly amount: string;
  readonly balance: string;
  readonly reason: string;
  readonly reference: string | null;
  readonly nextExpiration: { readonly date: string; readonly amount: string } | null;
}

export interface ExpiryMailChange {
  readonly amount: string;
  readonly expiresOn: string;
}

/** What is told, by kind. The PIN itself is read from the customer's row when the e-mail is made. */
export interface MailChanges {
  readonly credit: CreditMailChange;
  readonly expiry: ExpiryMailChange;
  readonly pin: Readonly<Record<string, never>>;
}

export interface RecordedChange {
  readonly shopId: string;
  readonly customerId: string;
  readonly kind: MailKind;
  readonly change: MailChanges[MailKind];
}

const typeOf = {
  credit: contractOf(CreditChangedEvent).type,
  expiry: contractOf(CreditsExpiringEvent).type,
  pin: contractOf(PinChangedEvent).type,
};

export const mailKindOf = (type: string): MailKind | undefined =>
  mailKinds.find((kind) => typeOf[kind] === type);

/** What a message that is published gives customers to read; undefined: nothing. */
export function mailChangeOf({ type, shopid: shopId, subject, data }: Envelope): RecordedChange | undefined {
  if (subject === undefined) return undefined;
  const about = { shopId, customerId: subject };
  if (type === typeOf.credit) {
    const { balance, change, nextExpiration, announce } = data as CreditChanged;
    const { amount, reason, reference = null } = change;
    return announce
      ? { ...about, kind: 'credit', change: { amount, balance, reason, reference, nextExpiration } }
      : undefined;
  }
  if (type === typeOf.expiry) {
    const { amount, expiresOn } = data as CreditsExpiring;
    return { ...about, kind: 'expiry', change: { amount, expiresOn } };
  }
  if (type !== typeOf.pin) return undefined;
  const { pin, announce } = data as PinChanged;
  return announce && pin !== null ? { ...about, kind: 'pin', change: {} } : undefined;
}

/** Later than this, an e-mail would tell of old news. */
export const mailAgeMaxMs = 3 * 86_400_000;
