import type { Contract } from '@ellity/contracts';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly (string | null)[];
  readonly maxLength?: number;
}

export interface MessageHelp {
  readonly about: string;
  /** By field name. */
  readonly fields: ReadonlyMap<string, string>;
}

/** What a message and each of its fields is, in the words of its published JSON Schema. */
export function helpOf({ type }: Contract): MessageHelp {
  const contracts = dirname(require.resolve('@ellity/contracts/package.json'));
  const schema = JSON.parse(readFileSync(join(contracts, 'snapshots', `${type}.json`), 'utf8')) as {
    description: string;
    properties: { data: { properties: Record<string, FieldSchema> } };
  };
  const fields = Object.entries(schema.properties.data.properties);
  return {
    about: schema.description,
    fields: new Map(fields.map(([name, field]) => [name, fieldHelpOf(field)])),
  };
}

function fieldHelpOf(field: FieldSchema): string {
  const description = field.description?.replaceAll(/`(\w+)`/g, '--$1');
  return [ruleOf(field), description].filter(Boolean).join('. ');
}

function ruleOf({ title, enum: values, type = [], maxLength }: FieldSchema): string {
  if (title !== undefined) return title;
  const words = values?.filter((value) => value !== null);
  if (words !== undefined) return words.length > 1 ? `one of ${words.join(', ')}` : words.join('');
  if ([type].flat().includes('boolean')) return 'true or false';
  return maxLength === undefined ? '' : `text, at most ${maxLength} characters`;
}
