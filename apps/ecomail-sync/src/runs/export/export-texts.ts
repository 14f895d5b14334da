import { addressInUse } from '../../mirror/address-claims';
import { testMode } from '../../mirror/test-mode';

export type Language = 'cs' | 'en';

export const rejectedHeaders: Readonly<Record<Language, readonly string[]>> = {
  cs: ['Číslo zákazníka', 'E-mail', 'Důvod', 'Co s tím'],
  en: ['Customer id', 'Email', 'Reason', 'What to do'],
};

const inUse = {
  cs: [
    'Tuto adresu má v e-shopu i jiný zákazník, který ji zadal později.',
    'Opravte adresu u jednoho z nich; pak se zapíše sám.',
  ],
  en: [
    'Another customer of the shop has this address and gave it later.',
    'Correct the address of one of them; it is written by itself then.',
  ],
} as const;

const leftOutOfTest = {
  cs: [
    'Propojení je v testovacím režimu a tato adresa v něm není vyjmenovaná.',
    'Nic; až režim vypnete, zapíše se sám.',
  ],
  en: [
    'The connection is in test mode, and this address is not one of those listed.',
    'Nothing; when you end test mode it is written by itself.',
  ],
} as const;

const refused = {
  cs: (said: string) => [
    `Ecomail kontakt odmítl: ${said}`,
    'Opravte údaj u zákazníka, nebo export odmítnutých zopakujte.',
  ],
  en: (said: string) => [
    `Ecomail refused the contact: ${said}`,
    "Correct the customer's data, or repeat the export of those refused.",
  ],
} as const;

/** Why a contact was not exported, and what helps, as a merchant reads it. */
export function explained(reason: string, language: Language): readonly string[] {
  if (reason === addressInUse) return inUse[language];
  return reason === testMode ? leftOutOfTest[language] : refused[language](reason);
}

export const leftOutTexts = {
  'without-profile': {
    cs: 'Ještě o nich nemáme údaje zákazníka (jen pohyb kreditu); zapíšou se, jakmile dorazí.',
    en: 'Nothing but a change of credit is known of them yet; they are written as soon as their data arrive.',
  },
  'address-in-use': { cs: inUse.cs[0], en: inUse.en[0] },
  'test-mode': { cs: leftOutOfTest.cs[0], en: leftOutOfTest.en[0] },
  refused: {
    cs: 'Ecomail je při posledním zápisu odmítl; export to zkusí znovu.',
    en: 'Ecomail refused them at the last write; the export tries again.',
  },
} as const;

export type LeftOutReason = keyof typeof leftOutTexts;
