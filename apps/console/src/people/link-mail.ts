/** The e-mails that bring a link, in the language of the person. */
import { type MailContent, mailContent } from '@ellity/mail';
import type { LinkKind } from './link';
import type { Person } from './person';

const product = 'Ellity';

const words = {
  cs: {
    greeting: 'Dobrý den,',
    link: 'Odkaz',
    invitation: {
      subject: 'Pozvánka do konzole Ellity',
      lead: 'dostali jste přístup do konzole věrnostního programu Ellity. Otevřete odkaz a nastavte si heslo. Odkaz platí sedm dní a lze ho použít jednou.',
    },
    'password-reset': {
      subject: 'Nové heslo do konzole Ellity',
      lead: 'někdo, nejspíš vy, si vyžádal nové heslo do konzole Ellity. Otevřete odkaz a nastavte si ho. Odkaz platí hodinu a lze ho použít jednou. Pokud jste to nebyli vy, nemusíte dělat nic: heslo zůstává, jaké bylo.',
    },
    footer: 'Tento e-mail jste dostali, protože máte přístup do konzole Ellity.',
  },
  en: {
    greeting: 'Hello,',
    link: 'Link',
    invitation: {
      subject: 'Your invitation to the Ellity console',
      lead: 'you were given access to the console of the Ellity loyalty programme. Open the link and set a password. The link counts for seven days, and once.',
    },
    'password-reset': {
      subject: 'A new password for the Ellity console',
      lead: 'somebody, most likely you, asked for a new password for the Ellity console. Open the link and set one. The link counts for an hour, and once. If it was not you, there is nothing to do: the password stays as it was.',
    },
    footer: 'You received this e-mail because you have access to the Ellity console.',
  },
} as const;

export function linkMail(kind: LinkKind, url: string, { language }: Pick<Person, 'language'>): MailContent {
  const { greeting, footer, link, ...kinds } = words[language];
  const { subject, lead } = kinds[kind];
  return mailContent({
    language,
    subject,
    shopName: product,
    greeting,
    lead,
    figure: null,
    list: { title: link, lines: [url] },
    hint: null,
    footer,
  });
}
