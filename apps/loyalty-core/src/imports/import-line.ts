/** What a line of a file asks for. Every cell that cannot be understood is named, with what is wrong. */
import {
  type Amount,
  amountText,
  identityOf,
  isAddressRefused,
  isDay,
  isPhoneNumber,
  type MarketingConsent,
  parseAmount,
  readAddress,
} from '@ellity/contracts';
import { asMeant } from '@ellity/platform';
import type { ImportColumn } from './import-columns';

export interface ImportLine {
  readonly email: string;
  /** Absent where the file has no such column or an empty cell: it stays as it is. */
  readonly firstName?: string;
  readonly lastName?: string;
  readonly phone?: string;
  readonly group?: string;
  /** False makes nobody anonymous who is registered already. */
  readonly registered: boolean;
  readonly consent: MarketingConsent;
  /** With two decimals. Null: the line brings no credit. */
  readonly credits: string | null;
  /** Null: as the shop's rule says. */
  readonly expiresOn: string | null;
  readonly pin: string | null;
  readonly newsletterRewardPaid: boolean;
  readonly reference: string | null;
}

export const lineProblems = {
  'email-missing': { cs: 'chybí e-mail', en: 'there is no e-mail address' },
  'email-invalid': { cs: 'není e-mailová adresa', en: 'is not an e-mail address' },
  'text-too-long': { cs: 'je příliš dlouhé', en: 'is too long' },
  'text-unreadable': { cs: 'obsahuje řídicí znaky', en: 'holds control characters' },
  'phone-invalid': {
    cs: 'není telefonní číslo s 5 až 15 číslicemi; řádek se provede bez něj',
    en: 'is not a phone number of 5 to 15 digits; the line is carried out without it',
  },
  'amount-invalid': {
    cs: 'není částka s nejvýše dvěma desetinnými místy',
    en: 'is not an amount with at most two decimals',
  },
  'amount-ambiguous': {
    cs: 'může znamenat tisíce i desetinná místa; napište 1250, nebo 1250,00',
    en: 'may mean thousands or decimals; write it like 1250 or 1250.00',
  },
  'amount-negative': { cs: 'nesmí být záporné', en: 'must not be below zero' },
  'day-invalid': {
    cs: 'není datum jako 31. 12. 2027 nebo 2027-12-31',
    en: 'is not a day like 2027-12-31 or 31.12.2027',
  },
  'day-past': { cs: 'je v minulosti', en: 'is over' },
  'yes-or-no': { cs: 'má být ano, nebo ne', en: 'must be yes or no' },
  'pin-invalid': { cs: 'má být 4 až 8 číslic', en: 'must have 4 to 8 digits' },
  'pin-of-registered': {
    cs: 'PIN má jen neregistrovaný zákazník',
    en: 'only a customer without registration has a PIN',
  },
  'too-many-cells': { cs: 'řádek má víc polí než záhlaví', en: 'the line has more cells than the header' },
  'person-erased': { cs: 'osoba byla mezitím vymazána', en: 'the person was erased meanwhile' },
  'not-applied': { cs: 'řádek se nepodařilo provést', en: 'the line could not be carried out' },
  'not-in-time': {
    cs: 'import byl zastaven a do 30 dnů nepokračoval; řádek se neprovedl, v novém souboru pošlete jen takové řádky',
    en: 'the import was stopped and did not go on within 30 days; the line was not carried out: send only such lines in a new file',
  },
  'balance-too-large': { cs: 'konto by mělo příliš mnoho kreditů', en: 'the balance would be too large' },
} as const;
export type LineProblemCode = keyof typeof lineProblems;

export interface LineProblem {
  readonly column: ImportColumn | null;
  readonly code: LineProblemCode;
}

/** `remarks`: cells that are left out, while the rest of the line is carried out. */
export type LineRead =
  | { readonly line: ImportLine; readonly remarks: readonly LineProblem[] }
  | { readonly problems: readonly LineProblem[] };

/** `today`: the day of the shop. */
export function readLine(cells: Readonly<Partial<Record<ImportColumn, string>>>, today: string): LineRead {
  const problems: LineProblem[] = [];
  const read = <T>(column: ImportColumn, reader: (text: string) => Read<T>, absent: T): T => {
    const text = clean(cells[column] ?? '');
    if (text === '') return absent;
    const result = reader(text);
    if ('value' in result) return result.value;
    problems.push({ column, code: result.problem });
    return absent;
  };
  const email = read('email', emailOf, '');
  if (clean(cells.email ?? '') === '') problems.push({ column: 'email', code: 'email-missing' });
  const pin = read<string | null>('pin', pinOf, null);
  const registered = read('registered', yesOrNo, false);
  if (pin !== null && registered) problems.push({ column: 'pin', code: 'pin-of-registered' });
  const texts = (['firstName', 'lastName', 'phone', 'group'] as const).flatMap((column) => {
    const text = read<string | null>(column, column === 'phone' ? phoneOf : textOf(100), null);
    return text === null ? [] : [[column, text] as const];
  });
  const line: ImportLine = {
    email,
    ...Object.fromEntries(texts),
    registered,
    consent: read<MarketingConsent>('consent', consentOf, 'unknown'),
    credits: read<string | null>('credits', creditsOf, null),
    expiresOn: read<string | null>('expiresOn', dayOf(today), null),
    pin,
    newsletterRewardPaid: read('newsletterRewardPaid', yesOrNo, false),
    reference: read<string | null>('reference', textOf(100), null),
  };
  const isRemark = ({ code }: LineProblem): boolean => code === 'phone-invalid';
  return problems.every(isRemark) ? { line, remarks: problems } : { problems };
}

