/** What the columns of a file mean. Headers may be Czech or English, in any case, with or without diacritics. */
export const importColumns = [
  'email',
  'firstName',
  'lastName',
  'phone',
  'registered',
  'group',
  'credits',
  'expiresOn',
  'pin',
  'consent',
  'newsletterRewardPaid',
  'reference',
] as const;
export type ImportColumn = (typeof importColumns)[number];

const headers: Readonly<Record<ImportColumn, readonly string[]>> = {
  email: ['email', 'e-mail', 'mail', 'e-mailová adresa', 'email address', 'e-mail address'],
  firstName: ['jméno', 'křestní jméno', 'first name', 'firstname', 'given name'],
  lastName: ['příjmení', 'last name', 'lastname', 'surname'],
  phone: ['telefon', 'mobil', 'telefonní číslo', 'phone', 'phone number', 'mobile'],
  registered: ['registrovaný', 'registrován', 'registrace', 'registered'],
  group: ['skupina', 'zákaznická skupina', 'group', 'customer group'],
  credits: [
    'kredity',
    'kredit',
    'body',
    'stav konta',
    'konto',
    'credits',
    'credit',
    'points',
    'balance',
    'amount',
  ],
  expiresOn: [
    'platnost',
    'platnost do',
    'platí do',
    'expirace',
    'datum expirace',
    'propadne',
    'expires on',
    'expires',
    'expiry',
    'valid until',
  ],
  pin: ['pin'],
  consent: ['souhlas', 'souhlas s newsletterem', 'marketingový souhlas', 'consent', 'marketing consent'],
  newsletterRewardPaid: [
    'odměna za newsletter',
    'odměna za newsletter vyplacena',
    'newsletter reward paid',
    'newsletter reward',
  ],
  reference: ['poznámka', 'reference', 'číslo objednávky', 'note', 'order number'],
};

const formOf = (header: string): string =>
  header
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const columnByForm = new Map(
  importColumns.flatMap((column) => headers[column].map((header) => [formOf(header), column] as const)),
);

export interface HeaderRead {
  /** By position; undefined: a column that the import does not know. */
  readonly columns: readonly (ImportColumn | undefined)[];
  readonly ignored: readonly string[];
  /** Why the file cannot be read at all. */
  readonly problem?: 'no-email-column' | 'column-twice';
}

/** Its first hundred characters, without those that no column can hold. */
const readable = (cell: string): string =>
  [...cell.replaceAll(/[\p{Cc}\p{Cs}]/gu, '')].slice(0, 100).join('');

export function readHeader(cells: readonly string[]): HeaderRead {
  const columns = cells.map((cell) => columnByForm.get(formOf(cell)));
  const ignored = cells
    .filter((_, index) => columns[index] === undefined)
    .map(readable)
    .filter((cell) => cell.trim() !== '');
  const known = columns.filter((column) => column !== undefined);
  if (new Set(known).size < known.length) return { columns, ignored, problem: 'column-twice' };
  return known.includes('email') ? { columns, ignored } : { columns, ignored, problem: 'no-email-column' };
}
