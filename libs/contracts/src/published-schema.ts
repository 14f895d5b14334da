import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from './message';

export interface FieldSchema {
  readonly type?: string | readonly string[];
  /** The rule, as people read it. */
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly (string | null)[];
  readonly maxLength?: number;
}

/** What of a message's published JSON Schema (`npm run contracts`) describes it to people. */
export interface PublishedSchema {
  readonly description: string;
  readonly properties: { readonly data: { readonly properties: Readonly<Record<string, FieldSchema>> } };
}

export function publishedSchema({ type }: Contract): PublishedSchema {
  const file = join(__dirname, '..', 'snapshots', `${type}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as PublishedSchema;
}
