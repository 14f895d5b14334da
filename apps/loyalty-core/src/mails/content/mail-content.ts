/** A system e-mail as it is read: what the changes come to, in the language of the shop. */
import { amountText, parseAmount } from '@ellity/contracts';
import { type MailContent, mailContent, type MailLayout } from '@ellity/mail';
import type { CreditMailChange, ExpiryMailChange } from '../mail';
import type { Language } from './mail-format';
import { mailTexts } from './mail-texts';

export interface MailAbout {
  readonly shopName: string;
  readonly language: Language;
}

/** Undefined: the changes come to nothing, and there is nothing to tell. */
export function creditMail(about: MailAbout, changes: readonly CreditMailChange[]): MailContent | undefined {
  const texts = mailTexts[about.language];
  const net = sumOf(changes);
  const last = changes.at(-1);
  if (net === '0.00' || last === undefined) return undefined;
  return contentOf(about, {
    subject: texts.creditSubject(net),
    lead: texts.creditLead(net, about.shopName),
    figure: { label: texts.balanceLabel, value: texts.balance(last.balance) },
    list: {
      title: texts.changesTitle,
      lines: changes.map(({ amount, reason, reference }) => texts.change(amount, reason, reference)),
    },
    hint: last.nextExpiration && texts.nextExpiration(last.nextExpiration.amount, last.nextExpiration.date),
  });
}

export function expiryMail(about: MailAbout, changes: readonly ExpiryMailChange[]): MailContent | undefined {
  const texts = mailTexts[about.language];
  const days = changes.toSorted((one, other) => (one.expiresOn < other.expiresOn ? -1 : 1));
  const sum = sumOf(changes);
  if (days.length === 0) return undefined;
  return contentOf(about, {
    subject: texts.expirySubject(sum),
    lead: texts.expiryLead(sum, about.shopName),
    figure: null,
    list: { title: null, lines: days.map(({ amount, expiresOn }) => texts.expiryLine(amount, expiresOn)) },
    hint: texts.expiryHint,
  });
}

export function pinMail(about: MailAbout, pin: string): MailContent {
  const texts = mailTexts[about.language];
  return contentOf(about, {
    subject: texts.pinSubject(about.shopName),
    lead: texts.pinLead(about.shopName),
    figure: { label: texts.pinLabel, value: pin },
    list: null,
    hint: texts.pinHint,
  });
}

function contentOf(
  { shopName, language }: MailAbout,
  parts: Omit<MailLayout, 'shopName' | 'language' | 'greeting' | 'footer'>,
): MailContent {
  const { greeting, footer } = mailTexts[language];
  return mailContent({ ...parts, shopName, language, greeting, footer: footer(shopName) });
}

const sumOf = (changes: readonly { readonly amount: string }[]): string =>
  amountText(changes.reduce((sum, { amount }) => sum + parseAmount(amount), 0n));
