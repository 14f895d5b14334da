import type { Response } from 'express';
import { pipeline, type Readable } from 'node:stream';

const patienceMs = 60_000;

/**
 * Answers with a CSV file as it is read. A reader that goes away ends the stream, and so does one that takes nothing for
 * `idleMs`: what is read may be held open for it, such as a snapshot of the database. A stream that breaks cuts the
 * answer off, so that it is never taken for whole.
 */
export function sendCsv(file: Readable, name: string, response: Response, idleMs = patienceMs): void {
  response.setHeader('content-type', 'text/csv; charset=utf-8');
  response.setHeader('content-disposition', `attachment; filename="${name}.csv"`);
  response.setTimeout(idleMs, () => response.destroy());
  pipeline(file, response, () => undefined);
}
