import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * An append-only file of JSON lines. A line that `append` returned from survives the end of this process, however it
 * ends (not of the machine). A last line that was cut short is dropped on the next start; a broken line elsewhere
 * stops the start, because what follows it cannot be trusted.
 */
export class ChangeLog {
  private handle: number | undefined;

  constructor(private readonly file: string) {}

  async read(apply: (line: unknown) => void): Promise<number> {
    mkdirSync(dirname(this.file), { recursive: true });
    if (!existsSync(this.file)) return 0;
    let goodBytes = 0;
    let lines = 0;
    let broken: number | undefined;
    const input = createReadStream(this.file, { encoding: 'utf8' });
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (broken !== undefined)
        throw new Error(`${this.file}: line ${broken} is broken; remove the file to start empty`);
      const value = parsed(line);
      if (value === undefined) {
        broken = lines + 1;
        continue;
      }
      apply(value);
      lines += 1;
      goodBytes += Buffer.byteLength(line) + 1;
    }
    if (goodBytes > statSync(this.file).size) this.append('');
    else truncateSync(this.file, goodBytes);
    return lines;
  }

  append(line: string): void {
    this.handle ??= openSync(this.file, 'a');
    writeAll(this.handle, `${line}\n`);
  }

  /** Puts `lines` in the place of all that was written so far: either all of it happens or nothing. */
  replace(lines: Iterable<string>): void {
    this.close();
    mkdirSync(dirname(this.file), { recursive: true });
    const draft = `${this.file}.draft`;
    const handle = openSync(draft, 'w');
    for (const line of lines) writeAll(handle, `${line}\n`);
    fsyncSync(handle);
    closeSync(handle);
    renameSync(draft, this.file);
  }

  close(): void {
    if (this.handle !== undefined) closeSync(this.handle);
    this.handle = undefined;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function writeAll(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) written += writeSync(handle, bytes, written);
}
