import { amountText, dayIn } from '@ellity/contracts';
import { type Caller, Clock, Problem, SecretBox } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { CsvError, parse } from 'csv-parse';
import { decode, decodeStream } from 'iconv-lite';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ShopsService } from '../shops/shops.service';
import { type ImportColumn, readHeader } from './import-columns';
import {
  type Delimiter,
  delimiterOf,
  type FileEncoding,
  FileLook,
  fileBytesMax,
  fileLinesMax,
  type FileProblem,
  fileProblems,
} from './import-file';
import {
  blockContext,
  creditsOfLine,
  type ImportLine,
  type LineProblem,
  partOf,
  partsCount,
  readLine,
} from './import-line';
import { KnownAddresses } from './known-addresses';

interface SpooledFile {
  readonly path: string;
  readonly digest: string;
  readonly encoding: FileEncoding;
  readonly delimiter: Delimiter;
}

/** A line as it was read: with what is said of it, and what can be carried out of it. */
interface CheckedLine {
  readonly line: number;
  readonly problems: readonly LineProblem[];
  readonly content: ImportLine | null;
}

interface ReadyLine {
  readonly line: number;
  readonly content: ImportLine;
  readonly isKnown: boolean;
}

const linesAtOnce = 1_000;
/** A block is carried out by one transaction. */
const blockSize = 500;
const lineLengthMax = 20_000;

