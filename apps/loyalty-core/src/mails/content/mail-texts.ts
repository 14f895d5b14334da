/** The words of system e-mails. Numbers agree with their nouns and verbs; a fraction has a form of its own in Czech. */
import { reasonName } from '@ellity/contracts';
import { formatAmountText, formatDay, type Language, pluralOf } from './mail-format';

export interface MailTexts {
  readonly balance: (amount: string) => string;
  readonly creditSubject: (net: string) => string;
  readonly creditLead: (net: string, shop: string) => string;
  readonly balanceLabel: string;
  readonly change: (amount: string, reason: string, reference: string | null) => string;
  readonly changesTitle: string;
  readonly nextExpiration: (amount: string, day: string) => string;
  readonly expirySubject: (amount: string) => string;
  readonly expiryLead: (amount: string, shop: string) => string;
  readonly expiryLine: (amount: string, day: string) => string;
  readonly expiryHint: string;
  readonly pinSubject: (shop: string) => string;
  readonly pinLead: (shop: string) => string;
  readonly pinLabel: string;
  readonly pinHint: string;
  readonly greeting: string;
  readonly footer: (shop: string) => string;
}

const unsigned = (amount: string): string => amount.replace(/^-/, '');
const isLoss = (amount: string): boolean => amount.startsWith('-');
/** A balance may be below zero. */
const signOf = (amount: string): string => (isLoss(amount) ? '−' : '');

function czechForms(amount: string, one: string, few: string, many: string, fraction: string): string {
  const rule = pluralOf('cs', unsigned(amount));
  if (rule === 'one') return one;
  if (rule === 'few') return few;
  return rule === 'many' ? fraction : many;
}
const kredity = (amount: string): string =>
  `${formatAmountText('cs', unsigned(amount))} ${czechForms(amount, 'kredit', 'kredity', 'kreditů', 'kreditu')}`;
const pribylo = (amount: string): string =>
  isLoss(amount)
    ? czechForms(amount, 'ubyl', 'ubyly', 'ubylo', 'ubylo')
    : czechForms(amount, 'přibyl', 'přibyly', 'přibylo', 'přibylo');
const propadne = (amount: string): string =>
  czechForms(amount, 'propadne', 'propadnou', 'propadne', 'propadne');

const cs: MailTexts = {
  balance: (amount) => `${signOf(amount)}${kredity(amount)}`,
  creditSubject: (net) =>
    isLoss(net)
      ? `Z konta vám ${pribylo(net)} ${kredity(net)}`
      : `Na konto vám ${pribylo(net)} ${kredity(net)}`,
  creditLead: (net, shop) =>
    isLoss(net)
      ? `z vašeho věrnostního konta v obchodě ${shop} ${pribylo(net)} ${kredity(net)}.`
      : `na vaše věrnostní konto v obchodě ${shop} ${pribylo(net)} ${kredity(net)}.`,
  balanceLabel: 'Na kontě teď máte',
  changesTitle: 'Co se změnilo',
  change: (amount, reason, reference) =>
    line(`${isLoss(amount) ? '−' : '+'}${kredity(amount)}`, reasonName(reason, 'cs'), reference),
  nextExpiration: (amount, day) =>
    `Do konce dne ${formatDay('cs', day)} můžete uplatnit ${kredity(amount)}, potom ${propadne(amount)}.`,
  expirySubject: (amount) => `Brzy vám ${propadne(amount)} ${kredity(amount)}`,
  expiryLead: (amount, shop) => `v obchodě ${shop} vám brzy ${propadne(amount)} ${kredity(amount)}.`,
  expiryLine: (amount, day) => `${kredity(amount)}: uplatnit můžete do konce dne ${formatDay('cs', day)}`,
  expiryHint: 'Stačí je do té doby využít při nákupu.',
  pinSubject: (shop) => `Váš PIN k věrnostnímu kontu v obchodě ${shop}`,
  pinLead: (shop) => `posíláme vám PIN k vašemu věrnostnímu kontu v obchodě ${shop}.`,
  pinLabel: 'Váš PIN',
  pinHint:
    'Zadejte ho v košíku, až budete chtít kredity uplatnit. PIN nikomu nesdělujte; platí vždy jen ten poslední.',
  greeting: 'Dobrý den,',
  footer: (shop) => `Tento e-mail jste dostali, protože máte věrnostní konto v obchodě ${shop}.`,
};

const credits = (amount: string): string =>
  `${formatAmountText('en', unsigned(amount))} ${pluralOf('en', unsigned(amount)) === 'one' ? 'credit' : 'credits'}`;

const en: MailTexts = {
  balance: (amount) => `${signOf(amount)}${credits(amount)}`,
  creditSubject: (net) =>
    isLoss(net) ? `${credits(net)} left your account` : `You have earned ${credits(net)}`,
  creditLead: (net, shop) =>
    isLoss(net)
      ? `${credits(net)} left your loyalty account at ${shop}.`
      : `${credits(net)} came to your loyalty account at ${shop}.`,
  balanceLabel: 'Your balance is now',
  changesTitle: 'What changed',
  change: (amount, reason, reference) =>
    line(`${isLoss(amount) ? '−' : '+'}${credits(amount)}`, reasonName(reason, 'en'), reference),
  nextExpiration: (amount, day) =>
    `Use ${credits(amount)} by the end of ${formatDay('en', day)}, before they expire.`,
  expirySubject: (amount) => `${credits(amount)} will expire soon`,
  expiryLead: (amount, shop) => `${credits(amount)} in your loyalty account at ${shop} will expire soon.`,
  expiryLine: (amount, day) => `${credits(amount)}: use them by the end of ${formatDay('en', day)}`,
  expiryHint: 'Use them in a purchase by then.',
  pinSubject: (shop) => `Your PIN for ${shop}`,
  pinLead: (shop) => `here is the PIN of your loyalty account at ${shop}.`,
  pinLabel: 'Your PIN',
  pinHint:
    'Enter it in the basket when you want to use your credits. Tell it to nobody; only the latest one is valid.',
  greeting: 'Hello,',
  footer: (shop) => `You receive this e-mail because you have a loyalty account at ${shop}.`,
};

const line = (amount: string, reason: string, reference: string | null): string =>
  `${amount} – ${reference === null || reference === '' ? reason : `${reason} ${reference}`}`;

export const mailTexts: Readonly<Record<Language, MailTexts>> = { cs, en };
