import type { Core, Letters, Own, Sync } from '../api/types';
import { textsOf } from '../language/texts';

/** Whatever a person fills in that a service may refuse, by its path in the body; a field without a name fails the types. */
type Field =
  | keyof Own['LoginBody']
  | keyof Own['PersonBody']
  | keyof Own['MeBody']
  | keyof Core['AwardBody']
  | keyof Core['MailSettingsBody']
  | keyof Core['ShopChangeBody']
  | 'expiryNotice.leadDays'
  | keyof Core['ConsentBody']
  | keyof Sync['KeyRequest']
  | keyof Sync['TestEventRequest']
  | keyof Sync['TestModeRequest']
  | 'listId'
  | `createList.${keyof Sync['CreateListRequest']}`
  | keyof Letters['ActionRequest']
  | keyof Letters['GroupChange']
  | keyof Letters['LetterEdit']
  | `filter.${keyof Letters['FilterFields']}`
  | `rules.${keyof Letters['RuleFields']}`;

/** As the forms name them. */
export const cs = {
  email: 'E-mail',
  password: 'Heslo',
  currentPassword: 'Současné heslo',
  name: 'Jméno',
  role: 'Role',
  shops: 'Obchody',
  language: 'Jazyk',
  amount: 'Kolik',
  reward: 'Odměna',
  reason: 'Důvod',
  reference: 'Poznámka',
  announce: 'Upozornění zákazníka',
  expiresOn: 'Platí do',
  credit: 'Změny kreditů',
  pin: 'PIN',
  senderName: 'Jméno odesílatele',
  replyTo: 'Odpovědi na e-mail',
  contactEmail: 'Komu napsat, když se propojení zastaví',
  quietSeconds: 'Jak často psát',
  timeZone: 'Časové pásmo',
  expiryDays: 'Počet dní',
  expiryMonths: 'Počet měsíců',
  nightHour: 'Hodina nočního propadání',
  pinLength: 'Kolik číslic mají nové PINy',
  lapsedReturns: 'Vrácené kredity po konci platnosti',
  shortfallRule: 'Odebrání už utracených kreditů',
  newsletterReward: 'Odměna za newsletter',
  rewardedSignUps: 'Odměněná přihlášení',
  newsletterTakenBack: 'Odebrání odměny po odhlášení',
  registrationReward: 'Odměna za registraci',
  expiryNotice: 'Upozornění na propadnutí',
  'expiryNotice.leadDays': 'Kolik dní předem',
  systemMails: 'Systémové e-maily',
  unknownConsent: 'Zákazníci bez vyjádření',
  marketingConsent: 'Souhlas',
  decidedAt: 'Kdy se vyjádřil',
  source: 'Kde se vyjádřil',
  proof: 'Jak ho vyjádřil',
  apiKey: 'Klíč API',
  baseUrl: 'Adresa Ecomailu',
  label: 'Štítek',
  addresses: 'Adresy, kterým se zapisuje',
  listId: 'Seznam kontaktů',
  'createList.name': 'Název seznamu',
  'createList.fromName': 'Jméno odesílatele',
  'createList.fromEmail': 'E-mail odesílatele',
  'createList.replyTo': 'Odpovědi na e-mail',
  kind: 'Co se má stát',
  why: 'Proč',
  count: 'Počet zpráv',
  rate: 'Nejvýš zpráv za sekundu',
  failedShareMax: 'Samo zastavit, když znovu selže víc než',
  filter: 'Výběr zpráv',
  ids: 'Vybrané zprávy',
  rules: 'Co se v každé zprávě změní',
  'rules.what': 'Změna',
  'rules.field': 'Pole',
  'rules.to': 'Nová hodnota',
  note: 'Poznámka',
  isOnHold: 'Pozdržení',
  data: 'Obsah zprávy',
  'filter.groupId': 'Skupina',
  'filter.queue': 'Fronta',
  'filter.service': 'Služba',
  'filter.type': 'Typ zprávy',
  'filter.code': 'Kód chyby',
  'filter.shopId': 'Obchod',
  'filter.customerId': 'Číslo zákazníka',
  'filter.messageId': 'Číslo zprávy',
  'filter.since': 'Od',
  'filter.until': 'Do',
} satisfies Record<Field, string>;

export const en: Record<keyof typeof cs, string> = {
  email: 'E-mail',
  password: 'Password',
  currentPassword: 'Current password',
  name: 'Name',
  role: 'Role',
  shops: 'Shops',
  language: 'Language',
  amount: 'How many',
  reward: 'Reward',
  reason: 'Reason',
  reference: 'Note',
  announce: 'Notice to the customer',
  expiresOn: 'Valid until',
  credit: 'Changes of credit',
  pin: 'PIN',
  senderName: 'Name of the sender',
  replyTo: 'Replies go to',
  contactEmail: 'Whom to write to when the connection stops',
  quietSeconds: 'How often to write',
  timeZone: 'Time zone',
  expiryDays: 'Number of days',
  expiryMonths: 'Number of months',
  nightHour: 'Hour at which credits lapse',
  pinLength: 'Digits of new PINs',
  lapsedReturns: 'Credits given back after their last day',
  shortfallRule: 'Taking back what was spent',
  newsletterReward: 'Newsletter reward',
  rewardedSignUps: 'Rewarded sign-ups',
  newsletterTakenBack: 'Taking the reward back',
  registrationReward: 'Registration reward',
  expiryNotice: 'Expiry warning',
  'expiryNotice.leadDays': 'How many days ahead',
  systemMails: 'System e-mails',
  unknownConsent: 'Customers who were never asked',
  marketingConsent: 'Consent',
  decidedAt: 'When they said it',
  source: 'Where they said it',
  proof: 'How they said it',
  apiKey: 'API key',
  baseUrl: 'Address of Ecomail',
  label: 'Label',
  addresses: 'Addresses that are written',
  listId: 'Contact list',
  'createList.name': 'Name of the list',
  'createList.fromName': 'Name of the sender',
  'createList.fromEmail': 'E-mail of the sender',
  'createList.replyTo': 'Replies go to',
  kind: 'What is to happen',
  why: 'Why',
  count: 'Number of letters',
  rate: 'Letters a second at most',
  failedShareMax: 'Stop by itself when more fail again than',
  filter: 'Choice of letters',
  ids: 'Chosen letters',
  rules: 'What changes in each message',
  'rules.what': 'Change',
  'rules.field': 'Field',
  'rules.to': 'New value',
  note: 'Note',
  isOnHold: 'Hold',
  data: 'Contents of the message',
  'filter.groupId': 'Group',
  'filter.queue': 'Queue',
  'filter.service': 'Service',
  'filter.type': 'Type of message',
  'filter.code': 'Error code',
  'filter.shopId': 'Shop',
  'filter.customerId': 'Customer number',
  'filter.messageId': 'Message number',
  'filter.since': 'From',
  'filter.until': 'To',
};

export type FieldName = keyof typeof cs;
export const isNamed = (path: string): path is FieldName => path in cs;

export const useFieldNames = textsOf('fields', cs, en);