/** Takes files in: looks at the bytes, reads and checks every line, and keeps what they ask for, sealed by the block. */
@Injectable()
export class ImportFilesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly shops: ShopsService,
    private readonly clock: Clock,
    private readonly secrets: SecretBox,
  ) {}

  /** The id of the import; the same file of the same shop is the same import. Nothing is kept of a refused file. */
  async take(
    shopId: string,
    bytes: AsyncIterable<Buffer>,
    length: number | undefined,
    caller: Caller,
  ): Promise<string> {
    await this.shops.get(shopId);
    if (length !== undefined && length > fileBytesMax) throw refusal('file-too-large');
    const folder = await mkdtemp(join(tmpdir(), 'import-'));
    try {
      const file = await spooled(join(folder, 'file.csv'), bytes);
      return await this.dataSource.transaction((manager) => this.store(manager, shopId, file, caller));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async store(
    manager: EntityManager,
    shopId: string,
    file: SpooledFile,
    caller: Caller,
  ): Promise<string> {
    const id = uuidv7();
    const created: unknown[] = await manager.query(
      `insert into imports (id, shop_id, digest, state, encoding, delimiter, ignored_columns, service, actor, created_at)
       values ($1, $2, $3, 'checked', $4, $5, '{}', $6, $7, $8) on conflict do nothing returning id`,
      [
        id,
        shopId,
        file.digest,
        file.encoding,
        file.delimiter,
        caller.service,
        caller.actor?.id ?? null,
        this.clock.now(),
      ],
    );
    if (created.length === 0) {
      const [known]: { id: string }[] = await manager.query(
        'select id from imports where shop_id = $1 and digest = $2',
        [shopId, file.digest],
      );
      return known?.id ?? id;
    }
    await this.storeLines(manager, { shopId, id, file });
    return id;
  }

  private async storeLines(
    manager: EntityManager,
    { shopId, id, file }: { readonly shopId: string; readonly id: string; readonly file: SpooledFile },
  ): Promise<void> {
    const today = dayIn((await this.shops.get(shopId, manager)).timeZone, this.clock.now());
    const known = new KnownAddresses(manager, shopId);
    const blocks = new Blocks(manager, id, this.secrets);
    // The database keeps some lines while the next ones are read.
    let kept: Promise<void> = Promise.resolve();
    const keep = async (checked: readonly CheckedLine[]) => {
      await kept;
      kept = keepLines(manager, id, checked, { known, blocks });
      kept.catch(() => undefined);
    };
    let columns: readonly (ImportColumn | undefined)[] | undefined;
    let batch: CheckedLine[] = [];
    let lines = 0;
    try {
      for await (const { cells, line } of recordsOf(file)) {
        if (columns === undefined) {
          const header = readHeader(cells);
          if (header.problem) throw refusal(header.problem);
          columns = header.columns;
          await manager.query('update imports set ignored_columns = $2 where id = $1', [id, header.ignored]);
          continue;
        }
        if ((lines += 1) > fileLinesMax) throw refusal('file-too-long');
        batch.push(checkedLine(line, columns, cells, today));
        const { content } = batch.at(-1) ?? {};
        if (content) known.add(line, content.email);
        if (batch.length < linesAtOnce) continue;
        await keep(batch);
        batch = [];
      }
      if (columns === undefined) throw refusal('file-empty');
      await keep(batch);
      await kept;
      await blocks.end();
    } finally {
      await Promise.allSettled([kept]);
    }
  }
}

function checkedLine(
  line: number,
  columns: readonly (ImportColumn | undefined)[],
  cells: readonly string[],
  today: string,
): CheckedLine {
  const named: Partial<Record<ImportColumn, string>> = {};
  for (const [index, column] of columns.entries())
    if (column !== undefined) named[column] = cells[index] ?? '';
  const isTooLong = cells.slice(columns.length).some((cell) => cell.trim() !== '');
  if (isTooLong) return { line, problems: [{ column: null, code: 'too-many-cells' }], content: null };
  const read = readLine(named, today);
  return 'problems' in read
    ? { line, problems: read.problems, content: null }
    : { line, problems: read.remarks, content: read.line };
}

export const refusal = (code: FileProblem): Problem =>
  new Problem(code === 'file-too-large' ? 413 : 422, code, fileProblems[code].en, [], fileProblems[code]);

async function keepLines(
  manager: EntityManager,
  id: string,
  checked: readonly CheckedLine[],
  { known, blocks }: { readonly known: KnownAddresses; readonly blocks: Blocks },
): Promise<void> {
  if (checked.length === 0) return;
  const isKnown = await known.settle();
  const told = checked.filter(({ problems }) => problems.length > 0);
  if (told.length > 0)
    await manager.query(
      `insert into import_lines (import_id, line, state, problems)
       select $1, line, state, problems from json_to_recordset($2::json) as n (line integer, state text, problems jsonb)`,
      [id, JSON.stringify(told.map((one) => ({ ...one, state: one.content ? 'remarked' : 'invalid' })))],
    );
  for (const { line, content } of checked)
    if (content) await blocks.add({ line, content, isKnown: isKnown.get(line) ?? false });
}

/** Lines that can be carried out, by part, written down as soon as there are enough for a block. */
class Blocks {
  private readonly parts = Array.from({ length: partsCount }, (): ReadyLine[] => []);

  constructor(
    private readonly manager: EntityManager,
    private readonly importId: string,
    private readonly secrets: SecretBox,
  ) {}

  async add(line: ReadyLine): Promise<void> {
    const part = partOf(line.content);
    const lines = this.parts[part] ?? [];
    lines.push(line);
    if (lines.length === blockSize) await this.write(part);
  }

  async end(): Promise<void> {
    for (const part of this.parts.keys()) await this.write(part);
  }

  private async write(part: number): Promise<void> {
    const lines = this.parts[part] ?? [];
    this.parts[part] = [];
    const [first] = lines;
    if (!first) return;
    const updates = lines.filter(({ isKnown }) => isKnown).length;
    const credits = lines.reduce((sum, { content }) => sum + creditsOfLine(content), 0n);
    const content = JSON.stringify(lines.map((line) => line.content));
    await this.manager.query(
      `insert into import_blocks (import_id, part, first_line, lines, creates, updates, credits, content)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[this.importId, part, first.line, lines.map(({ line }) => line), lines.length - updates, updates],
        ...[amountText(credits), this.secrets.seal(content, blockContext(this.importId, first.line))],
      ],
    );
  }
}

/** Writes the file down while looking at it, so that a large one is never held in memory. */
async function spooled(path: string, bytes: AsyncIterable<Buffer>): Promise<SpooledFile> {
  const look = new FileLook();
  const hash = createHash('sha256');
  const file = await open(path, 'w', 0o600);
  try {
    for await (const chunk of bytes) {
      const problem = look.see(chunk);
      if (problem) throw refusal(problem);
      hash.update(chunk);
      await file.write(chunk);
    }
  } finally {
    await file.close();
  }
  const result = look.result();
  if ('problem' in result) throw refusal(result.problem);
  const { encoding } = result;
  const delimiter = delimiterOf(decode(look.beginning, encoding));
  return { path, digest: hash.digest('base64url'), encoding, delimiter };
}

async function* recordsOf({
  path,
  encoding,
  delimiter,
}: SpooledFile): AsyncGenerator<{ cells: string[]; line: number }> {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: lineLengthMax,
  });
  const source = createReadStream(path);
  const text = decodeStream(encoding);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(text).pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      yield { cells: record, line: info.lines };
    }
  } catch (error) {
    if (error instanceof CsvError) throw refusal('file-not-csv');
    throw error;
  } finally {
    source.destroy();
  }
}
