/** An e-mail to the merchant, in the language of the shop. */
import { type MailContent, mailContent } from '@ellity/mail';
import type { MailAbout } from './mail-content';

const words = {
  cs: {
    subject: 'Propojení s Ecomailem se zastavilo',
    greeting: 'Dobrý den,',
    lead: (shop: string) =>
      `propojení věrnostního programu obchodu ${shop} s Ecomailem se zastavilo. Kredity zákazníků se počítají dál, ale do Ecomailu se nic neposílá, dokud to nenapravíte.`,
    footer: (shop: string) =>
      `Tento e-mail jste dostali, protože je vaše adresa uvedená u obchodu ${shop} jako kontaktní.`,
  },
  en: {
    subject: 'Your connection to Ecomail stopped',
    greeting: 'Hello,',
    lead: (shop: string) =>
      `the connection of the loyalty programme of ${shop} to Ecomail stopped. Credits of your customers go on being counted, but nothing is sent to Ecomail until you put it right.`,
    footer: (shop: string) => `You got this e-mail because your address is the contact of the shop ${shop}.`,
  },
} as const;

/** `hint`: why it stopped, and what to do about it. */
export function connectionStoppedMail({ shopName, language }: MailAbout, hint: string): MailContent {
  const { subject, greeting, lead, footer } = words[language];
  const layout = { language, subject, shopName, greeting, hint, figure: null, list: null };
  return mailContent({ ...layout, lead: lead(shopName), footer: footer(shopName) });
}
