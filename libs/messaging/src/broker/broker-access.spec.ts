import * as contracts from '@ellity/contracts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { receivers } from './broker-access';

const apps = join(__dirname, '../../../../apps');

/** The types that the handlers of an app name, by their class. */
function handledBy(app: string): string[] {
  const source = join(apps, app, 'src');
  const files = readdirSync(source, { recursive: true }).map(String);
  const texts = files
    .filter((path) => path.endsWith('.handlers.ts'))
    .map((path) => readFileSync(join(source, path), 'utf8'));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/@EventPattern\((\w+)\)/g)].map(([, name]) => name),
  );
  const classes = contracts as unknown as Readonly<Record<string, contracts.MessageClass>>;
  return names.map((name) => contracts.contractOf(classes[name ?? ''] ?? Object).type);
}

describe('the rights of services on the broker', () => {
  it.each(['loyalty-core', 'ecomail-sync', 'webhook-gateway'])('let %s bind all that it handles', (app) => {
    const handled = handledBy(app);
    expect(handled.length).toBeGreaterThan(0);
    expect(handled.filter((type) => !receivers[app]?.includes(type))).toEqual([]);
  });
});
