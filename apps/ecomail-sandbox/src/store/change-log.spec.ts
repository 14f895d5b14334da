import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChangeLog } from './change-log';

describe('the log of changes', () => {
  let dir: string;
  let file: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sandbox-log-'));
    file = join(dir, 'changes.jsonl');
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const linesOf = async (log: ChangeLog): Promise<unknown[]> => {
    const lines: unknown[] = [];
    await log.read((line) => lines.push(line));
    return lines;
  };
  const write = (...lines: string[]): void => {
    const log = new ChangeLog(file);
    lines.forEach((line) => log.append(line));
    log.close();
  };

  it('gives back what was appended, in order', async () => {
    write('[1]', '["ěš"]');
    expect(await linesOf(new ChangeLog(file))).toEqual([[1], ['ěš']]);
  });

  it('drops a last line that was cut short, and the next one follows cleanly', async () => {
    write('["ěš"]');
    appendFileSync(file, '[2, "torn');
    expect(await linesOf(new ChangeLog(file))).toEqual([['ěš']]);
    write('[3]');
    expect(await linesOf(new ChangeLog(file))).toEqual([['ěš'], [3]]);
  });

  it('completes a last line that lacks only its end', async () => {
    write('[1]');
    appendFileSync(file, '[2]');
    expect(await linesOf(new ChangeLog(file))).toEqual([[1], [2]]);
    write('[3]');
    expect(await linesOf(new ChangeLog(file))).toEqual([[1], [2], [3]]);
  });

  it('refuses to start on a broken line in the middle', async () => {
    write('[1]', '[broken', '[3]');
    await expect(linesOf(new ChangeLog(file))).rejects.toThrow(/line 2 is broken/);
  });

  it('is replaced as a whole', async () => {
    write('[1]', '[2]');
    new ChangeLog(file).replace(['[9]']);
    expect(readFileSync(file, 'utf8')).toBe('[9]\n');
  });
});