/** Binds sealed lines to their place in their file. */
export const blockContext = (importId: string, firstLine: number): string =>
  `import:${importId}:${firstLine}`;

/** Lines of different customers do not depend on one another: so many parts may be carried out side by side. */
export const partsCount = 2;

/** All lines of a customer are in the same part. */
export function partOf({ email }: Pick<ImportLine, 'email'>): number {
  const letters = [...identityOf(email)];
  const sum = letters.reduce((known, letter) => (known * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 0);
  return sum % partsCount;
}

export const creditsOfLine = ({ credits }: ImportLine): Amount =>
  credits === null ? 0n : parseAmount(credits);

type Read<T> = { readonly value: T } | { readonly problem: LineProblemCode };

/** Without outer white space, and without the quote that spreadsheets and our own export put before a text. */
const clean = (cell: string): string => asMeant(cell.trim());

function emailOf(text: string): Read<string> {
  const read = readAddress(text);
  return isAddressRefused(read) ? { problem: 'email-invalid' } : { value: read.address };
}

const textOf =
  (max: number) =>
  (text: string): Read<string> => {
    if (/[\p{Cc}\p{Cs}]/u.test(text)) return { problem: 'text-unreadable' };
    return [...text].length > max ? { problem: 'text-too-long' } : { value: text };
  };

function phoneOf(text: string): Read<string> {
  const read = textOf(30)(text);
  return 'value' in read && !isPhoneNumber(text) ? { problem: 'phone-invalid' } : read;
}

const plainAmount = /^(\d{1,10})(?:[.,](\d{1,2}))?$/;
/** White space stands before three digits, or it is no mark of thousands. */
const spacedAmount = /^[1-9]\d{0,2}(?:\s\d{3})+(?:[.,]\d{1,2})?$/;
/** All marks of thousands are the same, and that of decimals is the other one. */
const markedAmount = /^([1-9]\d{0,2}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,2}))?$/;

/**
 * `1250`, `1 250,5`, `1.250,50`, `1,250.50` and `1.250.000` are amounts. One mark with three digits behind it, as in
 * `1.250`, is thousands for one shop and a longer decimal for another: nobody's credits are guessed at.
 */
function creditsOf(text: string): Read<string | null> {
  if (/^[-−]/.test(text)) return { problem: 'amount-negative' };
  if (/\s/.test(text) && !spacedAmount.test(text)) return { problem: 'amount-invalid' };
  const compact = text.replaceAll(/\s/g, '');
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(compact)) return { problem: 'amount-ambiguous' };
  const [, plain, plainDecimals] = plainAmount.exec(compact) ?? [];
  const [, marked = '', , markedDecimals] = markedAmount.exec(compact) ?? [];
  const digits = (plain ?? marked.replaceAll(/[.,]/g, '')).replace(/^0+(?=\d)/, '');
  if (digits === '' || digits.length > 10) return { problem: 'amount-invalid' };
  const amount = `${digits}.${(plainDecimals ?? markedDecimals ?? '').padEnd(2, '0')}`;
  return { value: parseAmount(amount) === 0n ? null : amountText(parseAmount(amount)) };
}

const dayOf =
  (today: string) =>
  (text: string): Read<string> => {
    const [, d = '', m = '', y = ''] = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/.exec(text) ?? [];
    const day = y === '' ? text : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
    if (!isDay(day)) return { problem: 'day-invalid' };
    return day < today ? { problem: 'day-past' } : { value: day };
  };

const pinOf = (text: string): Read<string> =>
  /^\d{4,8}$/.test(text) ? { value: text } : { problem: 'pin-invalid' };

const yes = ['ano', 'yes', 'true', '1', 'a', 'y'];
const no = ['ne', 'no', 'false', '0', 'n'];

function yesOrNo(text: string): Read<boolean> {
  const word = text.toLowerCase();
  if (yes.includes(word)) return { value: true };
  return no.includes(word) ? { value: false } : { problem: 'yes-or-no' };
}

function consentOf(text: string): Read<MarketingConsent> {
  const word = text.toLowerCase();
  if (word === 'granted' || word === 'souhlas') return { value: 'granted' };
  if (word === 'denied' || word === 'nesouhlas') return { value: 'denied' };
  if (word === 'unknown' || word === 'neznámý') return { value: 'unknown' };
  const answer = yesOrNo(text);
  return 'problem' in answer ? answer : { value: answer.value ? 'granted' : 'denied' };
}
