/** Lines of CSV that spreadsheets open as they are meant, and never execute. */
export type Cell = string | number | boolean | null;

/** How a language's spreadsheets expect files: Czech ones have a decimal comma, and so a semicolon between cells. */
export interface CsvForm {
  readonly delimiter: ';' | ',';
  readonly decimal: ',' | '.';
  readonly yes: string;
  readonly no: string;
}

export const csvForms: Readonly<Record<'cs' | 'en', CsvForm>> = {
  cs: { delimiter: ';', decimal: ',', yes: 'ano', no: 'ne' },
  en: { delimiter: ',', decimal: '.', yes: 'yes', no: 'no' },
};

/** Spreadsheets read UTF-8 only where a file begins with this. */
export const byteOrderMark = '\ufeff';

export const csvLine = (cells: readonly Cell[], form: CsvForm): string =>
  `${cells.map((cell) => quoted(textOf(cell, form), form)).join(form.delimiter)}\r\n`;

function textOf(cell: Cell, { decimal, yes, no }: CsvForm): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? yes : no;
  const text = String(cell);
  if (/^-?\d+\.\d{2}$/.test(text)) return text.replace('.', decimal);
  return harmless(text);
}

/** A text that begins like a formula gets a quote in front, which spreadsheets hide; our import takes it away again. */
const harmless = (text: string): string => (/^[=+\-@\t\r\n|]/.test(text) ? `'${text}` : text);

const quoted = (text: string, { delimiter }: CsvForm): string =>
  text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
