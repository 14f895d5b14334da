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

/** What a spreadsheet takes for a formula where a cell begins with it; some read the wide forms as well. */
const formula = String.raw`'*[=+\-@|\t\r\n＝＋－＠]`;
/** A cell may begin at each of these too: which one is between cells is guessed by whoever opens the file. */
const start = String.raw`(^|[;,\t\r\n])`;
const beforeFormula = new RegExp(`${start}(?=${formula})`, 'g');
const quoteBeforeFormula = new RegExp(`${start}'(?=${formula})`, 'g');

/**
 * A text that begins like a formula gets a quote in front, which spreadsheets hide; so does one that would begin like
 * one if the file were taken apart at another mark than ours.
 */
const harmless = (text: string): string => text.replaceAll(beforeFormula, "$1'");

/** The text of a cell without the quotes that `csvLine` or a spreadsheet put before what looks like a formula. */
export const asMeant = (cell: string): string =>
  cell.includes("'") ? cell.replaceAll(quoteBeforeFormula, '$1') : cell;

const quoted = (text: string, { delimiter }: CsvForm): string =>
  text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
