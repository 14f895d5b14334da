/** What kind of bytes a file is made of. Spreadsheets write CSV in more than one way and say so nowhere. */
export type FileEncoding = 'utf8' | 'utf16le' | 'win1250';
export type Delimiter = ',' | ';' | '\t';

export const fileBytesMax = 200 * 1024 * 1024;
export const fileLinesMax = 1_000_000;

export const fileProblems = {
  'file-empty': 'The file is empty.',
  'file-too-large': `The file has more than ${fileBytesMax / 1024 / 1024} MB; split it.`,
  'file-too-long': `The file has more than ${fileLinesMax} lines; split it.`,
  'file-is-spreadsheet': 'This is a file of a spreadsheet, not CSV: choose "Save as" and there "CSV UTF-8".',
  'file-not-text': 'The file holds bytes of no text: it is not CSV.',
  'file-not-csv':
    'The file cannot be read as CSV: a quote is not closed, or a line is longer than any line should be.',
  'no-email-column': 'The first line must name the columns, one of them "email" or "e-mail".',
  'column-twice': 'Two columns mean the same; remove one.',
} as const;
export type FileProblem = keyof typeof fileProblems;

/** Looks at a file as it passes, without keeping it. */
export class FileLook {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  beginning = Buffer.alloc(0);
  private isUtf8 = true;
  private hasNul = false;
  private bytes = 0;

  /** A problem that no further byte can mend. */
  see(chunk: Buffer): FileProblem | undefined {
    this.bytes += chunk.length;
    if (this.beginning.length < 65_536)
      this.beginning = Buffer.concat([this.beginning, chunk]).subarray(0, 65_536);
    if (isSpreadsheet(this.beginning)) return 'file-is-spreadsheet';
    if (this.bytes > fileBytesMax) return 'file-too-large';
    this.hasNul ||= chunk.includes(0);
    if (this.isUtf8) this.isUtf8 = this.decodes(chunk, true);
    return undefined;
  }

  result(): { readonly encoding: FileEncoding } | { readonly problem: FileProblem } {
    if (this.bytes === 0) return { problem: 'file-empty' };
    if (this.beginning[0] === 0xff && this.beginning[1] === 0xfe) return { encoding: 'utf16le' };
    if (this.hasNul) return { problem: 'file-not-text' };
    return { encoding: this.isUtf8 && this.decodes(Buffer.alloc(0), false) ? 'utf8' : 'win1250' };
  }

  private decodes(chunk: Buffer, stream: boolean): boolean {
    try {
      this.decoder.decode(chunk, { stream });
      return true;
    } catch {
      return false;
    }
  }
}

/** A ZIP, as xlsx and ods are, or the older Excel. */
function isSpreadsheet(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 4).toString('hex');
  return head === '504b0304' || head === 'd0cf11e0';
}

/** The one that the first line has most of, outside of quotes. */
export function delimiterOf(beginning: string): Delimiter {
  const [line = ''] = beginning.replaceAll(/"[^"]*"/g, '').split(/\r?\n|\r/);
  const count = (mark: string) => line.split(mark).length;
  const [best] = ([';', ',', '\t'] as const).toSorted((one, other) => count(other) - count(one));
  return best ?? ',';
}
