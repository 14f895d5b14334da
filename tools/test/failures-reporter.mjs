/** For `node --test`: `file: the test's name: why` of each that failed, one a line, where the test itself failed and not its parent. */
import { relative } from 'node:path';
import reasonOf from './reason.cjs';

export default async function* failures(events) {
  for await (const { type, data } of events) {
    const { error } = data.details ?? {};
    if (type !== 'test:fail' || error?.failureType === 'subtestsFailed') continue;
    const reason = reasonOf(String(error?.cause?.message ?? error?.message ?? 'no reason is told'));
    yield `${relative(process.cwd(), data.file ?? data.name)}: ${data.name}: ${reason}\n`;
  }
}
