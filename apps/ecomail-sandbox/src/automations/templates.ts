/** The e-mails of the automations that a loyalty merchant would set up, one per label of our tracker event. */
export const labels = ['credit', 'expiry', 'pin'] as const;
export type Label = (typeof labels)[number];

export interface Template {
  readonly name: string;
  readonly subject: string;
  readonly body: string;
}

type Templates = Readonly<Record<Label | 'welcome' | 'confirmation', Template>>;

const kredit = (field: string): string => `*|plural:${field}:kredit:kredity:kreditu:kreditů|*`;
const credit = (field: string): string => `*|plural:${field}:credit:credits|*`;

const cs: Templates = {
  credit: {
    name: 'Změna kreditů',
    subject: `Máte *|ellity_credit|* ${kredit('ellity_credit')}`,
    body: `Dobrý den,\n\nposlední změna na Vašem kontě: *|ellity_last_change_value|*.\nNyní máte *|ellity_credit|* ${kredit('ellity_credit')}.\n\nTěšíme se na Vás.`,
  },
  expiry: {
    name: 'Blíží se konec platnosti',
    subject: `Brzy Vám propadne *|ellity_expiring_value|* ${kredit('ellity_expiring_value')}`,
    body: `Dobrý den,\n\ndne *|ellity_expiring_date|* Vám propadne *|ellity_expiring_value|* ${kredit('ellity_expiring_value')}.\nCelkem máte *|ellity_credit|* ${kredit('ellity_credit')}.\n\nVyužijte je včas.`,
  },
  pin: {
    name: 'Nový PIN',
    subject: 'Váš PIN k věrnostnímu kontu',
    body: 'Dobrý den,\n\nVáš PIN k věrnostnímu kontu je *|ellity_pin|*.\nNikomu ho prosím nesdělujte.',
  },
  welcome: {
    name: 'Uvítání',
    subject: 'Vítejte mezi námi',
    body: 'Dobrý den,\n\nděkujeme, že odebíráte náš newsletter.',
  },
  confirmation: {
    name: 'Potvrzení odběru',
    subject: 'Potvrďte prosím odběr newsletteru',
    body: 'Dobrý den,\n\npotvrďte prosím, že si přejete dostávat náš newsletter.\nPokud jste se nepřihlásili Vy, zprávu smažte.',
  },
};

const en: Templates = {
  credit: {
    name: 'Credit changed',
    subject: `You have *|ellity_credit|* ${credit('ellity_credit')}`,
    body: `Hello,\n\nthe last change of your balance: *|ellity_last_change_value|*.\nYou now have *|ellity_credit|* ${credit('ellity_credit')}.\n\nSee you soon.`,
  },
  expiry: {
    name: 'Credits expire soon',
    subject: `*|ellity_expiring_value|* ${credit('ellity_expiring_value')} will expire soon`,
    body: `Hello,\n\non *|ellity_expiring_date|* you will lose *|ellity_expiring_value|* ${credit('ellity_expiring_value')}.\nYou have *|ellity_credit|* ${credit('ellity_credit')} in total.\n\nUse them in time.`,
  },
  pin: {
    name: 'New PIN',
    subject: 'Your loyalty PIN',
    body: 'Hello,\n\nyour loyalty PIN is *|ellity_pin|*.\nPlease keep it to yourself.',
  },
  welcome: {
    name: 'Welcome',
    subject: 'Welcome',
    body: 'Hello,\n\nthank you for subscribing to our newsletter.',
  },
  confirmation: {
    name: 'Confirm your subscription',
    subject: 'Please confirm your subscription',
    body: 'Hello,\n\nplease confirm that you want our newsletter.\nIf it was not you, delete this message.',
  },
};

export const templates = { cs, en } as const;
