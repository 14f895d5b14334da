/** What a shop decided about system e-mails, and what it should know about its decision. */
import type { MailKind, MailTarget } from './mail';

export interface MailSettings {
  readonly credit: MailTarget;
  readonly pin: MailTarget;
  /** In place of the name of the shop. */
  readonly senderName: string | null;
  readonly replyTo: string | null;
  /** Who at the shop is told that something stopped; null: the reply address. */
  readonly contactEmail: string | null;
  /** A customer gets at most one e-mail of a kind in so many seconds; what happens meanwhile is in the next one. */
  readonly quietSeconds: number;
}

export const defaultMailSettings: MailSettings = {
  credit: 'system',
  pin: 'system',
  senderName: null,
  replyTo: null,
  contactEmail: null,
  quietSeconds: 300,
};

export interface MailWarning {
  readonly code: 'sent-twice' | 'switched-off' | 'no-mail-server';
  readonly kinds: readonly MailKind[];
  readonly text: { readonly cs: string; readonly en: string };
}

export interface MailSituation {
  readonly targets: Readonly<Record<MailKind, MailTarget>>;
  /** The shop's switch over all of them. */
  readonly systemMails: boolean;
  readonly isConnected: boolean;
  readonly hasServer: boolean;
}

export function mailWarnings({ targets, systemMails, isConnected, hasServer }: MailSituation): MailWarning[] {
  const kinds = (Object.keys(targets) as MailKind[]).filter((kind) => targets[kind] === 'system');
  if (kinds.length === 0) return [];
  if (!systemMails) {
    return kinds.includes('expiry')
      ? [{ code: 'switched-off', kinds: ['expiry'], text: texts['switched-off'] }]
      : [];
  }
  return [
    ...(isConnected ? [{ code: 'sent-twice' as const, kinds, text: texts['sent-twice'] }] : []),
    ...(hasServer ? [] : [{ code: 'no-mail-server' as const, kinds, text: texts['no-mail-server'] }]),
  ];
}

const texts: Readonly<Record<MailWarning['code'], MailWarning['text']>> = {
  'sent-twice': {
    cs: 'Napojení na Ecomail je aktivní a tyto e-maily posílá i věrnostní systém: zákazníci je dostanou dvakrát. Vypněte je zde, nebo v automatizacích Ecomailu.',
    en: 'The connection to Ecomail is active and the loyalty system sends these e-mails too: customers get them twice. Switch them off here, or in your automations at Ecomail.',
  },
  'switched-off': {
    cs: 'Na propadnutí kreditů má upozorňovat věrnostní systém, ale jeho e-maily jsou vypnuté: zákazníky neupozorní nikdo.',
    en: 'The loyalty system is to warn of credits that lapse, but its e-mails are switched off: nobody warns your customers.',
  },
  'no-mail-server': {
    cs: 'Systém nemá nastavený poštovní server: e-maily čekají a po třech dnech se zahodí. Obraťte se na provozovatele.',
    en: 'The system has no mail server: e-mails wait, and are dropped after three days. Ask the operator.',
  },
};
