/** What kind of bytes a file is made of. Spreadsheets write CSV in more than one way and say so nowhere. */
export type FileEncoding = 'utf8' | 'utf16le' | 'win1250';
export type Delimiter = ',' | ';' | '\t';

export const fileBytesMax = 200 * 1024 * 1024;
export const fileLinesMax = 1_000_000;

export const fileProblems = {
  'file-empty': { cs: 'Soubor je prázdný.', en: 'The file is empty.' },
  'file-too-large': {
    cs: `Soubor má víc než ${fileBytesMax / 1024 / 1024} MB. Rozdělte ho.`,
    en: `The file has more than ${fileBytesMax / 1024 / 1024} MB; split it.`,
  },
  'file-too-long': {
    cs: `Soubor má víc než ${fileLinesMax} řádků. Rozdělte ho.`,
    en: `The file has more than ${fileLinesMax} lines; split it.`,
  },
  'file-is-spreadsheet': {
    cs: 'To je tabulka, ne CSV. V tabulkovém programu zvolte „Uložit jako“ a typ „CSV UTF-8“.',
    en: 'This is a file of a spreadsheet, not CSV: choose "Save as" and there "CSV UTF-8".',
  },
  'file-not-text': {
    cs: 'Soubor neobsahuje text, takže to není CSV.',
    en: 'The file holds bytes of no text: it is not CSV.',
  },
  'file-encodings-mixed': {
    cs: 'Část souboru je v kódování UTF-8 a část v jiném, takže by se zkomolila písmena s diakritikou. Uložte ho celý jako „CSV UTF-8“.',
    en: 'Some lines are in UTF-8 and others are not, so letters with accents would be garbled: save the whole file as "CSV UTF-8".',
  },
  'file-not-csv': {
    cs: 'Soubor nejde přečíst jako CSV: uvozovky nejsou uzavřené, nebo je některý řádek příliš dlouhý.',
    en: 'The file cannot be read as CSV: a quote is not closed, or a line is longer than any line should be.',
  },
  'no-email-column': {
    cs: 'První řádek musí pojmenovat sloupce a jeden z nich se musí jmenovat „e-mail“.',
    en: 'The first line must name the columns, one of them "email" or "e-mail".',
  },
  'column-twice': {
    cs: 'Dva sloupce znamenají totéž. Jeden z nich smažte.',
    en: 'Two columns mean the same; remove one.',
  },
} as const;
export type FileProblem = keyof typeof fileProblems;

/** Looks at a file as it passes, without keeping it. */
export class FileLook {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  beginning = Buffer.alloc(0);
  private isUtf8 = true;
  private hasNul = false;
  private lettersOfUtf8 = 0;
  private bytesOfOthers = 0;
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
    this.count(chunk);
    return undefined;
  }

  result(): { readonly encoding: FileEncoding } | { readonly problem: FileProblem } {
    if (this.bytes === 0) return { problem: 'file-empty' };
    if (this.beginning[0] === 0xff && this.beginning[1] === 0xfe) return { encoding: 'utf16le' };
    if (this.hasNul) return { problem: 'file-not-text' };
    if (this.isUtf8 && this.decodes(Buffer.alloc(0), false)) return { encoding: 'utf8' };
    return this.isMixed() ? { problem: 'file-encodings-mixed' } : { encoding: 'win1250' };
  }

  /** In Windows-1250 hardly any word looks like a letter of UTF-8; files that were put together have many. */
  private isMixed(): boolean {
    return this.lettersOfUtf8 > (this.lettersOfUtf8 + this.bytesOfOthers) * lettersOfUtf8ByChance;
  }

  private count(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (byte < firstBeyondAscii) continue;
      if (isLetterOfUtf8(byte, chunk[at + 1] ?? 0)) {
        this.lettersOfUtf8 += 1;
        at += 1;
      } else this.bytesOfOthers += 1;
    }
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

const firstBeyondAscii = 0x80;
/** The share above which they are none by chance, such as the end of PÄŤ. */
const lettersOfUtf8ByChance = 0.1;

/** Á to ž of Czech, Slovak, German and Polish, which UTF-8 writes in two bytes. */
const isLetterOfUtf8 = (byte: number, next: number): boolean =>
  byte >= 0xc3 && byte <= 0xc5 && (next & 0xc0) === 0x80;

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
