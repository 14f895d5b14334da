/** First lines of exports. What the import knows too has the same name there; a balance is no lot, and has another. */
export const customerHeaders: Readonly<Record<'cs' | 'en', readonly string[]>> = {
  cs: [
    'E-mail',
    'Jméno',
    'Příjmení',
    'Telefon',
    'Registrovaný',
    'Skupina',
    'Souhlas',
    'Zůstatek',
    'Číslo zákazníka',
  ],
  en: [
    'Email',
    'First name',
    'Last name',
    'Phone',
    'Registered',
    'Group',
    'Consent',
    'Current balance',
    'Customer id',
  ],
};

export const ledgerHeaders: Readonly<Record<'cs' | 'en', readonly string[]>> = {
  cs: [
    'Čas (UTC)',
    'E-mail',
    'Změna',
    'Zůstatek',
    'Důvod',
    'Poznámka',
    'Platnost do',
    'Služba',
    'Osoba',
    'Číslo pohybu',
  ],
  en: [
    'Time (UTC)',
    'Email',
    'Change',
    'Balance',
    'Reason',
    'Reference',
    'Expires on',
    'Service',
    'Person',
    'Entry id',
  ],
};
