import { PermanentError } from '@ellity/messaging';
import { existsSync } from 'node:fs';

/** What an award carries as its reference to meet the bug. */
export const practiceMark = 'practice-bug';

/**
 * A bug to practise on: while its file exists, an award that is marked for it is refused for good, as a handler with a
 * bug refuses what it should take. Removing the file mends it. Without a file there is none, and a service that is not
 * all on one machine is refused one.
 */
export class PracticeBug {
  constructor(private readonly file: string) {}

  /** Throws at the mark while the bug is there. */
  meet(reference: string | null | undefined): void {
    if (this.file === '' || reference !== practiceMark || !existsSync(this.file)) return;
    throw new PermanentError('practice-bug', 'this award meets the bug to practise on');
  }
}
