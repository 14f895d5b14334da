import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PracticeBug, practiceMark } from './practice-bug';

it('the bug to practise on meets marked awards alone, as long as its file is there, and none without a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bug-'));
  const file = join(folder, 'bug');
  const bug = new PracticeBug(file);
  const isMet = (reference: string | null, of = bug): boolean => {
    try {
      of.meet(reference);
      return false;
    } catch (error) {
      return (error as { code: string }).code === 'practice-bug';
    }
  };
  try {
    expect(isMet(practiceMark)).toBe(false);
    writeFileSync(file, '');
    expect([isMet(practiceMark), isMet('2026001234'), isMet(null)]).toEqual([true, false, false]);
    expect(isMet(practiceMark, new PracticeBug(''))).toBe(false);
    rmSync(file);
    expect(isMet(practiceMark)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
