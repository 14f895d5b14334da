/** For `node --test`: `file: the test's name` of each that failed, one a line, where the test itself failed and not its parent. */
import { relative } from 'node:path';

export default async function* failures(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:fail' || data.details?.error?.failureType === 'subtestsFailed') continue;
    yield `${relative(process.cwd(), data.file ?? data.name)}: ${data.name}\n`;
  }
}
